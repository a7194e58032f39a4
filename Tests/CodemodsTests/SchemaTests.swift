import Documents
import Foundation
import Testing

@testable import Codemods

/// The published schema says what the reader does.
@Suite struct SchemaTests {
  private static func schema() throws -> Node {
    try #require(Document(reading: Array(CodemodSchema.text.utf8), as: .json).root)
  }

  @Test func thePublishedFileIsTheSame() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/codemod.schema.json")
    #expect(try String(contentsOf: file, encoding: .utf8) == CodemodSchema.text)
  }

  @Test(arguments: OperationKind.allCases) func aStepHasTheSameKeys(_ kind: OperationKind) throws {
    let step = try #require(try Self.schema().member("$defs")?.member(kind.rawValue))
    let keys = try #require(step.member("properties")?.keys)
    #expect(Set(keys) == Set(kind.keys + ["op", "id", "when"]))
  }

  /// A step with nothing but `op` lacks what the schema requires, one finding each.
  @Test(arguments: OperationKind.allCases) func aStepNeedsTheSameKeys(_ kind: OperationKind) throws {
    let step = try #require(try Self.schema().member("$defs")?.member(kind.rawValue))
    guard case .list(let required)? = step.member("required")?.value else {
      Issue.record("no required keys")
      return
    }
    let errors = #expect(throws: CodemodErrors.self) {
      try codemod(codemodText(steps: #"{"op": "\#(kind.rawValue)"}"#))
    }
    let messages = try #require(errors).findings.map(\.finding.message).filter { !$0.contains("needs one of") }
    let wanted = required.map(\.shown).filter { $0 != "\"op\"" }
    let eitherOr = kind == .rewrite ? 1 : 0
    #expect(messages.count == wanted.count + eitherOr)
    #expect(wanted.filter { key in !messages.contains { $0.hasSuffix("needs \(key)") } } == [])
  }

  @Test func theTopLevelAndTheKindsAreTheSame() throws {
    let root = try Self.schema()
    let errors = #expect(throws: CodemodErrors.self) { try codemod(#"{"x": 1}"#) }
    #expect(errors?.findings.count == 4)
    #expect(root.member("properties")?.keys.count == 11)
    let kinds = root.member("properties")?.member("tests")?.member("items")?.member("properties")?.member("error")
    guard case .list(let words)? = kinds?.member("enum")?.value else {
      Issue.record("no kinds")
      return
    }
    #expect(words.map(\.value) == RefusalKind.allCases.map { .string($0.rawValue) })
  }
}

extension Node {
  fileprivate var keys: [String] {
    if case .mapping(let members) = value { members.map(\.key) } else { [] }
  }
}
