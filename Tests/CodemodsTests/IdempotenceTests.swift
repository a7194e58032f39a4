import Changes
import FleetTestSupport
import Testing

@testable import Codemods

/// The promise of the second pass, asked of many codemods that nobody thought of.
@Suite struct IdempotenceTests {
  private static let names = ["a.txt", "b.txt", "d/c.txt", "d/e.json"]
  private static let words = ["x", "y", "xy", "yx", "", "{}", "{\"k\": 1}", "{\"k\": 2}"]

  private func step(_ random: inout SeededGenerator) -> String {
    let name = { (random: inout SeededGenerator) in Self.names.randomElement(using: &random) ?? "" }
    let word = { (random: inout SeededGenerator) in
      (Self.words.randomElement(using: &random) ?? "").replacing("\"", with: "\\\"")
    }
    let (one, other) = (name(&random), name(&random))
    let (text, new) = (["x", "y", "k"].randomElement(using: &random) ?? "", word(&random))
    return switch Int.random(in: 0..<8, using: &random) {
    case 0: #"{"op": "create", "file": "\#(one)", "content": "\#(new)", "exists": "replace"}"#
    case 1: #"{"op": "create", "file": "\#(one)", "content": "\#(new)", "exists": "keep"}"#
    case 2: #"{"op": "remove", "file": "\#(one)", "missing": "skip"}"#
    case 3 where one != other:
      #"{"op": "move", "from": "\#(one)", "to": "\#(other)", "missing": "skip", "exists": "replace"}"#
    case 4 where one != other: #"{"op": "copy", "from": "\#(one)", "to": "\#(other)", "exists": "replace"}"#
    case 5:
      #"{"op": "set", "files": "**/*.json", "path": ["k"], "value": 2, "missing": "create", "matches": {"min": 0}}"#
    case 6:
      #"{"op": "replace", "files": "**", "text": "\#(text)", "with": "\#(new)", "matches": {"min": 0}, "when": {"exists": "\#(other)"}}"#
    default: #"{"op": "replace", "files": "\#(one)", "text": "\#(text)", "with": "\#(new)", "matches": {"min": 0}}"#
    }
  }

  @Test(arguments: 0..<4) func aCodemodThatIsNotRefusedChangesNothingTheSecondTime(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var edited = 0
    var refused = 0
    for _ in 0..<400 {
      let steps = (0..<Int.random(in: 1...4, using: &random)).map { _ in step(&random) }
      let files = Self.names.filter { _ in Bool.random(using: &random) }.map { name in
        (name, name.hasSuffix("json") ? "{\"k\": 1}" : Self.words.randomElement(using: &random) ?? "")
      }
      let text = codemodText(steps: steps.joined(separator: ", "))
      let change = try codemod(text).change()
      let before = MemorySnapshot(Dictionary(uniqueKeysWithValues: files))
      switch try change.plan(before, for: .init(name: "s")) {
      case .edits(let edits), .conflicted(let edits, _):
        edited += 1
        let again = try change.plan(before.applying(edits), for: .init(name: "s"))
        if case .edits(let more) = again { Issue.record("\(text)\n\(files)\n\(edits)\n\(more)") }
        #expect(edits.map(\.path) == edits.map(\.path).sorted())
      case .refused: refused += 1
      case .unchanged, .notApplicable: continue
      }
    }
    #expect(edited > 50)
    #expect(refused > 50)
  }
}
