import Submodules

/// What `fleet submodules status` found out.
public struct PinReport: Sendable, Equatable {
  /// Something in a service's `.gitmodules` or tree that is no row of its own.
  public struct Finding: Sendable, Equatable {
    public let service: String
    public let finding: SubmoduleFinding
  }

  /// Sorted by service, then by path.
  public let rows: [PinRow]
  /// Sorted by service, then as they stand in the file.
  public let findings: [Finding]
  public let wasInterrupted: Bool
  /// Moves that went back or sideways, sorted by service, the newest first; nil where nobody asked for them.
  public internal(set) var rewinds: [PinRewind]?
  /// Whose history could not be looked into for them.
  public internal(set) var problems: [Problem] = []

  /// A service or a library whose history could not be read.
  public struct Problem: Sendable, Equatable {
    public let name: String
    public let message: String
  }

  init(rows: [PinRow], findings: [Finding], wasInterrupted: Bool) {
    (self.rows, self.findings, self.wasInterrupted) = (rows, findings, wasInterrupted)
  }

  /// Whether everything that the answer needs could be asked.
  public var isComplete: Bool { rows.allSatisfy(\.wasAsked) && problems.isEmpty }

  /// What `--check` asks: rows that a person should look at, declarations that are refused, and moves that weren't forward.
  public var hasFindings: Bool {
    rows.contains(where: \.isFinding) || findings.contains(where: \.finding.isRefusal) || !(rewinds ?? []).isEmpty
  }

  /// How many rows show each state, the gravest first; those that could not be asked have none.
  public var counts: [(state: PinState, count: Int)] {
    PinState.byGravity.compactMap { state in
      let count = rows.count { $0.state == state }
      return count == 0 ? nil : (state, count)
    }
  }
}
