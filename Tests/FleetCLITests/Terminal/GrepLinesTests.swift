import Changes
import Testing

@testable import FleetCLI
@testable import FleetCore

struct GrepLinesTests {
  private func shown(_ text: String, path: String = "a.txt", pattern: String, _ style: TerminalStyle) throws -> String {
    let query = try SearchQuery(pattern, paths: PathFilter(), detail: .lines(before: 0, after: 0))
    let content = try LineSearch.findings(of: query, in: Array(text.utf8))
    let lines = GrepLines(style: style, detail: .lines(before: 0, after: 0), hasContext: false)
    let bytes = lines.bytes(of: FileFindings(path: TreePath(path), content: content), in: "billing", isFirst: true)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func aTerminalShowsControlCharactersAndAPipeGetsThem() throws {
    let terminal = TerminalStyle(hasColor: false, width: 80)
    let pipe = TerminalStyle(hasColor: false)
    let text = "x\u{1B}]0;title\u{7}\n"
    #expect(try shown(text, pattern: "x", terminal) == "billing:a.txt:1:x\u{241B}]0;title\u{2407}\n")
    #expect(try shown(text, pattern: "x", pipe) == "billing:a.txt:1:\(text)")
    // A path that could pass for another line is shown on one line everywhere.
    #expect(try shown("x", path: "a\nb:c", pattern: "x", pipe) == "billing:a\u{240A}b:c:1:x\n")
  }

  @Test func matchesAreColoredOnATerminal() throws {
    let style = TerminalStyle(hasColor: true, width: 80)
    #expect(
      try shown("ab a\n", pattern: "a", style).hasSuffix(
        "\u{1B}[1;31ma\u{1B}[0mb \u{1B}[1;31ma\u{1B}[0m\n"))
  }

  @Test func theCutEndsOfALongLineAreMarked() throws {
    let text = String(repeating: "y", count: 5000) + "x" + String(repeating: "y", count: 5000)
    let line = try shown(text, pattern: "x", TerminalStyle(hasColor: false))
    #expect(line.hasPrefix("billing:a.txt:1:…y") && line.hasSuffix("y…\n") && line.utf8.count < 2100)
  }
}
