/// What an edit does, twice: as bytes, and as changes of the tree that the bytes have to come to.
struct SyntaxPlan: Sendable {
  private(set) var splices: [Splice] = []
  private(set) var changes: [Change] = []
  private(set) var matchCount = 0

  /// A change of the tree at an address: the indexes from the root.
  struct Change: Sendable {
    let address: [Int]
    let action: Action
  }

  enum Action: Sendable {
    case replace(EditValue)
    /// Adds an element to the collection at the address, at an index of the new collection.
    case insert(key: String?, EditValue, at: Int)
    /// Removes the element at the address.
    case remove
    /// Gives the element at the address another key.
    case rename(String)
  }

  static let match = SyntaxPlan(matchCount: 1)

  init(splices: [Splice] = [], changes: [Change] = [], matchCount: Int = 0) {
    self.splices = splices
    self.changes = changes
    self.matchCount = matchCount
  }

  /// Adds another plan for the same file.
  mutating func add(_ other: SyntaxPlan) {
    splices += other.splices
    changes += other.changes
    matchCount += other.matchCount
  }

  /// Sorts the splices and refuses those that overlap.
  mutating func arrange() throws(EditRefusal) {
    splices.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    for (left, right) in zip(splices, splices.dropFirst()) where left.range.upperBound > right.range.lowerBound {
      throw EditRefusal(.ambiguous, "two edits of the path overlap", at: right.range.lowerBound)
    }
  }
}
