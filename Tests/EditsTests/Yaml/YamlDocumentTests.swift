import Edits
import Testing

@Suite struct YamlDocumentTests {
  private func edited(
    _ text: String, _ operation: EditRequest.Operation, _ documents: EditRequest.Documents
  ) throws -> String {
    let bytes = Array(text.utf8)
    let request = EditRequest(path: ["a"], operation: operation, documents: documents)
    return String(decoding: applying(try FileEditor.edit(bytes, as: .yaml, request).splices, to: bytes), as: UTF8.self)
  }

  @Test func severalDocumentsWithoutAChoiceAreAmbiguous() {
    RefusalCase("a: 1\n---\na: 2\n", ["a"], .ambiguous, "2 documents").check(as: .yaml)
    RefusalCase("a: 1\n---\n", ["a"], .ambiguous, "2 documents").check(as: .yaml)
  }

  @Test func theChosenDocumentIsEdited() throws {
    #expect(try edited("a: 1\n---\na: 2\n", .set(3, missing: .fail), .index(1)) == "a: 1\n---\na: 3\n")
    #expect(
      try edited("# c\n---\na: 1\n--- # d\na: 2\n", .set(3, missing: .fail), .index(0))
        == "# c\n---\na: 3\n--- # d\na: 2\n")
  }

  @Test func allDocumentsThatHaveThePathAreEdited() throws {
    #expect(try edited("a: 1\n---\na: 2\n", .set(3, missing: .fail), .all) == "a: 3\n---\na: 3\n")
    #expect(try edited("a: 1\n---\nb: 2\n...\n", .set(3, missing: .fail), .all) == "a: 3\n---\nb: 2\n...\n")
    #expect(try edited("- x\n---\na: 2\n", .delete(missing: .fail), .all) == "- x\n--- {}\n")
  }

  @Test func creatingInAllDocumentsLeavesEmptyOnesEmpty() throws {
    #expect(
      try edited("b: 1\n---\nb: 2\n---\n", .set(3, missing: .create), .all) == "b: 1\na: 3\n---\nb: 2\na: 3\n---\n")
  }

  @Test func aPathThatNoDocumentHasIsNoMatch() {
    let refusal = #expect(throws: EditRefusal.self) {
      try edited("b: 1\n---\nc: 2\n", .set(3, missing: .fail), .all)
    }
    #expect(refusal?.kind == .noMatch)
  }

  @Test func aDocumentThatIsNotThereIsNoMatchOrSkipped() throws {
    let refusal = #expect(throws: EditRefusal.self) { try edited("a: 1\n", .set(3, missing: .fail), .index(1)) }
    #expect(refusal?.kind == .noMatch)
    #expect(try edited("a: 1\n", .set(3, missing: .skip), .index(1)) == "a: 1\n")
  }

  @Test func valuesComeFromTheChosenDocuments() throws {
    let bytes = Array("a: 1\n---\na: 2\n---\nb: 3\n".utf8)
    #expect(try FileEditor.values(in: bytes, as: .yaml, path: ["a"], documents: .all) == [1, 2])
    #expect(try FileEditor.values(in: bytes, as: .yaml, path: ["a"], documents: .index(1)) == [2])
    #expect(try FileEditor.values(in: bytes, as: .yaml, path: ["a"], documents: .index(5)) == [])
    #expect(throws: EditRefusal.self) {
      try FileEditor.values(in: bytes, as: .yaml, path: ["a"], documents: .only)
    }
  }
}
