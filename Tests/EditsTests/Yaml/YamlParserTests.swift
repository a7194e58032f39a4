import Testing

@testable import Edits

@Suite struct YamlParserTests {
  static let specification =
    YamlExample.collections + YamlExample.preview + YamlExample.characters + YamlExample.structure
    + YamlExample.flowStyles + YamlExample.blockStyles + YamlExample.documents

  @Test(arguments: specification)
  func anExampleOfTheSpecificationHasItsData(example: YamlExample) throws {
    let data = try YamlEditor().data(of: Array(example.text.utf8))
    #expect(data.map(\.jsonText) == example.data)
  }

  @Test(arguments: YamlExample.others)
  func aRareSpellingHasItsData(example: YamlExample) throws {
    let data = try YamlEditor().data(of: Array(example.text.utf8))
    #expect(data.map(\.jsonText) == example.data)
  }

  @Test(arguments: YamlExample.broken)
  func whatIsNoYamlIsRefusedWithAPlace(example: YamlExample) {
    let refusal = #expect(throws: EditRefusal.self) { try YamlEditor().data(of: Array(example.text.utf8)) }
    #expect(refusal?.kind == .parse)
    #expect(refusal?.offset != nil)
  }
}
