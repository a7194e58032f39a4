/// What an edit of XML does: as bytes, and as changes of the events that the bytes have to come to.
struct XmlPlan: Sendable {
  private(set) var splices: [Splice] = []
  private(set) var changes: [Change] = []
  private(set) var matchCount = 0

  struct Change: Sendable {
    /// The indexes of the old events that go.
    let events: Range<Int>
    /// What comes in their place, with names and text as they are read.
    let replacement: [(kind: XmlDocument.Event.Kind, text: String)]
  }

  static let match = XmlPlan(matchCount: 1)

  init(splices: [Splice] = [], changes: [Change] = [], matchCount: Int = 0) {
    self.splices = splices
    self.changes = changes
    self.matchCount = matchCount
  }

  mutating func add(_ other: XmlPlan) {
    splices += other.splices
    changes += other.changes
    matchCount += other.matchCount
  }

  /// Sorts by place and refuses edits that overlap.
  mutating func arrange() throws(EditRefusal) {
    splices.sort { $0.range.lowerBound < $1.range.lowerBound }
    changes.sort { $0.events.lowerBound < $1.events.lowerBound }
    for (left, right) in zip(splices, splices.dropFirst()) where left.range.upperBound > right.range.lowerBound {
      throw EditRefusal(.ambiguous, "two edits of the path overlap", at: right.range.lowerBound)
    }
  }

  /// Checks that the new document is the old one with the changes and no others.
  func check(old: XmlDocument, new: XmlDocument, path: [PathStep]) throws(EditRefusal) {
    guard isKept(old, new) else {
      throw EditRefusal(.verification, "the edit of \(path.shown) would change other data too")
    }
  }

  private func isKept(_ old: XmlDocument, _ new: XmlDocument) -> Bool {
    var before = 0
    var after = 0
    func areCopies(to end: Int) -> Bool {
      while before < end {
        guard after < new.events.count else { return false }
        let (left, right) = (old.events[before], new.events[after])
        guard left.kind == right.kind, left.range.count == right.range.count,
          old.source.bytes[left.range].elementsEqual(new.source.bytes[right.range])
        else { return false }
        before += 1
        after += 1
      }
      return true
    }
    for change in changes {
      guard areCopies(to: change.events.lowerBound) else { return false }
      before = change.events.upperBound
      for expected in change.replacement {
        guard after < new.events.count, new.events[after].kind == expected.kind,
          new.text(of: new.events[after]).utf8.elementsEqual(expected.text.utf8)
        else { return false }
        after += 1
      }
    }
    return areCopies(to: old.events.count) && after == new.events.count
  }
}
