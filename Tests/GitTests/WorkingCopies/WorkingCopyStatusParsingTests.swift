import Testing

@testable import Git

/// What git-status(1) prints in its second porcelain format, as values.
struct WorkingCopyStatusParsingTests {
  private static let id = String(repeating: "a", count: 40)
  private static let zero = String(repeating: "0", count: 40)

  private func status(_ lines: String...) throws -> WorkingCopyStatus {
    try WorkingCopyStatus(parsing: Array(lines.map { $0 + "\0" }.joined().utf8))
  }

  @Test func branchesAndEntriesAreRead() throws {
    let (id, zero) = (Self.id, Self.zero)
    let status = try status(
      "# branch.oid \(id)", "# branch.head topic/x", "# branch.upstream origin/topic/x",
      "1 .M N... 100644 100644 100644 \(id) \(id) a file.txt", "1 A. N... 000000 100644 100644 \(zero) \(id) new.txt",
      "1 .M SC.. 160000 160000 160000 \(id) \(id) libs/api",
      "2 R. N... 100644 100644 100644 \(id) \(id) R100 to.txt", "from.txt",
      "u UU N... 100644 100644 100644 100644 \(id) \(id) \(id) both.txt", "? other.txt")
    #expect(status.head?.hex == id)
    #expect(status.branch == "topic/x")
    let paths = status.entries.map { String(decoding: $0.path, as: UTF8.self) }
    #expect(paths == ["a file.txt", "new.txt", "libs/api", "to.txt", "both.txt"])
    #expect(status.entries.map(\.isStaged) == [false, true, false, true, true])
    #expect(status.entries.map(\.isModified) == [true, false, true, false, true])
    #expect(status.entries[1].committed == nil)
    #expect(status.isUnmerged)
  }

  @Test func aDetachedHeadHasNoBranchAndANewOneNoCommit() throws {
    #expect(try status("# branch.oid (initial)", "# branch.head main").head == nil)
    #expect(try status("# branch.oid \(Self.id)", "# branch.head (detached)").branch == nil)
  }

  @Test func whatIsNotKnownIsAnError() {
    #expect(throws: GitError.self) { try self.status("x something else") }
  }
}
