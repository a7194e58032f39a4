import Testing

@testable import Git

@Suite struct LineBufferTests {
  private func lines(_ pieces: [String]) -> [String] {
    var buffer = LineBuffer()
    for piece in pieces { Array(piece.utf8).withUnsafeBytes { buffer.append($0) } }
    return buffer.lines
  }

  @Test func piecesAreJoinedAndSplitByLines() {
    #expect(lines(["te", "sts are", " red\nsee", " CI\n"]) == ["tests are red", "see CI"])
    #expect(lines(["no end"]) == ["no end"])
    var buffer = LineBuffer()
    for byte in "café\n".utf8 { withUnsafeBytes(of: byte) { buffer.append($0) } }
    #expect(buffer.lines == ["café"])
  }

  @Test func emptyLinesAndProgressMetersAndControlCharactersAreLeftOut() {
    #expect(lines(["a\n\n \nb\n"]) == ["a", "b"])
    #expect(lines(["10%\r50%\r100%, done\n"]) == ["100%, done"])
    #expect(lines(["\u{1B}[31mred\u{7}\n"]) == ["[31mred "])
  }

  @Test func whatIsTooLongIsCut() {
    #expect(lines([String(repeating: "x", count: 1 << 20)]).first?.utf8.count == 64 << 10)
  }
}
