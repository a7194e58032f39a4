import Testing

@testable import FleetCore

struct LineSearchTests {
  private func search(
    _ pattern: String, in text: String, _ reading: SearchQuery.Reading = [],
    detail: SearchQuery.Detail = .lines(before: 0, after: 0), limit: Int? = nil
  ) throws -> ContentFindings {
    let query = try SearchQuery(pattern, reading, paths: PathFilter(), detail: detail, limit: limit)
    return try LineSearch.findings(of: query, in: Array(text.utf8))
  }

  /// Matching lines as `number:text`, others as `number-text`.
  private func lines(_ findings: ContentFindings) -> [String] {
    findings.lines.map { "\($0.number)\($0.isMatch ? ":" : "-")\(String(decoding: $0.text, as: UTF8.self))" }
  }

  @Test func linesAreNumberedAndTakenOnceWithoutTheirEnds() throws {
    #expect(try lines(search("a", in: "b\na a\r\n\nca")) == ["2:a a", "4:ca"])
    #expect(try search("a", in: "b\na a\r\n\nca").lines[0].matches == [0..<1, 2..<3])
    #expect(try search("a", in: "b\nxa").lines[0].column == 2)
  }

  @Test func anchorsStandAtLines() throws {
    #expect(try lines(search("^a$", in: "a\nba\na\r\nab")) == ["1:a", "3:a"])
    #expect(try lines(search("^$", in: "a\n\nb\n")) == ["2:"])
  }

  @Test func aMatchHasToBeOfOneLine() throws {
    #expect(try lines(search("a[^b]", in: "a\nac\nab\n")) == ["2:ac"])
    #expect(try lines(search("a\\s+b", in: "a\nb a b\n")) == ["2:b a b"])
    #expect(try lines(search("(?s)a.*", in: "xa\nb\na\n")) == ["1:xa", "3:a"])
    #expect(try lines(search("\\n", in: "a\nb\n")) == [])
  }

  @Test func behindTheLastLineIsNone() throws {
    #expect(try lines(search("$", in: "a\n")) == ["1:a"])
    #expect(try lines(search("x*", in: "")) == [])
  }

  @Test func readingsAreThoseOfGit() throws {
    #expect(try lines(search("a.c", in: "abc\na.c\n", .literal)) == ["2:a.c"])
    #expect(try lines(search("É", in: "é\nE\n", .ignoreCase)) == ["1:é"])
    #expect(try lines(search("ab|bc", in: "abc\nab c\nx-bc\n", .words)) == ["2:ab c", "3:x-bc"])
    #expect(try lines(search("a-b", in: "a-bc\nxa-b\n(a-b)\n", [.words, .literal])) == ["3:(a-b)"])
  }

  @Test func contextIsKeptOnceAndInOrder() throws {
    let text = "1\n2\nx3\n4\n5\nx6\n7\n8\n9\nx\n"
    let around = try search("x", in: text, detail: .lines(before: 1, after: 1))
    #expect(lines(around) == ["2-2", "3:x3", "4-4", "5-5", "6:x6", "7-7", "9-9", "10:x"])
    let wide = try search("x", in: text, detail: .lines(before: 5, after: 0))
    #expect(lines(wide) == ["1-1", "2-2", "3:x3", "4-4", "5-5", "6:x6", "7-7", "8-8", "9-9", "10:x"])
    let limited = try search("x", in: text, detail: .lines(before: 0, after: 9), limit: 1)
    #expect(lines(limited).count == 8 && limited.matchCount == 1)
  }

  @Test func countsAndFilesKeepNoLines() throws {
    #expect(try search("a", in: "a\na\n", detail: .counts) == ContentFindings(matchCount: 2))
    #expect(try search("a", in: "a\na\n", detail: .files) == ContentFindings(matchCount: 1))
  }

  @Test func ofALongLineThePartWithTheMatchIsKept() throws {
    let text = String(repeating: "é", count: 5000) + "needle" + String(repeating: "ü", count: 5000)
    let line = try #require(search("needle", in: text).lines.first)
    #expect(line.text.count <= LineSearch.lineLimit && line.column == 10_001)
    #expect(line.omittedBefore + line.text.count + line.omittedAfter == text.utf8.count)
    let shown = try #require(String(validating: line.text, as: UTF8.self))
    let match = try #require(line.matches.first)
    #expect(shown.contains("éneedleü") && line.text[match].elementsEqual("needle".utf8))
  }

  @Test func whatIsKeptOfOneFileIsBounded() throws {
    let findings = try search("a", in: String(repeating: "a\n", count: 1_000_000))
    #expect(findings.isCut && findings.lines.count < 100_000)
    #expect(try search("a", in: String(repeating: "a\n", count: 100_000), detail: .counts).matchCount == 100_000)
  }

  @Test func aPatternThatTakesTooLongIsAnError() {
    #expect(throws: (any Error).self) {
      try search("(a+)+$", in: String(repeating: "a", count: 40) + "b")
    }
  }
}
