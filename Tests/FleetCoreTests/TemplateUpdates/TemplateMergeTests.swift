import FleetTestSupport
import Testing

@testable import FleetCore

/// Merges of random edits of a service and its template, with git as the judge.
@Suite(.timeLimit(.minutes(10)))
struct TemplateMergeTests {
  private typealias Files = [String: FileContent]

  private static let paths = ["a.txt", "b.txt", "src/c.txt", "src/d.txt"]

  private static func text(_ lines: [String]) -> FileContent { .text(lines.map { $0 + "\n" }.joined()) }

  /// Edits a few lines of each file, every new line being one that nobody else has.
  private static func edited(
    _ files: [String: [String]], by who: String, _ random: inout SeededGenerator, added: inout [String: [String]]
  ) -> [String: [String]] {
    var result = files
    for path in files.keys.sorted() where Int.random(in: 0..<4, using: &random) > 0 {
      var lines = files[path] ?? []
      for number in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0...lines.count, using: &random)
        let line = "\(who) \(path) \(number)"
        switch Int.random(in: 0..<4, using: &random) {
        case 0 where place < lines.count: lines.remove(at: place)
        case 1 where place < lines.count:
          lines[place] = line
          added[path, default: []].append(line)
        default:
          lines.insert(line, at: place)
          added[path, default: []].append(line)
        }
      }
      // A later edit may have taken a line away again.
      added[path] = added[path]?.filter { lines.contains($0) || !$0.hasPrefix(who) }
      result[path] = lines
    }
    return result
  }

  @Test(arguments: 0..<24)
  func noAddedLineIsLostAndGitSaysTheSame(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let base = Dictionary(
      uniqueKeysWithValues: Self.paths.map { path in (path, (0..<20).map { "\(path) line \($0)" }) })
    var added: [String: [String]] = [:]
    let ours = Self.edited(base, by: "service", &random, added: &added)
    let theirs = Self.edited(base, by: "template", &random, added: &added)
    let judge = try MergeJudge()
    let sides = try judge.sides(
      base.mapValues(Self.text), ours.mapValues(Self.text), theirs.mapValues(Self.text), name: "random")
    #expect(try judge.fleet(sides) == judge.git(sides))
    let merged = try judge.merged(sides)
    for (path, lines) in added {
      let found = Set((merged[path] ?? "").split(separator: "\n").map(String.init))
      for line in lines { #expect(found.contains(line), "\(path) lost \(line)") }
    }
  }

  @Test func kindsOfEditsThatGitMergesAreMergedAsGitDoes() throws {
    let lines = (0..<20).map { "line \($0)" }
    func with(_ changes: [Int: String]) -> FileContent {
      Self.text(lines.enumerated().map { changes[$0.offset] ?? $0.element })
    }
    let base: Files = [
      "a": with([:]), "run": with([:]), "bin": .file([0, 1, 2]), "link": .link("a"), "old": with([:]),
    ]
    let cases: [(name: String, ours: Files, theirs: Files)] = [
      ("both change", base.merging(["a": with([1: "ours"])]) { $1 }, base.merging(["a": with([18: "theirs"])]) { $1 }),
      (
        "mode", base.merging(["run": .executable(lines.joined(separator: "\n") + "\n")]) { $1 },
        base.merging(["run": with([3: "theirs"])]) { $1 }
      ),
      ("binary", base, base.merging(["bin": .file([0, 9])]) { $1 }),
      ("binary clash", base.merging(["bin": .file([0, 8])]) { $1 }, base.merging(["bin": .file([0, 9])]) { $1 }),
      ("link", base.merging(["a": with([4: "ours"])]) { $1 }, base.merging(["link": .link("run")]) { $1 }),
      ("link clash", base.merging(["link": .link("bin")]) { $1 }, base.merging(["link": .link("run")]) { $1 }),
      ("new", base.merging(["new": "one\n"]) { $1 }, base.merging(["other/new": "two\n"]) { $1 }),
      ("both new", base.merging(["new": "one\n"]) { $1 }, base.merging(["new": "two\n"]) { $1 }),
      ("both the same", base.merging(["new": "one\n"]) { $1 }, base.merging(["new": "one\n"]) { $1 }),
      ("template deletes", base, base.filter { $0.key != "old" }),
      ("both delete", base.filter { $0.key != "old" }, base.filter { $0.key != "old" }),
      ("deleted and changed", base.merging(["old": with([3: "ours"])]) { $1 }, base.filter { $0.key != "old" }),
      (
        "service renames", base.filter { $0.key != "old" }.merging(["moved/old": with([2: "ours"])]) { $1 },
        base.merging(["old": with([16: "theirs"])]) { $1 }
      ),
      (
        "template renames", base.merging(["old": with([16: "ours"])]) { $1 },
        base.filter { $0.key != "old" }.merging(["moved/old": with([2: "theirs"])]) { $1 }
      ),
    ]
    let judge = try MergeJudge()
    for (number, merge) in cases.enumerated() {
      let sides = try judge.sides(base, merge.ours, merge.theirs, name: "case-\(number)")
      #expect(try judge.fleet(sides) == judge.git(sides), "\(merge.name)")
    }
  }

  @Test func aRenameThatClashesIsOneConflictWithMarkers() throws {
    let base: Files = ["old": "1\n2\n3\n4\n5\n6\n7\n8\n"]
    let judge = try MergeJudge()
    let sides = try judge.sides(
      base, ["new": "1\n2\n3\n4\nours\n6\n7\n8\n"], ["old": "1\n2\n3\n4\ntheirs\n6\n7\n8\n"], name: "rename")
    #expect(try judge.fleet(sides).conflicts == ["new"])
    let merged = try judge.merged(sides)
    #expect(merged.keys.sorted() == ["new"])
    #expect(
      merged["new"]
        == "1\n2\n3\n4\n<<<<<<< service:new\nours\n=======\ntheirs\n>>>>>>> template:old\n6\n7\n8\n"
        || merged["new"] == "1\n2\n3\n4\n<<<<<<< service\nours\n=======\ntheirs\n>>>>>>> template\n6\n7\n8\n")
  }

  @Test func aFileInThePlaceOfAFolderIsAConflictThatNothingIsWrittenFor() throws {
    let judge = try MergeJudge()
    let sides = try judge.sides(
      ["a": "a\n"], ["a": "a\n", "x": "file\n"], ["a": "a\n", "x/y": "inside\n"], name: "df")
    let merge = try judge.fleet(sides)
    #expect(!merge.conflicts.isEmpty)
    #expect(merge.entries.isEmpty)
  }
}
