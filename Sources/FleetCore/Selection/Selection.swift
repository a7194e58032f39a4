/// Which services a command is for.
///
/// A term is a name or glob (`billing`, `bill*`), a tag (`tag:django`), or either with `!` in front to leave out. The
/// services that any positive term names are taken, all if there is none, and those that a negative one names left out.
/// Of these the ones stay for which every condition holds, and of these the first by name.
public struct Selection: Sendable {
  public let terms: [SelectionTerm]
  public let conditions: [SelectionCondition]
  /// At most so many services, the first by name.
  public let limit: Int?

  public init(terms: [SelectionTerm] = [], conditions: [SelectionCondition] = [], limit: Int? = nil) {
    self.terms = terms
    self.conditions = conditions
    self.limit = limit
  }

  /// Returns the services that may be chosen, as far as the manifest alone tells: that is all there is to know unless a
  /// condition asks for what is in a repository.
  ///
  /// - Throws: if a term that isn't negative names no service of the fleet: a misspelt name must not look like a success.
  public func candidates(of manifest: Manifest) throws(SelectionError) -> SelectionCandidates {
    for term in terms where !term.isNegative && !manifest.services.contains(where: term.matches) {
      throw SelectionError(
        message: "no service of \(manifest.name) matches \"\(term.text)\"",
        hint: "fleet repos list")
    }
    var services: [Service] = []
    var leftOut: [String: SelectionReason] = [:]
    for service in manifest.services.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      if let reason = reasonOfTerms(against: service) ?? reasonOfConditions(against: service) {
        leftOut[service.name] = reason
      } else {
        services.append(service)
      }
    }
    return SelectionCandidates(
      services: services, leftOut: leftOut, conditions: conditions, limit: limit,
      libraries: manifest.libraries, templates: manifest.templates)
  }

  private func reasonOfTerms(against service: Service) -> SelectionReason? {
    if let term = terms.first(where: { $0.isNegative && $0.matches(service) }) {
      return SelectionReason(option: term.origin, clause: term.text)
    }
    let positive = terms.filter { !$0.isNegative }
    guard !positive.isEmpty, !positive.contains(where: { $0.matches(service) }) else { return nil }
    let origins = positive.reduce(into: [String]()) { if !$0.contains($1.origin) { $0.append($1.origin) } }
    return SelectionReason(option: origins.joined(separator: " and "), clause: "no term names it")
  }

  private func reasonOfConditions(against service: Service) -> SelectionReason? {
    for condition in conditions {
      if case .fails(let clause) = condition.truth({ $0.holds(for: service) }) {
        return SelectionReason(option: "--where", clause: clause)
      }
    }
    return nil
  }
}

/// What is wrong with a selection: a term that can't be read, or one that names nothing.
public struct SelectionError: Error, Sendable, Equatable {
  public let message: String
  public let hint: String?

  public init(message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
