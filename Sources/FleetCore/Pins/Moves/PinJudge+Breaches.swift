import Changes
import Submodules

extension PinJudge {
  /// Returns why a service may not be pushed with the pins that it has, one reason a pin, sorted by path.
  ///
  /// A gitlink without a usable declaration is one: nobody can show that its commit is in its library. A pin whose URL leads
  /// elsewhere than to the library that its path or name tells of has to be in that library. Libraries that the manifest
  /// doesn't know are never asked, so nothing is said of their pins.
  ///
  /// - Parameters:
  ///   - pins: those of `recorded` that are of libraries of the shelf.
  ///   - settled: paths that somebody has decided on already.
  func breaches(in recorded: RecordedPins, _ pins: [RecognisedPin], except settled: Set<TreePath>) -> [Refusal] {
    let recognised = Dictionary(pins.map { ($0.pin.path, $0) }, uniquingKeysWith: { first, _ in first })
    return recorded.pins.filter { !settled.contains($0.path) }.compactMap { pin in
      guard pin.url != nil else { return .undeclared(pin.path) }
      guard let known = recognised[pin.path],
        let breach = breach(of: pin.commit, in: known.library)?.placed(at: pin.path)
      else { return nil }
      return known.breach ?? breach
    }
  }
}

extension Refusal {
  /// A gitlink that no declaration says anything of.
  static func undeclared(_ path: TreePath) -> Refusal {
    Refusal(
      kind: "undeclared",
      message:
        ".gitmodules has no usable entry for this submodule, so nobody can tell whether its library has the commit",
      place: .init(path: path))
  }

  func placed(at path: TreePath) -> Refusal {
    Refusal(kind: kind, message: message, place: .init(path: path), step: step)
  }

  /// So many reasons are told.
  private static let reasonLimit = 5

  /// Makes one of several: the first one's kind, and everybody's reason; nil where there is none.
  init?(all refusals: [Refusal]) {
    guard let first = refusals.first else { return nil }
    if refusals.count == 1 {
      self = first
      return
    }
    let more = refusals.count - Self.reasonLimit
    let reasons = refusals.prefix(Self.reasonLimit).map(\.fullMessage) + (more > 0 ? ["and \(more) more"] : [])
    self.init(kind: first.kind, message: reasons.joined(separator: "; "))
  }
}
