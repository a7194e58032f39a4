import FleetTestSupport
import Git
import Testing

@Suite struct MergeTreesTests {
  private let remote: Remote
  private let base: ObjectID

  init() throws {
    remote = try Remote(files: ["a": "1\n2\n3\n4\n5\n6\n7\n", "b": "b\n"])
    base = try Repository(openingBare: remote.path).tree(of: remote.id())
  }

  private func tree(_ edits: TreeEntryEdit...) throws -> ObjectID {
    try Repository(openingBare: remote.path).writeTree(base: base, edits: edits)
  }

  private func merge(ancestor: ObjectID, ours: ObjectID, theirs: ObjectID) throws -> TreeMerge {
    try Repository(openingBare: remote.path).mergeTrees(ancestor: ancestor, ours: ours, theirs: theirs)
  }

  @Test func changesOfDifferentPlacesComeTogether() throws {
    let ours = try tree(.writing("0\n2\n3\n4\n5\n6\n7\n", to: "a"))
    let theirs = try tree(.writing("1\n2\n3\n4\n5\n6\n8\n", to: "a"), .deleting("b"))
    let both = try tree(.writing("0\n2\n3\n4\n5\n6\n8\n", to: "a"), .deleting("b"))
    #expect(try merge(ancestor: base, ours: ours, theirs: theirs) == .merged(both))
  }

  @Test func changesOfOnePlaceAreAConflictThatNamesTheFile() throws {
    let ours = try tree(.writing("x\n", to: "b"))
    let theirs = try tree(.writing("y\n", to: "b"))
    #expect(try merge(ancestor: base, ours: ours, theirs: theirs) == .conflict(paths: ["b"]))
  }

  @Test func aChangeThatIsThereAlreadyChangesNothing() throws {
    let ours = try tree(.writing("x\n", to: "b"))
    #expect(try merge(ancestor: base, ours: ours, theirs: ours) == .merged(ours))
  }

  @Test func aRevertOfTheTipGivesTheTreeBefore() throws {
    let tip = try tree(.writing("x\n", to: "b"), .writing("new\n", to: "c"))
    #expect(try merge(ancestor: tip, ours: tip, theirs: base) == .merged(base))
  }
}
