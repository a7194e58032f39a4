/// What is known of a remote before a push asks it.
public enum PushKnowledge: Sendable, Equatable {
  /// What the server said a moment ago.
  case heard(ReferenceAdvertisement)
  /// What it would say if nothing has moved.
  case presumed(PushPresumption)
}

/// What a push takes for granted of a remote: where that is wrong, the server, which compares and swaps, finds it.
public struct PushPresumption: Sendable, Equatable {
  let terms: PushTerms
  /// A commit that the remote is taken to have, so that nothing of its history is sent.
  let base: ObjectID?

  public init(terms: PushTerms, base: ObjectID?) {
    self.terms = terms
    self.base = base
  }

  /// Returns what the remote would say if everything were as the updates expect it; nil where one of them has nothing to
  /// do there, since nobody would find out whether that is so.
  func advertisement(of updates: [PushUpdate], at url: String) -> ReferenceAdvertisement? {
    guard !updates.isEmpty, updates.allSatisfy({ $0.source != $0.expected }) else { return nil }
    var references = updates.compactMap { update in update.expected.map { (update.destination, $0) } }
    if let base, !references.contains(where: { $0.1 == base }) { references.append((Self.baseName, base)) }
    let bytes = ReferenceLines.answer(naming: references, from: .receivePackReferences, terms.capabilities)
    return ReferenceAdvertisement(service: .receivePackReferences, url: url, bytes: bytes)
  }

  /// Of no reference: what counts is where those that the server names lead to.
  private static let baseName = "refs/fleet/base"
}
