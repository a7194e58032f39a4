import Testing

/// Values that INI has no spelling for.
@Suite struct IniLossTests {
  @Test(arguments: [" lead", "trail ", "a ; b", "a # b", "a\n b", "a\nb ; c"])
  func aValueThatProgramsWouldReadShorterIsRefused(_ value: String) {
    RefusalCase("[a]\nk = 1\n", ["a", "k"], .set(.string(value), missing: .fail), .type).check(as: .ini)
  }

  @Test(arguments: ["a;b", "a#b", "a #b", "http://x/#y"])
  func marksThatBeginNoCommentAreText(_ value: String) {
    EditCase.set("[a]\nk = 1 ; c\n", ["a", "k"], .string(value), "[a]\nk = \(value) ; c\n").check(as: .ini)
  }

  @Test func betweenQuotesBlanksAreKept() {
    EditCase.set("[a]\nk = \"1\"\n", ["a", "k"], " a ; b ", "[a]\nk = \" a ; b \"\n").check(as: .ini)
  }
}
