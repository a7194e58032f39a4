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

  /// Whether everything that the answer needs could be asked.
  public var isComplete: Bool { rows.allSatisfy(\.wasAsked) }

  /// What `--check` asks: rows that a person should look at, and declarations that are refused.
  public var hasFindings: Bool { rows.contains(where: \.isFinding) || findings.contains(where: \.finding.isRefusal) }

  /// How many rows show each state, the gravest first; those that could not be asked have none.
  public var counts: [(state: PinState, count: Int)] {
    PinState.byGravity.compactMap { state in
      let count = rows.count { $0.state == state }
      return count == 0 ? nil : (state, count)
    }
  }
}
