import Foundation
import Testing

@testable import Documents

struct FindingReportTests {
  private let finding = Finding(
    code: "unknown-key", position: Position(line: 7, column: 15),
    path: [.key("services"), .index(2), .key("a/b~c")], message: "no such key", suggestion: "url")

  @Test func aLineHasFilePlacePathMessageAndSuggestion() {
    #expect(
      finding.line(in: "f.json", .pointer) == "f.json:7:15: /services/2/a~1b~0c: no such key; did you mean \"url\"?")
    #expect(finding.line(in: "f.yaml", .dotted) == "f.yaml:7:15: services[2].a/b~c: no such key; did you mean \"url\"?")
  }

  @Test func aFindingAboutTheWholeDocumentHasNoPath() {
    let finding = Finding(code: "type", position: Position(line: 1, column: 1), path: [], message: "must be a mapping")
    #expect(finding.line(in: "f", .pointer) == "f:1:1: must be a mapping")
    #expect(finding.line(in: "f", .dotted) == "f:1:1: must be a mapping")
  }

  @Test func nothingInALineCanReachTheTerminalAsACommand() {
    let finding = Finding(
      code: "x", position: Position(line: 1, column: 1), path: [.key("a\u{1B}[2J\n")], message: "no",
      suggestion: "\u{202E}x")
    #expect(finding.line(in: "f\r", .dotted) == "f\\r:1:1: a\\u{1b}[2J\\n: no; did you mean \"\\u{202e}x\"?")
  }

  @Test func programsGetAPointerAndNoEmptySuggestion() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = String(decoding: try encoder.encode(ReportedFinding(finding, in: "f.json")), as: UTF8.self)
    #expect(
      json == """
        {"code":"unknown-key","column":15,"file":"f.json","line":7,"message":"no such key",\
        "pointer":"/services/2/a~1b~0c","suggestion":"url"}
        """)
    let plain = Finding(code: "x", position: Position(line: 1, column: 1), path: [], message: "m")
    let text = String(decoding: try encoder.encode(ReportedFinding(plain, in: "f")), as: UTF8.self)
    #expect(text == "{\"code\":\"x\",\"column\":1,\"file\":\"f\",\"line\":1,\"message\":\"m\",\"pointer\":\"\"}")
  }

  static let suggestions: [(word: String, meant: String?)] = [
    ("pathh", "path"), ("apth", "path"), ("paht", "path"), ("Path", "path"), ("documnets", "documents"),
    ("timeouts", "timeout"), ("xyz", nil), ("", nil), ("p", nil), ("pa", nil), ("allow_downgrade", "allowDowngrade"),
    ("missign", "missing"), ("value", nil), (String(repeating: "a", count: 5000), nil),
  ]

  @Test(arguments: suggestions)
  func theNearestWordIsSuggestedWhereItIsNearEnough(_ word: String, _ meant: String?) {
    let words = ["op", "path", "documents", "timeout", "allowDowngrade", "missing", "files"]
    #expect(suggestion(for: word, among: words) == meant)
  }

  @Test func durationsAreReadAsTheyAreWritten() {
    for text in ["1ms", "500ms", "1s", "3s", "90s", "2m", "59m", "90061s"] {
      #expect(Duration(written: text)?.written == text)
    }
    #expect(Duration(written: "120s")?.written == "2m")
    #expect(Duration(written: "1500ms")?.written == "1500ms")
    for text in ["", "0s", "3", "s", "-1s", "+1s", "1.5s", "1 s", "1h", "1S", "3sec", "١s", "1000000000m", "1s\n"] {
      #expect(Duration(written: text) == nil, "\(text)")
    }
  }
}
