import Testing

@testable import Documents

struct YAMLPositionTests {
  private func members(_ text: String) throws -> [Node.Member] {
    let document = Document(reading: Array(text.utf8), as: .yaml)
    #expect(document.findings.isEmpty)
    guard case .mapping(let members)? = document.root?.value else { throw NotAMapping() }
    return members
  }

  private struct NotAMapping: Error {}

  @Test(arguments: ["\n", "\r\n", "\r"])
  func columnsCountScalarsWhateverEndsALine(_ lineEnd: String) throws {
    let lines = ["# ünï", "é: \"😀x\" # c", "日本: [ä, {ö: ü}]", "e\u{301}x:  'a'", "t:\tb", ""]
    let members = try members(lines.joined(separator: lineEnd))
    #expect(members.map(\.keyPosition.line) == [2, 3, 4, 5])
    #expect(members[0].value.position == Position(line: 2, column: 4))
    #expect(members[0].value.end == Position(line: 2, column: 8))
    #expect(members[1].value.position == Position(line: 3, column: 5))
    #expect(members[1].value.end == Position(line: 3, column: 16))
    guard case .list(let nodes) = members[1].value.value else { return #expect(Bool(false), "not a list") }
    #expect(nodes[0].position == Position(line: 3, column: 6))
    #expect(nodes[1].member("ö")?.position == Position(line: 3, column: 13))
    #expect(members[2].value.position == Position(line: 4, column: 7))
    #expect(members[3].value.position == Position(line: 5, column: 4))
  }

  @Test func aByteOrderMarkTakesNoColumn() throws {
    #expect(try members("\u{FEFF}a: 1\n")[0].keyPosition == Position(line: 1, column: 1))
    #expect(try members("\u{FEFF}a: 1\n")[0].value.position == Position(line: 1, column: 4))
    let broken = Document(reading: Array("\u{FEFF}é: \u{1}".utf8), as: .yaml)
    #expect(broken.findings.map(\.position) == [Position(line: 1, column: 4)])
  }

  /// YAML 1.1 took these for line ends, and so does libyaml; no editor does.
  @Test(arguments: ["\u{85}", "\u{2028}", "\u{2029}"])
  func otherLineEndsOfUnicodeDontCount(_ separator: String) throws {
    let members = try members("a: \"x\(separator)y\"\nb: 1\n")
    #expect(members[1].keyPosition == Position(line: 2, column: 1))
  }

  @Test func aBlockEndsWithTheLastThingInIt() throws {
    let members = try members("a:\n  - x: 1\n    y: |\n      t\n\n\n  # c\nb: {\n  z: 1 }  # d\nc:\nd: e\n  f\n\n# g\n")
    #expect(members[0].value.position == Position(line: 2, column: 3))
    #expect(members[0].value.end == Position(line: 4, column: 8))
    #expect(members[1].value.end == Position(line: 9, column: 9))
    #expect(members[2].value.position == members[2].value.end)
    #expect(members[3].value.end == Position(line: 12, column: 4))
  }

  @Test func aLargeDocumentIsReadInOnePass() {
    let text = (0..<20_000).map { "- name: s\($0)\n  url: ../s\($0).git\n  text: |\n    é\n" }.joined()
    let clock = ContinuousClock()
    let time = clock.measure { #expect(Document(reading: Array(text.utf8), as: .yaml).findings.isEmpty) }
    #expect(time < .seconds(20))
  }
}
