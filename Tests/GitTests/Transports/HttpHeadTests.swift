import Testing

@testable import Git

/// Headers as servers write them.
@Suite struct HttpHeadTests {
  private func head(_ lines: [String]) -> HttpHead {
    var head = HttpHead()
    for line in lines { Array(line.utf8).withUnsafeBytes { head.append($0) } }
    return head
  }

  @Test func aStatusLineBeginsANewHead() {
    let head = head(["HTTP/1.1 100 Continue\r\n", "A: 1\r\n", "\r\n", "HTTP/2 404 \r\n", "B:2\r\n"])
    #expect(head.status == 404)
    #expect(head.values("a") == [])
    #expect(head.value("b") == "2")
  }

  @Test func valuesLoseSpacesAtTheirEndsAndControlCharacters() {
    let head = head(["X-Plain: as it is\r\n", "X-Odd:   a\u{1b}[1m\t b  c \r\n", "X-Far: \u{85}é\u{9b}!\n"])
    #expect(head.value("x-plain") == "as it is")
    #expect(head.value("x-odd") == "a [1m b c")
    #expect(head.value("x-far") == "é !")
  }

  @Test(arguments: [
    ("", ""), (" ", ""), ("a b", "a b"), ("a  b", "a b"), (" a", "a"), ("a ", "a"), ("a\u{7f}b", "a b"), ("~é", "~é"),
    ("a\nb\r\n", "a b"),
  ])
  func whatServersSayIsPrintable(text: String, shown: String) {
    #expect(text.printable == shown)
  }
}
