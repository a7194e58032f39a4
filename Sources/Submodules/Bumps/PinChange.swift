import Changes
import Git

/// Moves the pins of services: each service gets all of its moves in one commit, or none.
///
/// It edits gitlinks and nothing else. Whether a commit may be pinned at all is decided where the moves are made: see
/// `PinBump.plan`.
public struct PinChange: Change {
  /// One pin's new commit.
  public struct Move: Sendable, Hashable {
    public let path: TreePath
    /// What the move was planned on. Pins are never merged: where something else is pinned, the move is made anew.
    public let from: ObjectID
    public let to: ObjectID

    public init(path: TreePath, from: ObjectID, to: ObjectID) {
      self.path = path
      self.from = from
      self.to = to
    }
  }

  private let moves: [String: [Move]]

  /// - Parameter moves: by the service's name; at most one a path.
  public init(moves: [String: [Move]]) {
    self.moves = moves
  }

  public func plan(_ base: some Snapshot, for service: ServiceFacts) throws -> ChangePlan {
    guard let moves = moves[service.name], !moves.isEmpty else {
      return .notApplicable(reason: "no pin of it is to be moved")
    }
    let recorded = try RecordedPins.read(snapshot: base)
    let pins = Dictionary(recorded.pins.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    var edits: [TreeEdit] = []
    for move in moves.sorted(by: { $0.path < $1.path }) {
      guard let pin = pins[move.path] else {
        return .refused(refusal("no-gitlink", move, "there is no submodule"))
      }
      if pin.commit == move.to { continue }
      guard pin.isDeclared else {
        return .refused(refusal("undeclared", move, ".gitmodules has no usable entry for it"))
      }
      guard pin.commit == move.from else {
        return .refused(
          refusal("pin-moved", move, "it is at \(pin.commit.short); expected \(move.from.short)"))
      }
      edits.append(TreeEdit(path: move.path, action: .pin(commit: move.to.hex)))
    }
    return edits.isEmpty ? .unchanged : .edits(edits)
  }

  private func refusal(_ kind: String, _ move: Move, _ message: String) -> Refusal {
    Refusal(kind: kind, message: message, place: .init(path: move.path))
  }
}
