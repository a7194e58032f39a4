import Clibgit2

/// Counts the commits between histories of one repository, for many pairs: what is read of a commit for one pair serves
/// the next.
///
/// The answers are those of `Repository.aheadBehind`. Only commits between the two and about where they part are read; of
/// each its parents and its time are kept, about 100 bytes.
public struct HistoryDistance {
  private struct Node {
    let seconds: Int64
    let parents: [ObjectID]
  }

  private var nodes: [ObjectID: Node] = [:]

  public init() {}

  /// Counts the commits that only one of two histories has.
  ///
  /// - Parameter repository: the same one at every call.
  public mutating func aheadBehind(
    _ local: ObjectID, upstream: ObjectID, in repository: borrowing Repository
  ) throws(GitError) -> (ahead: Int, behind: Int) {
    if local == upstream { return (0, 0) }
    var walk = PairWalk()
    walk.meet(local, of: .local, seconds: try node(local, in: repository).seconds)
    walk.meet(upstream, of: .upstream, seconds: try node(upstream, in: repository).seconds)
    while let child = walk.next() {
      for parent in try node(child.id, in: repository).parents where walk.isWorthwhile(parent, of: child) {
        walk.meet(parent, of: child.sides, seconds: try node(parent, in: repository).seconds)
      }
    }
    return (walk.count(of: .local), walk.count(of: .upstream))
  }

  private mutating func node(_ id: ObjectID, in repository: borrowing Repository) throws(GitError) -> Node {
    if let node = nodes[id] { return node }
    let (seconds, parents) = try repository.timeAndParents(of: id)
    let node = Node(seconds: seconds, parents: parents)
    nodes[id] = node
    return node
  }
}

/// Which of two histories have a commit.
private struct Sides: OptionSet {
  let rawValue: UInt8

  static let local = Sides(rawValue: 1)
  static let upstream = Sides(rawValue: 2)
  static let both: Sides = [.local, .upstream]
}

/// The commits of two histories, the newest first, until all that are left are on both sides.
private struct PairWalk {
  private var sides: [ObjectID: Sides] = [:]
  /// Commits whose parents haven't been met from here, the newest last.
  private var waiting: [(seconds: Int64, id: ObjectID)] = []
  private var waitingIDs: Set<ObjectID> = []
  /// How many of them only one side is known to have.
  private var oneSidedCount = 0
  /// When the oldest commit was made that only one side was known to have when it was met.
  private var oldestOneSided = Int64.max

  /// Whether meeting a commit from a child of it could change a count.
  ///
  /// Where only commits of both sides wait, older than any that was counted, nothing unknown matters any more. Clocks can be
  /// wrong: what was counted for one side may turn out to be on both.
  func isWorthwhile(_ id: ObjectID, of child: (id: ObjectID, sides: Sides, seconds: Int64)) -> Bool {
    guard let known = sides[id] else {
      return oneSidedCount > 0 || child.sides != .both || child.seconds >= oldestOneSided
    }
    return !known.isSuperset(of: child.sides)
  }

  mutating func meet(_ id: ObjectID, of side: Sides, seconds: Int64) {
    let known = sides[id] ?? []
    let merged = known.union(side)
    sides[id] = merged
    if merged != .both { oldestOneSided = min(oldestOneSided, seconds) }
    if waitingIDs.insert(id).inserted {
      var (low, high) = (0, waiting.count)
      while low < high {
        let middle = (low + high) / 2
        if waiting[middle].seconds <= seconds { low = middle + 1 } else { high = middle }
      }
      waiting.insert((seconds, id), at: low)
      oneSidedCount += merged == .both ? 0 : 1
    } else if known != .both, merged == .both {
      oneSidedCount -= 1
    }
  }

  mutating func next() -> (id: ObjectID, sides: Sides, seconds: Int64)? {
    guard let (seconds, id) = waiting.popLast() else { return nil }
    waitingIDs.remove(id)
    let found = sides[id] ?? []
    if found != .both { oneSidedCount -= 1 }
    return (id, found, seconds)
  }

  func count(of side: Sides) -> Int { sides.values.count { $0 == side } }
}
