import Testing

@testable import Documents

/// Whole texts and what RFC 8259 says of them, after the manner of JSONTestSuite; written anew.
struct JSONAcceptanceTests {
  static let valid: [String] = [
    "null", "true", "false", "0", "-0", "7", "\"\"", "\"a\"", "[]", "{}", " [] ", "\t{}\n", "\r\n1\r\n", "[null]",
    "[[]]", "[[],[[]]]", "[{}]", "[1,2]", "[ 1 , 2 ]", "[\n1\n,\n2\n]", "{\"a\":1}", "{\"a\":{\"a\":1}}", "{\"\":0}",
    "{\"a\":1,\"b\":2}", "{ \"a\" : [ ] }", "[true,false,null]", "-1", "10", "1234567890123456789012345678901234567890",
    "0.5", "-0.5", "1.0", "1.000", "123.456", "0e1", "0E0", "1e5", "1E5", "1e+5", "1e-5", "1.5e10", "-1.5E-10", "0e+1",
    "1e999999", "\"é\"", "\"日本\"", "\"😀\"", "\"\u{7F}\"", "\"\u{2028}\"", "\"\\\"\"", "\"\\\\\"", "\"\\/\"",
    "\"\\b\\f\\n\\r\\t\"", "\"\\u0041\"", "\"\\u00e9\"", "\"\\u00E9\"", "\"\\u0000\"", "\"\\uD83D\\uDE00\"",
    "\"\\ud83d\\ude00\"", "\"\\u2028\"", "\"\\uFFFF\"", "\"a b\"", "\"//\"", "\"/* */\"", "\"#\"", "\"[1,]\"",
    "{\"a\":\"\\u0000\"}", "{\"é\":1,\"e\u{301}\":2}", "{\"a\":1,\"A\":2}", "{\"\\u0061b\":1}", "\u{FEFF}[]",
    "[\"\\\\u0041\"]", "[1e1,0.1e1]", "{\"a\":null,\"b\":false}",
  ]

  @Test(arguments: valid)
  func validTextIsReadWithoutFindings(_ text: String) {
    let document = Document(reading: Array(text.utf8), as: .json)
    #expect(document.findings.isEmpty)
    #expect(document.root != nil)
  }

  static let invalid: [String] = [
    "", " ", "\n", "nul", "nulll", "True", "FALSE", "NULL", "None", "undefined", "a", "'a'", "\"", "\"a", "\"a\nb\"",
    "\"a\tb\"", "\"\u{1}\"", "\"\u{0}\"", "\"\\", "\"\\\"", "\"\\a\"", "\"\\x41\"", "\"\\'\"", "\"\\U0041\"", "\"\\u\"",
    "\"\\u1\"", "\"\\u12\"", "\"\\u123\"", "\"\\u12G4\"", "\"\\u+123\"", "\"\\u 123\"", "\"\\uD800\"", "\"\\uDC00\"",
    "\"\\uD800\\uD800\"", "\"\\uD800a\"", "\"\\uD800\\n\"", "\"\\uDE00\\uD83D\"", "\"\\é\"", "[", "]", "[1", "[1,",
    "[1,]", "[,1]", "[,]", "[1,,2]", "[1 2]", "[1;2]", "[1:2]", "[\"a\" \"b\"]", "[1}", "[]]", "[1],", "1 2", "[] []",
    "{", "}", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{,\"a\":1}", "{\"a\":1,,\"b\":2}",
    "{\"a\" 1}", "{\"a\"=1}", "{\"a\",1}", "{\"a\"::1}", "{\"a\":}", "{\"a\":1 \"b\":2}", "{a:1}", "{'a':1}", "{1:1}",
    "{null:1}", "{[]:1}", "{\"a\":1]", "{\"a\":1}}", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":1}", "01", "-01", "00",
    "-", "+1", ".5", "-.5", "1.", "1.e1", "1e", "1e+", "1E-", "1ee1", "1e1.5", "0x1F", "0o17", "0b1", "1_000", "1,000",
    "--1", "-a", "1a", "1.2.3", "NaN", "-NaN", "Infinity", "-Infinity", "inf", "0.1.", "1e1e1", "٣", "[1]//", "// a\n1",
    "/* a */1", "1/**/", "# a\n1", "[1 /* a */]", "/1", "/", "[1]\u{0}", "\u{0}", "\u{A0}1", "\u{2028}1", "[\u{B}]",
    "[\u{C}1]", "\u{FEFF}\u{FEFF}1", "[1]\u{FEFF}", "\"a\" : 1", "@", "*", "[*]", "<null>", "[<null>]", "(1)",
  ]

  @Test(arguments: invalid)
  func invalidTextHasAFinding(_ text: String) {
    let document = Document(reading: Array(text.utf8), as: .json)
    #expect(!document.findings.isEmpty)
  }

  static let malformed: [[UInt8]] = [
    [0x22, 0xE9, 0x22], [0x22, 0x80, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xE0, 0x9F, 0xBF, 0x22],
    [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xF8, 0x88, 0x80, 0x80, 0x80, 0x22],
    [0x22, 0xE2, 0x82, 0x22], [0x22, 0xC3], [0xFF, 0xFE, 0x5B, 0x00], [0xFE, 0xFF, 0x00, 0x5B], [0x5B, 0xFF, 0x5D],
  ]

  @Test(arguments: malformed, [DocumentFormat.json, .yaml])
  func textThatIsNotUTF8HasOneFindingAboutIt(_ bytes: [UInt8], _ format: DocumentFormat) {
    let document = Document(reading: bytes, as: format)
    #expect(document.findings.map(\.code) == ["encoding"])
    #expect(document.root == nil)
  }

  @Test func twoHundredLevelsAreReadAndOneMoreIsNot() {
    func nested(_ depth: Int) -> [UInt8] {
      Array(String(repeating: "[", count: depth).utf8) + Array(String(repeating: "]", count: depth).utf8)
    }
    #expect(Document(reading: nested(200), as: .json).findings.isEmpty)
    #expect(Document(reading: nested(201), as: .json).findings.map(\.code) == ["depth"])
    #expect(Document(reading: nested(201), as: .json).findings.first?.position == Position(line: 1, column: 201))
    #expect(Document(reading: nested(200_000), as: .json).findings.map(\.code) == ["depth"])
  }
}
