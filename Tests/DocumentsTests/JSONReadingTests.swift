import Testing

@testable import Documents

struct JSONReadingTests {
  static let messages: [(text: String, lines: [String])] = [
    ("[1,]", ["f:1:3: a comma before \"]\" isn't allowed in JSON"]),
    ("{\"a\": 1,\n \"b\": 2,\n}", ["f:2:8: a comma before \"}\" isn't allowed in JSON"]),
    ("{\"a\": 1, \"a\": 2}", ["f:1:10: /a: the key is there already, at 1:2"]),
    ("{\"a/b~c\": [1, {\"x\": 1, \"x\": 2}]}", ["f:1:24: /a~1b~0c/1/x: the key is there already, at 1:16"]),
    ("// one\n[1, // two\n2]", ["f:1:1: comments aren't allowed in JSON"]),
    ("[01]", ["f:1:2: /0: a number has no leading zeros in JSON, found \"01\""]),
    ("[1.]", ["f:1:2: /0: \"1.\" isn't a JSON number"]),
    ("[nan]", ["f:1:2: /0: \"nan\" isn't a JSON number"]),
    ("[True]", ["f:1:2: /0: expected a value, found \"True\": JSON writes it \"true\""]),
    ("[None]", ["f:1:2: /0: expected a value, found \"None\": JSON writes it \"null\""]),
    ("[yes]", ["f:1:2: /0: expected a value, found \"yes\": text stands in double quotes"]),
    ("['a']", ["f:1:2: /0: expected a value, found \"'\": JSON's text stands in double quotes"]),
    ("{a: 1}", ["f:1:2: expected a key in double quotes, found \"a\""]),
    ("{\"a\" 1}", ["f:1:6: /a: expected \":\" after the key, found \"1\""]),
    ("[1 2]", ["f:1:4: expected \",\" or \"]\" after an element, found \"2\""]),
    ("{\"a\": 1 \"b\": 2}", ["f:1:9: expected \",\" or \"}\" after a member, found \"\"\""]),
    ("[1", ["f:1:3: expected \",\" or \"]\" after an element, found the end of the document"]),
    ("1 x", ["f:1:3: expected the end of the document, found \"x\""]),
    ("", ["f:1:1: expected a value, found the end of the document"]),
    ("[\"a\nb\"]", ["f:1:2: /0: the text isn't closed on its line; a line end inside text is written \\n"]),
    ("\"a\\qb\"", ["f:1:3: \"\\q\" isn't an escape of JSON; a backslash itself is written \\\\"]),
    ("\"\\ud800\"", ["f:1:2: \"\\ud800\" is half of a surrogate pair and stands alone"]),
    ("\"\u{1B}\"", ["f:1:2: a control character inside text is written \\u001b"]),
    (
      "{\"a\": 01, \"a\": [2,], // no\n \"b\": \"\\x\"}",
      [
        "f:1:7: /a: a number has no leading zeros in JSON, found \"01\"",
        "f:1:11: /a: the key is there already, at 1:2",
        "f:1:18: /a: a comma before \"]\" isn't allowed in JSON", "f:1:22: comments aren't allowed in JSON",
        "f:2:8: /b: \"\\x\" isn't an escape of JSON; a backslash itself is written \\\\",
      ]
    ),
  ]

  @Test(arguments: messages)
  func aFindingSaysWhereWhatWasFoundAndWhatWasExpected(_ text: String, _ lines: [String]) {
    let document = Document(reading: Array(text.utf8), as: .json)
    #expect(document.findings.map { $0.line(in: "f", .pointer) } == lines)
  }

  @Test func whatCanBeSteppedOverLeavesAValueToGoOnWith() {
    let document = Document(reading: Array("{\"a\": 01, \"a\": 2,}".utf8), as: .json)
    #expect(document.root?.member("a")?.value == .number("1"))
  }

  @Test func numbersKeepTheirDigits() {
    let text = "[1.10, 1E400, -0, 123456789012345678901234567890]"
    let document = Document(reading: Array(text.utf8), as: .json)
    guard case .list(let nodes)? = document.root?.value else { return #expect(Bool(false), "not a list") }
    #expect(
      nodes.map(\.value) == [
        .number("1.10"), .number("1E400"), .number("-0"), .number("123456789012345678901234567890"),
      ])
  }

  @Test func escapesAreResolved() {
    let document = Document(reading: Array("\"\\u0041\\uD83D\\uDE00\\n\\/\\u0000\"".utf8), as: .json)
    #expect(document.root?.value == .string("A😀\n/\u{0}"))
  }

  @Test func positionsCountScalarsAndAnyLineEnd() throws {
    let text = "{\r\n \"é\": \"😀\", \"b\": [\r1,\n\t2]}"
    let root = try #require(Document(reading: Array(text.utf8), as: .json).root)
    guard case .mapping(let members) = root.value else { return #expect(Bool(false), "not a mapping") }
    #expect(members.map(\.keyPosition) == [Position(line: 2, column: 2), Position(line: 2, column: 12)])
    #expect(members[0].value.position == Position(line: 2, column: 7))
    #expect(members[0].value.end == Position(line: 2, column: 10))
    guard case .list(let nodes) = members[1].value.value else { return #expect(Bool(false), "not a list") }
    #expect(nodes.map(\.position) == [Position(line: 3, column: 1), Position(line: 4, column: 2)])
    #expect(root.end == Position(line: 4, column: 5))
  }

  @Test func aByteOrderMarkTakesNoColumn() {
    let document = Document(reading: Array("\u{FEFF}[1,]".utf8), as: .json)
    #expect(document.findings.first?.position == Position(line: 1, column: 3))
  }

  @Test func aLargeTextOnOneLineIsReadInOnePass() {
    let text = "[" + String(repeating: "{\"a\": [1, \"é\"]}, ", count: 20_000) + "0]"
    let clock = ContinuousClock()
    let time = clock.measure { #expect(Document(reading: Array(text.utf8), as: .json).findings.isEmpty) }
    // A pass a value would take minutes.
    #expect(time < .seconds(20))
  }
}
