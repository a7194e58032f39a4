/// What an edit does, twice: as bytes, and as changes of the nodes that the bytes have to come to.
struct YamlPlan {
  private(set) var splices: [Splice] = []
  private(set) var changes: [Change] = []
  private(set) var matchCount = 0

  /// A change of one node, or of one entry of a collection, by their numbers in the old tree.
  enum Change {
    case replace(node: Int, EditValue)
    /// Adds an entry at the collection's end.
    case insert(into: Int, key: String?, EditValue)
    case remove(entry: Int)
    case rename(entry: Int, String)
  }

  static let match = YamlPlan(matchCount: 1)

  init(splices: [Splice] = [], changes: [Change] = [], matchCount: Int = 0) {
    self.splices = splices
    self.changes = changes
    self.matchCount = matchCount
  }

  /// Adds another plan for the same file.
  mutating func add(_ other: YamlPlan) {
    splices += other.splices
    changes += other.changes
    matchCount += other.matchCount
  }

  /// Returns the same plan for what counts as so many matches.
  func counted(as matchCount: Int) -> YamlPlan {
    YamlPlan(splices: splices, changes: changes, matchCount: matchCount)
  }

  /// Sorts the splices and refuses those that overlap.
  mutating func arrange() throws(EditRefusal) {
    splices.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    for (left, right) in zip(splices, splices.dropFirst()) where left.range.upperBound > right.range.lowerBound {
      throw EditRefusal(.ambiguous, "two edits of the path overlap", at: right.range.lowerBound)
    }
  }
}
