/// The outcome of one run over a fleet: what every report is made from.
public struct RunReport: Sendable, Equatable {
  /// The command that ran, such as `apply`.
  public let command: String
  public let campaign: String?
  /// The campaign's id in the journal, where the run is in it.
  public var campaignID: String?
  /// The id of the plan that the run stored.
  public var plan: String?
  /// Sorted by the service's name.
  public let results: [RepositoryResult]
  /// Whether the run was ended before every repository had its turn.
  public let wasInterrupted: Bool

  public init(command: String, campaign: String?, results: [RepositoryResult], wasInterrupted: Bool = false) {
    self.command = command
    self.campaign = campaign
    self.results = results.sorted { $0.service.utf8.lexicographicallyPrecedes($1.service.utf8) }
    self.wasInterrupted = wasInterrupted
  }

  /// How many repositories ended with each outcome, by the outcome's name.
  public var counts: [String: Int] {
    results.reduce(into: [:]) { $0[$1.outcome.name, default: 0] += 1 }
  }

  public var isFine: Bool { results.allSatisfy(\.outcome.isFine) }

  /// Whether anything would change or was changed; what `--check` asks.
  public var hasChanges: Bool {
    results.contains { $0.outcome == .changed || $0.outcome == .delivered }
  }
}
