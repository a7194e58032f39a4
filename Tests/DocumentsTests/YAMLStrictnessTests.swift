import Testing

@testable import Documents

struct YAMLStrictnessTests {
  static let words: [(word: String, value: Node.Value)] = [
    ("yes", .string("yes")), ("no", .string("no")), ("on", .string("on")), ("off", .string("off")), ("y", .string("y")),
    ("true", .boolean(true)), ("True", .boolean(true)), ("FALSE", .boolean(false)), ("tRUE", .string("tRUE")),
    ("null", .null), ("~", .null), ("Null", .null), ("nULL", .string("nULL")), ("", .null), ("none", .string("none")),
    ("1", .number("1")), ("-17", .number("-17")), ("1.50", .number("1.50")), ("1e3", .number("1e3")),
    ("-0.5E-7", .number("-0.5E-7")), ("1_000", .string("1_000")), ("22:30", .string("22:30")),
    ("2024-01-02", .string("2024-01-02")), ("1.2.3", .string("1.2.3")), ("0b11", .string("0b11")),
    ("0x", .string("0x")),
    ("0o8", .string("0o8")), ("e5", .string("e5")), (".", .string(".")), ("+", .string("+")),
    ("a b", .string("a b")), ("'010'", .string("010")), ("\"true\"", .string("true")), ("'it''s'", .string("it's")),
    ("\"\\u00e9\\x41\\n\"", .string("éA\n")), ("|\n  a\n  b", .string("a\nb\n")), (">-\n  a\n  b", .string("a b")),
    ("a # c", .string("a")), ("a#c", .string("a#c")), ("http://x/y", .string("http://x/y")), ("\"\"", .string("")),
  ]

  @Test(arguments: words)
  func aPlainWordMeansWhatTheCoreSchemaSays(_ word: String, _ value: Node.Value) {
    let document = Document(reading: Array("a: \(word)\n".utf8), as: .yaml)
    #expect(document.findings.isEmpty)
    #expect(document.root?.member("a")?.value == value)
  }

  @Test(arguments: [
    "010", "-010", "0o17", "0x1F", "+1", ".5", "-.5", "1.", "+1.5", ".inf", "-.INF", ".NaN", "00", "01.5", "1.e3",
  ])
  func aNumberThatJSONSpellsOtherwiseIsAFinding(_ word: String) {
    let document = Document(reading: Array("a: \(word)\n".utf8), as: .yaml)
    #expect(document.findings.map(\.code) == ["number"])
    #expect(document.findings.first?.position == Position(line: 1, column: 4))
  }

  static let refused: [(text: String, lines: [String])] = [
    ("a: &x 1\n", ["f:1:4: a: anchors aren't allowed, found \"&x\""]),
    ("a: [*x]\n", ["f:1:5: a[0]: aliases aren't allowed, found \"*x\"; write the value again"]),
    ("a: !!str 1\n", ["f:1:4: a: tags aren't allowed, found \"!!str\""]),
    ("a: !!str \"1\"\n", ["f:1:4: a: tags aren't allowed, found \"!!str\""]),
    ("a: ! x\n", ["f:1:4: a: tags aren't allowed, found \"!\""]),
    (
      "a: !x [1]\nb: !!map {}\n",
      ["f:1:4: a: tags aren't allowed, found \"!x\"", "f:2:4: b: tags aren't allowed, found \"!!map\""]
    ),
    ("<<: {a: 1}\n", ["f:1:1: merge keys aren't allowed; write the members out"]),
    ("a: 1\nb: 2\na: 3\n", ["f:3:1: a: the key is there already, at 1:1"]),
    (
      "a: 1\n'a': 3\n\"\\x61\": 4\n",
      ["f:2:1: a: the key is there already, at 1:1", "f:3:1: a: the key is there already, at 1:1"]
    ),
    ("{a: 1, a: 2}\n", ["f:1:8: a: the key is there already, at 1:2"]),
    ("1: a\n\"1\": b\n", ["f:2:1: 1: the key is there already, at 1:1"]),
    ("? [a]\n: 1\n", ["f:1:3: a key must be text"]),
    ("*a : 1\n", ["f:1:1: aliases aren't allowed, found \"*a\"; write the value again"]),
    ("a: 1\n---\nb: 2\n", ["f:2:1: a second document begins here, only one is allowed"]),
    ("a: 1\n---\n", ["f:2:1: a second document begins here, only one is allowed"]),
    ("%YAML 1.1\n---\na: 1\n", ["f:1:1: directives aren't allowed"]),
    ("a: 1\nb\nc: 2\n", ["f:2:1: expected \":\" after the key"]),
    ("a: \"x\nb: 1\n", ["f:1:4: a: the text in quotes isn't closed"]),
    (
      "a:\n\t- b\n",
      [
        "f:2:1: a: a value can't begin like this; indent with spaces, not tabs, and put text with signs in front in quotes"
      ]
    ),
    ("a: b: c\n", ["f:1:5: \":\" isn't allowed here; indent the line like its neighbours, or put the text in quotes"]),
    ("a: [1, 2\n", ["f:2:1: a: expected \",\" or \"]\" in a list in brackets"]),
    ("a: {b: 1\n", ["f:2:1: a: expected \",\" or \"}\" in a mapping in braces"]),
    ("a: \"\\q\"\n", ["f:1:5: a: the text in double quotes has an unknown escape; a backslash itself is written \\\\"]),
    ("a: \u{7}\n", ["f:1:4: control characters aren't allowed; write an escape in double quotes"]),
    (
      "- a\n b: c\n",
      ["f:2:3: \":\" isn't allowed here; indent the line like its neighbours, or put the text in quotes"]
    ),
    (": 1\n", ["f:1:1: expected a key here; is the line indented like its neighbours?"]),
    (
      "a: &x 010\na: !t y\n<<: *x\n",
      [
        "f:1:4: a: anchors aren't allowed, found \"&x\"",
        "f:1:4: a: \"010\" isn't the same to every YAML reader; write the number as in JSON, or text in quotes",
        "f:2:1: a: the key is there already, at 1:1", "f:2:4: a: tags aren't allowed, found \"!t\"",
        "f:3:1: merge keys aren't allowed; write the members out",
        "f:3:5: ?: aliases aren't allowed, found \"*x\"; write the value again",
      ]
    ),
  ]

  @Test(arguments: refused)
  func whatAnotherReaderCouldTakeDifferentlyIsAFinding(_ text: String, _ lines: [String]) {
    let document = Document(reading: Array(text.utf8), as: .yaml)
    #expect(document.findings.map { $0.line(in: "f", .dotted) } == lines)
  }

  @Test(arguments: ["", "\n", "# only\n", "---\n", "---\n...\n", "\u{FEFF}"])
  func anEmptyDocumentIsNull(_ text: String) {
    let document = Document(reading: Array(text.utf8), as: .yaml)
    #expect(document.findings.isEmpty)
    #expect(document.root?.value == .null)
  }

  @Test func keysAreTextWhateverTheyLookLike() {
    let document = Document(reading: Array("on: 1\n010: 2\nnull: 3\n? x\n: 4\n\"<<\": 5\n".utf8), as: .yaml)
    #expect(document.findings.isEmpty)
    guard case .mapping(let members)? = document.root?.value else { return #expect(Bool(false), "not a mapping") }
    #expect(members.map(\.key) == ["on", "010", "null", "x", "<<"])
  }

  @Test func spellingsOfOneLetterAreDifferentKeys() {
    let document = Document(reading: Array("é: 1\ne\u{301}: 2\n".utf8), as: .yaml)
    #expect(document.findings.isEmpty)
    #expect(document.root?.member("e\u{301}")?.value == .number("2"))
  }

  @Test func manyAliasesOfAliasesAreRefusedWithoutBeingExpanded() {
    var text = "a: &a [x]\n"
    for (this, next) in zip("abcdefghijklm", "bcdefghijklmn") {
      text += "\(next): &\(next) [\(Array(repeating: "*\(this)", count: 9).joined(separator: ", "))]\n"
    }
    let document = Document(reading: Array(text.utf8), as: .yaml)
    #expect(document.findings.count == 14 + 13 * 9)
  }

  @Test func deepNestingEndsWithOneFinding() {
    let flow = String(repeating: "[", count: 50_000)
    #expect(Document(reading: Array(flow.utf8), as: .yaml).findings.map(\.code) == ["depth"])
    let block = (0..<201).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(Document(reading: Array(block.utf8), as: .yaml).findings.map(\.code) == ["depth"])
  }
}
