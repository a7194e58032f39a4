/// The services that a command may be for, before their mirrors were looked at.
public struct SelectionCandidates: Sendable {
  /// Sorted by name.
  public let services: [Service]
  /// What left the others out, by their names.
  let leftOut: [String: SelectionReason]
  let conditions: [SelectionCondition]
  let limit: Int?
  let libraries: [Library]
  let templates: [TemplateSource]

  /// Whether mirrors have to be looked at to know which of the candidates are chosen.
  public var needsMirrors: Bool { services.contains(where: isOpen) }

  /// Whether a condition was given.
  public var isConditional: Bool { !conditions.isEmpty }

  init(
    services: [Service], leftOut: [String: SelectionReason], conditions: [SelectionCondition], limit: Int?,
    libraries: [Library], templates: [TemplateSource]
  ) {
    self.services = services
    self.leftOut = leftOut
    self.conditions = conditions
    self.limit = limit
    self.libraries = libraries
    self.templates = templates
  }

  /// Returns the candidates with these names; the others are left out for the reason.
  public func only(_ names: Set<String>, else reason: SelectionReason) -> SelectionCandidates {
    let others = services.filter { !names.contains($0.name) }
    return SelectionCandidates(
      services: services.filter { names.contains($0.name) },
      leftOut: others.reduce(into: leftOut) { $0[$1.name] = reason }, conditions: conditions, limit: limit,
      libraries: libraries, templates: templates)
  }

  /// Takes services that are known already, and asks nothing more.
  public init(fixed services: [Service]) {
    self.init(services: services, leftOut: [:], conditions: [], limit: nil, libraries: [], templates: [])
  }

  /// Whether the manifest alone doesn't tell if a candidate is chosen.
  func isOpen(_ service: Service) -> Bool {
    conditions.contains { $0.truth { $0.holds(for: service) } == .unknown }
  }

  /// Returns what the selection comes to if this is said of the candidates.
  ///
  /// - Parameters:
  ///   - verdicts: of the candidates, in their order, without regard to the limit.
  ///   - states: what was seen on their remotes.
  func result(_ verdicts: [SelectionVerdict], states: [String: RemoteState] = [:]) -> SelectionResult {
    var chosenCount = 0
    var chosen: [Service] = []
    var verdicts = verdicts
    for (index, service) in services.enumerated() where verdicts[index].state == .selected {
      chosenCount += 1
      if let limit, chosenCount > limit {
        verdicts[index].state = .leftOut(SelectionReason(option: "--limit", clause: "\(limit)"))
      } else {
        chosen.append(service)
      }
    }
    verdicts += leftOut.map { SelectionVerdict(service: $0.key, state: .leftOut($0.value)) }
    let names = Set(chosen.map(\.name))
    return SelectionResult(services: chosen, verdicts: verdicts, states: states.filter { names.contains($0.key) })
  }

  /// What the selection comes to where no mirror is needed for it; nil where one is.
  public var result: SelectionResult? {
    needsMirrors ? nil : result(services.map { SelectionVerdict(service: $0.name, state: .selected) })
  }
}
