import Changes
import Testing

@testable import Codemods

@Suite struct FileStepTests {
  private static let files = ["a.txt": "A\n", "b.txt": "B\n", "same.txt": "A\n", "dir/c.txt": "C\n"]

  @Test(arguments: [
    (#""op": "create", "file": "new/x.txt", "content": "N\n""#, "new/x.txt = N\n"),
    (#""op": "create", "file": "a.txt", "content": "A\n""#, "unchanged"),
    (
      #""op": "create", "file": "a.txt", "content": "N""#,
      "refused: exists: a.txt: a.txt is there already, with other content [steps/0]"
    ),
    (#""op": "create", "file": "a.txt", "content": "N", "exists": "keep""#, "unchanged"),
    (#""op": "create", "file": "a.txt", "content": "N", "exists": "replace""#, "a.txt = N"),
    (
      #""op": "create", "file": "a.txt", "content": "A\n", "mode": "755""#,
      "refused: exists: a.txt: a.txt is there already, with another mode [steps/0]"
    ),
    (#""op": "create", "file": "a.txt", "content": "A\n", "mode": "755", "exists": "replace""#, "a.txt = A\n"),
    (#""op": "create", "file": "dir", "content": """#, "refused: type: dir: dir is a folder, not a file [steps/0]"),
    (
      #""op": "create", "file": "a.txt/x", "content": """#,
      "refused: exists: a.txt/x: a.txt is a file, not a folder [steps/0]"
    ),
    (#""op": "remove", "file": "a.txt""#, "a.txt = (removed)"),
    (#""op": "remove", "file": "x.txt""#, "refused: no-match: x.txt: there is no x.txt [steps/0]"),
    (#""op": "remove", "file": "x.txt", "missing": "skip""#, "unchanged"),
    (#""op": "remove", "file": "dir""#, "refused: type: dir: dir is a folder, not a file [steps/0]"),
    (#""op": "move", "from": "a.txt", "to": "dir/a.txt""#, "a.txt = (removed)\ndir/a.txt = A\n"),
    (
      #""op": "move", "from": "a.txt", "to": "b.txt""#,
      "refused: exists: b.txt: b.txt is there already, with other content than a.txt [steps/0]"
    ),
    (#""op": "move", "from": "a.txt", "to": "b.txt", "exists": "replace""#, "a.txt = (removed)\nb.txt = A\n"),
    (#""op": "move", "from": "a.txt", "to": "same.txt""#, "a.txt = (removed)"),
    (#""op": "move", "from": "x.txt", "to": "y.txt""#, "refused: no-match: x.txt: there is no x.txt [steps/0]"),
    (#""op": "move", "from": "x.txt", "to": "y.txt", "missing": "skip""#, "unchanged"),
    (#""op": "copy", "from": "a.txt", "to": "y.txt""#, "y.txt = A\n"),
    (#""op": "copy", "from": "a.txt", "to": "same.txt""#, "unchanged"),
    (
      #""op": "copy", "from": "a.txt", "to": "b.txt""#,
      "refused: exists: b.txt: b.txt is there already, with other content than a.txt [steps/0]"
    ),
    (#""op": "copy", "from": "a.txt", "to": "b.txt", "exists": "replace""#, "b.txt = A\n"),
    (#""op": "mode", "file": "a.txt", "mode": "755""#, "a.txt = A\n"),
    (#""op": "mode", "file": "a.txt", "mode": "644""#, "unchanged"),
    (#""op": "mode", "file": "x.txt", "mode": "755""#, "refused: no-match: x.txt: there is no x.txt [steps/0]"),
  ])
  func doesWhatItSaysOrRefuses(_ keys: String, _ expected: String) throws {
    #expect(try fate(steps: "{\(keys)}", Self.files).description == expected)
  }

  @Test func modesAreWritten() throws {
    let steps = #"{"op": "mode", "file": "a.sh", "mode": "755"}, {"op": "copy", "from": "a.sh", "to": "b.sh"}"#
    let change = try codemod(codemodText(steps: steps)).change()
    let edits = [
      TreeEdit(path: "a.sh", action: .write([65], mode: .executable)),
      TreeEdit(path: "b.sh", action: .write([65], mode: .executable)),
    ]
    #expect(try change.plan(MemorySnapshot(["a.sh": "A"]), for: .init(name: "x")) == .edits(edits))
  }

  @Test(arguments: [
    "../x", "/etc/passwd", "a/../../x", ".git/config", "a/.GIT/hooks/x", "a//b", "./a", "a\\u0000", "git~1/x",
  ])
  func aPathThatLeavesTheRepositoryIsRefused(_ path: String) throws {
    for step in [
      #"{"op": "create", "file": "\#(path)", "content": ""}"#, #"{"op": "remove", "file": "\#(path)"}"#,
      #"{"op": "move", "from": "a.txt", "to": "\#(path)"}"#, #"{"op": "copy", "from": "\#(path)", "to": "y"}"#,
      #"{"op": "mode", "file": "\#(path)", "mode": "755"}"#,
      #"{"op": "remove", "file": "a.txt", "when": {"exists": "\#(path)"}}"#,
    ] {
      #expect(try fate(steps: step, Self.files).description.hasPrefix("refused: outside: "), "\(step)")
    }
  }

  @Test func aStepSeesWhatTheStepsBeforeItDid() throws {
    let steps = """
      {"op": "create", "file": "x.json", "content": "{}"},
      {"op": "set", "files": "*.json", "path": ["a"], "value": 1, "missing": "create"},
      {"op": "move", "from": "a.txt", "to": "x/a.md", "when": {"value": {"file": "x.json", "path": ["a"], "equals": 1}}},
      {"op": "replace", "files": "**/*.md", "text": "A", "with": "{{service.name}}"}
      """
    guard case .edited(let texts) = try fate(steps: steps, Self.files) else {
      Issue.record("not edited")
      return
    }
    #expect(texts["a.txt"] == .some(nil))
    #expect(texts["x/a.md"] == "billing\n")
    #expect(texts["x.json"]??.contains("\"a\": 1") == true)
  }

  /// A file that is made and removed again leaves nothing, and a second application would make it again.
  @Test func makingAndRemovingIsNotIdempotent() throws {
    let steps = #"{"op": "create", "file": "x", "content": ""}, {"op": "remove", "file": "x"}"#
    #expect(
      try fate(steps: steps, [:])
        == .refused("not-idempotent: x: applied to its own result, the codemod would change x again [steps/0]"))
  }

  @Test func aFileThatIsMadeAndThenEditedIsIdempotent() throws {
    let steps =
      #"{"op": "create", "file": "x", "content": "a"}, {"op": "replace", "files": "x", "text": "a", "with": "b"}"#
    #expect(try fate(steps: steps, [:]) == .edited(["x": "b"]))
  }

  @Test func oneRefusedStepWritesNothing() throws {
    let steps = #"{"op": "remove", "file": "a.txt"}, {"op": "remove", "id": "gone", "file": "a.txt"}"#
    #expect(try fate(steps: steps, Self.files) == .refused("no-match: a.txt: there is no a.txt [gone]"))
  }
}

@Suite struct SnapshotSafetyTests {
  private static let snapshot = MemorySnapshot(files: [
    "link": (Array("a.txt".utf8), .link), "a.txt": (Array("A".utf8), .file), "run.sh": (Array("A".utf8), .executable),
    "sub": ([], .submodule), "binary.txt": (Array("A\0".utf8), .file), "folder-link": (Array("x".utf8), .link),
  ])

  @Test func globsFindRegularTextFilesOnly() throws {
    let text = codemodText(steps: #"{"op": "replace", "files": "**", "text": "A", "with": "B"}"#)
    #expect(try fate(text, Self.snapshot) == .edited(["a.txt": "B", "run.sh": "B"]))
  }

  @Test(arguments: [
    (#"{"op": "remove", "file": "link"}"#, "outside: link: link is a link, and links aren't followed"),
    (#"{"op": "create", "file": "link", "content": ""}"#, "outside: link: link is a link, and links aren't followed"),
    (
      #"{"op": "create", "file": "folder-link/x", "content": ""}"#,
      "outside: folder-link/x: folder-link is a link, and links aren't followed"
    ),
    (#"{"op": "create", "file": "sub/x", "content": ""}"#, "outside: sub/x: sub is a submodule"),
    (#"{"op": "mode", "file": "sub", "mode": "755"}"#, "outside: sub: sub is a submodule"),
    (#"{"op": "copy", "from": "a.txt", "to": "sub"}"#, "outside: sub: sub is a submodule"),
  ])
  func linksAndSubmodulesAreNotWrittenThrough(_ step: String, _ message: String) throws {
    #expect(try fate(codemodText(steps: step), Self.snapshot) == .refused(message + " [steps/0]"))
  }

  @Test func binaryFilesCanBeMovedButNotEdited() throws {
    let move = codemodText(steps: #"{"op": "move", "from": "binary.txt", "to": "b.bin"}"#)
    #expect(try fate(move, Self.snapshot) == .edited(["binary.txt": nil, "b.bin": "A\0"]))
    let edit = codemodText(steps: #"{"op": "replace", "files": "binary.txt", "text": "A", "with": "B"}"#)
    #expect(try fate(edit, Self.snapshot) == .refused("no-match: no file matches binary.txt [steps/0]"))
  }

  @Test func foldersThatNoGlobReachesAreNotRead() throws {
    let steps = #"{"op": "replace", "files": ["src/**/*.py", "a.txt"], "text": "A", "with": "B"}"#
    let log = WalkLog(
      base: MemorySnapshot(["src/a/x.py": "A", "node_modules/x.py": "A", "src/b.md": "A", "a.txt": "A"]))
    let plan = try codemod(codemodText(steps: steps)).change().plan(log, for: .init(name: "x"))
    #expect(Fate(plan) == .edited(["src/a/x.py": "B", "a.txt": "B"]))
    #expect(log.refused == ["node_modules"])
    #expect(Set(log.read) == ["src/a/x.py", "a.txt"])
  }

  /// The second pass looks only at what the first one changed.
  @Test func anUnchangedFileIsReadOnce() throws {
    let steps = #"{"op": "replace", "files": "*", "text": "A", "with": "B"}"#
    let log = WalkLog(base: MemorySnapshot(["a": "A", "b": "C"]))
    _ = try codemod(codemodText(steps: steps)).change().plan(log, for: .init(name: "x"))
    #expect(log.read.filter { $0 == "b" }.count == 1)
  }
}

/// Writes down which folders weren't read and which files were.
private final class WalkLog: Snapshot {
  private let base: MemorySnapshot
  var refused: [TreePath] = []
  var read: [TreePath] = []

  init(base: MemorySnapshot) {
    self.base = base
  }

  func walk(descends: (TreePath) -> Bool, visit: (SnapshotEntry) throws -> Void) throws {
    try base.walk(
      descends: { folder in
        let isRead = descends(folder)
        if !isRead { refused.append(folder) }
        return isRead
      }, visit: visit)
  }

  func entry(at path: TreePath) -> SnapshotEntry? { base.entry(at: path) }

  func content(of entry: SnapshotEntry) -> [UInt8] {
    read.append(entry.path)
    return base.content(of: entry)
  }
}
