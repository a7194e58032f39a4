import Testing

@testable import Documents

struct FieldTests {
  /// Reads `text` as the value of `v` with `read`, and returns what came of it and the findings' lines.
  private func result<Value>(_ text: String, _ read: (Field) -> Value?) -> (value: Value?, lines: [String]) {
    let document = Document(reading: Array("{\"v\": \(text)}".utf8), as: .json)
    let findings = FindingCollector(document.findings)
    let root = document.root.map { Field($0, findings: findings) }
    let value = root?.mapping("a test", keys: ["v"])?.required("v").flatMap(read)
    return (value, findings.findings.map { $0.line(in: "f", .pointer) })
  }

  enum Colour: String, CaseIterable { case red, green }

  @Test func valuesOfTheRightTypeAreReadWithoutFindings() {
    #expect(result("\"a\"") { $0.text() } == ("a", []))
    #expect(result("\"\"") { $0.text() } == ("", []))
    #expect(result("12") { $0.integer(in: 1...12) } == (12, []))
    #expect(result("1.50") { $0.number() } == ("1.50", []))
    #expect(result("false") { $0.boolean() } == (false, []))
    #expect(result("\"3s\"") { $0.duration() } == (.seconds(3), []))
    #expect(result("\"green\"") { $0.choice(Colour.self) } == (.green, []))
    #expect(result("[1, 2]") { $0.list { $0.integer() } } == ([1, 2], []))
    #expect(result("[]") { $0.list { $0.integer() } } == ([], []))
  }

  static let wrong: [(text: String, read: @Sendable (Field) -> Bool, lines: [String])] = [
    ("1.10", { $0.text() != nil }, ["f:1:7: /v: must be text, not 1.10; write \"1.10\""]),
    ("null", { $0.text() != nil }, ["f:1:7: /v: must be text, not null"]),
    ("\"\"", { $0.nonEmptyText() != nil }, ["f:1:7: /v: must not be empty"]),
    (
      "\"two\"", { $0.integer(in: 1 ... .max) != nil }, ["f:1:7: /v: must be a whole number of at least 1, not \"two\""]
    ),
    ("0", { $0.integer(in: 1 ... .max) != nil }, ["f:1:7: /v: must be a whole number of at least 1, not 0"]),
    ("13", { $0.integer(in: 1...12) != nil }, ["f:1:7: /v: must be a whole number from 1 to 12, not 13"]),
    ("1.0", { $0.integer() != nil }, ["f:1:7: /v: must be a whole number, not 1.0"]),
    ("99999999999999999999", { $0.integer() != nil }, ["f:1:7: /v: must be a whole number, not 99999999999999999999"]),
    ("[]", { $0.number() != nil }, ["f:1:7: /v: must be a number, not a list"]),
    ("\"yes\"", { $0.boolean() != nil }, ["f:1:7: /v: must be true or false, not \"yes\""]),
    (
      "\"3\"", { $0.duration() != nil },
      ["f:1:7: /v: must be a length of time such as \"500ms\", \"3s\" or \"2m\", not \"3\""]
    ),
    (
      "\"gren\"", { $0.choice(Colour.self) != nil },
      ["f:1:7: /v: must be one of \"red\", \"green\", not \"gren\"; did you mean \"green\"?"]
    ),
    ("{}", { $0.choice(Colour.self) != nil }, ["f:1:7: /v: must be one of \"red\", \"green\", not a mapping"]),
    ("[]", { $0.elements(atLeast: 1) != nil }, ["f:1:7: /v: must not be empty"]),
    (
      "[1, \"a\", 2, null]", { $0.list { $0.integer() } != nil },
      ["f:1:11: /v/1: must be a whole number, not \"a\"", "f:1:19: /v/3: must be a whole number, not null"]
    ),
    ("true", { $0.members() != nil }, ["f:1:7: /v: must be a mapping, not true"]),
    ("\"a\\u001b[31m\\nb\"", { $0.boolean() != nil }, ["f:1:7: /v: must be true or false, not \"a\\u{1b}[31m\\nb\""]),
    // Where the text is at fault already, a type says nothing new.
    ("NaN", { $0.integer() != nil }, ["f:1:7: /v: \"NaN\" isn't a JSON number"]),
  ]

  @Test(arguments: wrong.indices)
  func aWrongValueIsReportedWithWhatWasExpected(_ index: Int) {
    let (text, read, lines) = FieldTests.wrong[index]
    #expect(result(text) { read($0) ? true : nil } == (nil, lines))
  }

  @Test func unknownAndMissingKeysAreReportedTogether() {
    let text = "{\n \"op\": \"set\",\n \"pathh\": 1, \"zzz\": 2,\n \"files\": 3}"
    let document = Document(reading: Array(text.utf8), as: .json)
    let findings = FindingCollector(document.findings)
    let field = document.root.map { Field($0, at: [.key("steps"), .index(0)], findings: findings) }
    let members = field?.mapping("a \"set\" step", keys: ["op", "path", "files", "value"])
    #expect(members?.required("value") == nil)
    #expect(members?.optional("files")?.text() == nil)
    #expect(
      findings.findings.map { $0.line(in: "bump.json", .pointer) } == [
        "bump.json:1:1: /steps/0: a \"set\" step needs \"value\"",
        "bump.json:3:2: /steps/0/pathh: no such key in a \"set\" step; did you mean \"path\"?",
        "bump.json:3:14: /steps/0/zzz: no such key in a \"set\" step",
        "bump.json:4:11: /steps/0/files: must be text, not 3; write \"3\"",
      ])
  }

  @Test func aKeyThatIsThereAlreadyIsNotSuggested() {
    let (_, lines) = result("{\"text\": 1, \"texts\": 2}") {
      $0.mapping("a thing", keys: ["text", "other"])?.has("text")
    }
    #expect(lines == ["f:1:19: /v/texts: no such key in a thing"])
  }

  @Test func ofSeveralKeysExactlyOneIsTaken() {
    func lines(_ text: String) -> [String] {
      result(text) { $0.mapping("a thing", keys: ["a", "b"])?.exactlyOne(of: "a", "b")?.key }.lines
    }
    #expect(lines("{\"b\": 1}") == [])
    #expect(lines("{}") == ["f:1:7: /v: a thing needs one of \"a\", \"b\""])
    #expect(lines("{\"a\": 1, \"b\": 2}") == ["f:1:21: /v/b: a thing takes only one of \"a\", \"b\""])
  }
}
