import Testing

@testable import FleetCore

@Suite struct LineEndsTests {
  @Test func onlyTextsThatAreOfOneKindHaveOne() {
    #expect(LineEnds(of: Array("a\nb\n".utf8)) == .lineFeed)
    #expect(LineEnds(of: Array("a\r\nb\r\n".utf8)) == .carriageReturnLineFeed)
    for text in ["", "a", "a\r\nb\n", "a\rb\n", "a\0\n"] { #expect(LineEnds(of: Array(text.utf8)) == nil) }
  }

  @Test func oneKindBecomesTheOther() {
    let (feeds, pairs) = (Array("a\n\nb\n".utf8), Array("a\r\n\r\nb\r\n".utf8))
    #expect(LineEnds.carriageReturnLineFeed.applied(to: feeds) == pairs)
    #expect(LineEnds.lineFeed.applied(to: pairs) == feeds)
  }
}
