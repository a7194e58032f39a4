import Foundation
import Testing

@testable import Codemods

/// Runs every example of `docs/codemods.md`.
@Suite struct DocumentationTests {
  private static let location = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../docs/codemods.md")

  static func page() throws -> DocumentationPage {
    DocumentationPage(try String(contentsOf: location, encoding: .utf8))
  }

  @Test func everyOperationHasAnExample() throws {
    let text = try Self.page().examples.map(\.step).joined()
    #expect(OperationKind.allCases.filter { !text.contains(#""op": "\#($0.rawValue)""#) } == [])
  }

  /// Whatever the schema knows has a word on the page: keys of steps and of the file, words for a key, formats, kinds.
  @Test func everyWordOfTheSchemaIsOnThePage() throws {
    let text = try String(contentsOf: Self.location, encoding: .utf8)
    let schema = try #require(
      JSONSerialization.jsonObject(with: Data(CodemodSchema.text.utf8)) as? [String: Any])
    let words = Self.words(of: schema)
    #expect(words.count > 80)
    let missing = words.filter { word in
      !["`\(word)`", "\"\(word)\"", " \(word) ", "`\(word) ", " \(word)`", "{\(word)"].contains { text.contains($0) }
    }
    #expect(missing.sorted() == [])
  }

  /// The names of properties and the words of enumerations, wherever they stand in a schema.
  private static func words(of schema: Any) -> Set<String> {
    if let list = schema as? [Any] { return list.reduce(into: []) { $0.formUnion(words(of: $1)) } }
    guard let object = schema as? [String: Any] else { return [] }
    var found: Set<String> = []
    for (key, value) in object {
      if key == "properties", let properties = value as? [String: Any] { found.formUnion(properties.keys) }
      if key == "enum", let texts = value as? [Any] { found.formUnion(texts.compactMap { $0 as? String }) }
      found.formUnion(words(of: value))
    }
    return found
  }

  @Test(arguments: try page().examples) func anExampleDoesWhatThePageSays(_ example: DocumentationPage.Example) throws {
    let text = codemodText(steps: example.step)
    // Those that need programs are run by the tests of the program.
    guard try !codemod(text, others: example.others).needsPrograms else { return }
    let fate = try fate(text, example.before, others: example.others)
    if case .refused(let kind) = example.expected {
      #expect(fate.description.hasPrefix("refused: \(kind): "))
    } else {
      #expect(fate == example.expected)
    }
  }

  @Test func theTestsOfWholeCodemodsPass() throws {
    let codemods = try Self.page().codemods
    #expect(codemods.count == 2)
    for text in codemods {
      let codemod = try codemod(text, file: text.hasPrefix("{") ? "page.json" : "page.yaml")
      #expect(codemod.tests.count > 0)
      #expect(codemod.runTests().filter { !$0.hasPassed } == [])
    }
  }
}

/// What a page of documentation shows: codemods, and steps with files before and after.
struct DocumentationPage {
  struct Example: Sendable, CustomTestStringConvertible {
    let step: String
    var before: [String: String] = [:]
    var expected = Fate.edited([:])
    var others: [String: String] = [:]

    var testDescription: String { String(step.prefix(60)) }
  }

  private(set) var codemods: [String] = []
  private(set) var examples: [Example] = []
  private var others: [String: String] = [:]

  init(_ text: String) {
    var label: (word: String, path: String)?
    var block: [String]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let lines = block {
          take(lines.map { $0 + "\n" }.joined(), label)
          block = nil
          label = nil
        } else {
          block = []
        }
      } else if block != nil {
        block?.append(String(line))
      } else if !line.isEmpty {
        label = self.label(String(line))
      }
    }
  }

  /// Reads lines such as "Before, `path`:" and "Refused: `kind`."
  private mutating func label(_ line: String) -> (word: String, path: String)? {
    let parts = line.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    if line == "Unchanged." { examples[examples.count - 1].expected = .unchanged }
    guard parts.count == 3 else { return nil }
    switch parts[0] {
    case "Refused: ": examples[examples.count - 1].expected = .refused(parts[1])
    case "Gone, ": expect(parts[1], nil)
    default: break
    }
    return (parts[0], parts[1])
  }

  private mutating func take(_ text: String, _ label: (word: String, path: String)?) {
    switch label?.word {
    case "Before, ": examples[examples.count - 1].before[label?.path ?? ""] = text
    case "After, ": expect(label?.path ?? "", text)
    case "The file ": others[label?.path ?? ""] = text
    default:
      if text.hasPrefix("{\"op\"") { examples.append(Example(step: text, others: others)) }
      if text.hasPrefix("{\n  \"fleet\"") || text.hasPrefix("fleet:") { codemods.append(text) }
    }
  }

  private mutating func expect(_ path: String, _ text: String?) {
    guard case .edited(var texts) = examples[examples.count - 1].expected else { return }
    texts[path] = .some(text)
    examples[examples.count - 1].expected = .edited(texts)
  }
}
