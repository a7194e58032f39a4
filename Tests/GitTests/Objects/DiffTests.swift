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
}
