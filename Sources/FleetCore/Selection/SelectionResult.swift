/// What a selection came to.
public struct SelectionResult: Sendable, Equatable {
  /// The services that were chosen, sorted by name.
  public let services: [Service]
  /// One for every service of the manifest, sorted by name.
  public let verdicts: [SelectionVerdict]
  /// What was seen on the remotes that were asked, by the names of the services that were chosen.
  let states: [String: RemoteState]

  init(services: [Service], verdicts: [SelectionVerdict], states: [String: RemoteState] = [:]) {
    self.services = services
    self.states = states
    self.verdicts = verdicts.sorted { $0.service.utf8.lexicographicallyPrecedes($1.service.utf8) }
  }

  /// Returns the services that were chosen and those that are undecided, sorted by name: for commands that only look, and
  /// say themselves of what they can't read.
  public func withUndecided(of manifest: Manifest) -> [Service] {
    let names = Set(services.map(\.name) + undecided.map(\.service))
    return manifest.services.filter { names.contains($0.name) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The repositories of which nobody knows whether they are meant: each has to show in the report.
  public var undecided: [RepositoryResult] {
    verdicts.compactMap { if case .undecided(let result) = $0.state { result } else { nil } }
  }
}

/// Whether one service was chosen, and what decided it.
public struct SelectionVerdict: Sendable, Equatable {
  public let service: String
  public internal(set) var state: State

  public enum State: Sendable, Equatable {
    case selected
    case leftOut(SelectionReason)
    /// Its mirror couldn't be brought up to date or read.
    case undecided(RepositoryResult)
  }
}

/// What left a service out.
public struct SelectionReason: Sendable, Equatable {
  /// The option, such as `--where`.
  public let option: String
  /// The part of the option's value that decided, such as `file:tox.ini` or `!billing`.
  public let clause: String

  public init(option: String, clause: String) {
    (self.option, self.clause) = (option, clause)
  }
}
