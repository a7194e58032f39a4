import FleetTestSupport
import Git
import Testing

/// Patches as people edit them, and the trees that they make.
struct EditedPatchTests {
  private func recounted(_ text: String) throws -> String {
    String(decoding: try EditedPatch.recounted(Array(text.utf8)), as: UTF8.self)
  }

  private let head = "diff --git a/f b/f\nindex 1234567..89abcde 100644\n--- a/f\n+++ b/f\n"

  @Test func countsAreMadeAnewAndCommentsGo() throws {
    #expect(
      try recounted("# help\n\(head)@@ -1,9 +1,9 @@ def f():\n a\n-b\n+c\n+d\n\n@@ -20,3 +20,3 @@\n x\n-y\n")
        == "\(head)@@ -1,3 +1,4 @@ def f():\n a\n-b\n+c\n+d\n \n@@ -20,2 +21,1 @@\n x\n-y\n")
  }

  @Test func whatChangesNothingGoes() throws {
    #expect(try recounted("\(head)@@ -1,2 +1,2 @@\n a\n b\n").isEmpty)
    #expect(try recounted(head).isEmpty)
    let mode = "diff --git a/x b/x\nold mode 100644\nnew mode 100755\n"
    #expect(try recounted(head + mode) == mode)
  }

  @Test func newAndDeletedFilesKeepTheirStarts() throws {
    let new = "diff --git a/n b/n\nnew file mode 100644\nindex 0000000..89abcde\n--- /dev/null\n+++ b/n\n"
    #expect(try recounted("\(new)@@ -0,0 +1,7 @@\n+a\n+b\n") == "\(new)@@ -0,0 +1,2 @@\n+a\n+b\n")
    let old = "diff --git a/o b/o\ndeleted file mode 100644\nindex 89abcde..0000000\n--- a/o\n+++ /dev/null\n"
    #expect(try recounted("\(old)@@ -1,5 +0,0 @@\n-a\n") == "\(old)@@ -1,1 +0,0 @@\n-a\n")
  }

  @Test(arguments: [
    ("rubbish\n", 1), ("@@ -1 +1 @@\n", 1), ("diff --git a/f b/f\n@@ what @@\n", 2),
    ("diff --git a/f b/f\n@@ -1 +1 @@\n-a\nb\n", 4),
  ])
  func whatIsNoPatchIsSaidWithItsLine(_ text: String, _ line: Int) {
    let problem = #expect(throws: EditedPatch.Problem.self) { try recounted(text) }
    #expect(problem?.line == line)
  }

  @Test func aPatchFitsExactlyOrNotAtAll() throws {
    let folder = try TemporaryFolder()
    let repository = try Repository(creatingBare: folder.path + "/r.git")
    let tree = try repository.writeTree(
      base: nil,
      edits: [
        TreeEntryEdit(pathBytes: Array("f".utf8), action: .write(Array("a\nb\n".utf8), mode: 0o100644)),
        TreeEntryEdit(pathBytes: Array("d/g".utf8), action: .write([0xE9, 0x0A], mode: 0o100644)),
      ])
    let patch = "diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n"
    let changed = try repository.applyPatch(Array(patch.utf8), to: tree)
    let diff = try repository.diff(from: tree, to: changed)
    #expect(diff.files.map(\.pathBytes) == [Array("f".utf8)])
    #expect(String(decoding: diff.patch, as: UTF8.self).hasSuffix("@@ -1,2 +1,2 @@\n a\n-b\n+c\n"))
    let latin =
      Array("diff --git a/d/g b/d/g\n--- a/d/g\n+++ b/d/g\n@@ -1 +1,2 @@\n ".utf8) + [0xE9, 0x0A, 0x2B, 0xE8, 0x0A]
    let entry = try repository.entry(at: Array("d/g".utf8), in: repository.applyPatch(latin, to: tree))
    #expect(try repository.blob(try #require(entry).id) == [0xE9, 0x0A, 0xE8, 0x0A])
    #expect(throws: GitError.self) {
      try repository.applyPatch(Array(patch.replacing(" a\n", with: " x\n").utf8), to: tree)
    }
  }
}
