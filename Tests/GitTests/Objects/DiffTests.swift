import FleetTestSupport
import Git
import Testing

@Suite struct DiffTests {
  private static let before: [String: FileContent] = [
    "long.txt": .text((1...60).map { "\($0)\n" }.joined()), "nonl": "no newline", "bin": .file([120, 0, 121]),
    "link": .link("a"), "mode": "1\n", "tab\tq\"é.txt": "t\n", "gone": "gone\n", "kind": "f\n", "empty": "",
    "latin1": .file([0xE9, 10]), "crlf": "a\r\nb\r\n", "with space": "1\n", "empty space": "",
    "m.py": "def f():\n    a = 1\n    b\n    c\n    d\n    e\n    return a\n",
    "sub": .submodule(String(repeating: "1", count: 40)),
  ]
  private static let after: [String: FileContent] = [
    "long.txt": .text((1...60).map { $0 == 30 ? "thirty\n" : $0 == 58 ? "x\ny\n" : "\($0)\n" }.joined()),
    "nonl": "no newline\nnow", "bin": .file([120, 0, 122]), "link": .link("b"), "mode": .executable("1\n"),
    "tab\tq\"é.txt": "u\n", "kind": .link("x"), "latin1": .file([0xE8, 10]), "crlf": "a\r\nc\r\n", "with space": "2\n",
    "m.py": "def f():\n    a = 1\n    b\n    c\n    d\n    e\n    return b\n", "new": "new\n",
    "n/run.sh": .executable("5\n"), "empty2": "", "sub": .submodule(String(repeating: "2", count: 40)),
    "--- a": "\n", "binary new": .file([0]),
  ]

  private func remote() throws -> Remote {
    let remote = try Remote(files: DiffTests.before)
    try remote.commit(DiffTests.after, deleting: ["gone", "empty", "empty space"])
    return remote
  }

  @Test func thePatchIsWhatGitPrints() throws {
    let remote = try remote()
    let repository = try Repository(openingBare: remote.path)
    let wanted = try TestProgram.run(
      "git", ["diff", "--no-renames", "--abbrev=7", "main~1", "main"], environment: remote.git.environment,
      folder: remote.path)
    let diff = try repository.diff(from: repository.resolve("main~1"), to: repository.resolve("main"))
    #expect(String(decoding: diff.patch, as: UTF8.self) == wanted.text)
    #expect(diff.patch == wanted.stdout)
    #expect(!diff.isCut)
  }

  @Test func linesAndFilesAreCountedAsGitCounts() throws {
    let remote = try remote()
    let repository = try Repository(openingBare: remote.path)
    let diff = try repository.diff(from: repository.resolve("main~1"), to: repository.resolve("main"))
    let wanted = try remote.git.run(["diff", "--no-renames", "--numstat", "-z", "main~1", "main"], in: remote.path)
    // Git counts a change of kind as one file, the patch has a deletion and an addition.
    var lines: [String: (Int, Int)] = [:]
    for line in wanted.split(separator: "\0") {
      let words = line.split(separator: "\t", maxSplits: 2)
      lines[String(words[2])] = (Int(words[0]) ?? 0, Int(words[1]) ?? 0)
    }
    for (path, count) in lines {
      let files = diff.files.filter { $0.pathBytes.elementsEqual(path.utf8) }
      #expect(files.reduce(0) { $0 + $1.addedLineCount } == count.0, "\(path)")
      #expect(files.reduce(0) { $0 + $1.deletedLineCount } == count.1, "\(path)")
    }
    #expect(Set(diff.files.map { $0.pathBytes }).count == lines.count)
    #expect(diff.files.first { $0.pathBytes.elementsEqual("bin".utf8) }?.isBinary == true)
    let mode = try #require(diff.files.first { $0.pathBytes.elementsEqual("mode".utf8) })
    #expect(mode.status == .modified && mode.oldMode == 0o100644 && mode.newMode == 0o100755)
  }

  @Test func theEmptyTreeStandsForNothing() throws {
    let remote = try Remote(files: ["a": "1\n", "b": "2\n"])
    let repository = try Repository(openingBare: remote.path)
    let tip = try remote.id()
    let new = try repository.diff(from: nil, to: tip)
    #expect(new.files.map(\.status) == [.added, .added])
    #expect(try repository.diff(from: tip, to: nil).files.map(\.status) == [.deleted, .deleted])
    #expect(try repository.diff(from: tip, to: tip).files.isEmpty)
    #expect(try repository.diff(from: nil, to: nil).files.isEmpty)
  }

  @Test func patchesOverTheLimitAreLeftOutAndTheCountsStay() throws {
    let remote = try Remote(files: ["a": "1\n", "b": .text(String(repeating: "line\n", count: 1000)), "c": "1\n"])
    let repository = try Repository(openingBare: remote.path)
    let diff = try repository.diff(from: nil, to: remote.id(), patchLimit: 400)
    #expect(diff.isCut)
    #expect(diff.files.map { $0.patch != nil } == [true, false, true])
    #expect(diff.addedLineCount == 1002)
    #expect(diff.patch.count <= 400)
  }

  /// Folders are gone into only where they differ: nothing may be missed for the names' order, nor for what libgit2 could
  /// take for a pattern.
  @Test func whatDiffersIsFoundWhateverTheNamesAre() throws {
    let folder = try TemporaryFolder()
    let repository = try Repository(creatingBare: "\(folder.path)/r.git")
    var chance = Chance()
    for _ in 0..<250 {
      let before = Self.files(&chance)
      var after = before
      for path in before.keys.sorted() where chance.next(4) == 0 { after[path] = nil }
      for (path, action) in Self.files(&chance) where chance.next(3) == 0 && Self.fits(path, in: after) {
        after[path] = action
      }
      let (old, new) = (try Self.write(before, in: repository), try Self.write(after, in: repository))
      let diff = try repository.diff(from: old, to: new, patchLimit: 0)
      let found = Set(diff.files.map { String(decoding: $0.pathBytes, as: UTF8.self) })
      let wanted = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
      #expect(found == wanted, "\(before.keys.sorted()) to \(after.keys.sorted())")
    }
  }

  /// The same numbers in every run.
  private struct Chance {
    private var state: UInt64 = 7

    mutating func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
  }

  private static func files(_ chance: inout Chance) -> [String: TreeEntryEdit.Action] {
    let names = ["a", "a-b", "a.b", "a0", "ab", "A", "b c", "!a", "[a]", "a\\", "#a", "é", "*"]
    var files: [String: TreeEntryEdit.Action] = [:]
    for _ in 0..<(1 + chance.next(14)) {
      let path = (0...chance.next(3)).map { _ in names[chance.next(names.count)] }.joined(separator: "/")
      guard fits(path, in: files) else { continue }
      switch chance.next(4) {
      case 0: files[path] = .pin(ObjectID(hashingBlob: [UInt8(chance.next(3))]))
      case 1: files[path] = .write([UInt8(chance.next(3))], mode: 0o100755)
      default: files[path] = .write([UInt8(chance.next(3))], mode: 0o100644)
      }
    }
    return files
  }

  /// Whether no file is where a path needs a folder, nor the other way round.
  private static func fits(_ path: String, in files: [String: TreeEntryEdit.Action]) -> Bool {
    files.keys.allSatisfy { $0 == path || !$0.hasPrefix(path + "/") && !path.hasPrefix($0 + "/") }
  }

  private static func write(
    _ files: [String: TreeEntryEdit.Action], in repository: borrowing Repository
  ) throws -> ObjectID {
    let edits = files.sorted { $0.key < $1.key }.map { TreeEntryEdit(pathBytes: Array($0.key.utf8), action: $0.value) }
    return try repository.writeTree(base: nil, edits: edits)
  }
}
