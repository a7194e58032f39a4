import Testing

@testable import Submodules

/// Returns `section.subsection.key=value` for every variable, and `…key` for one without a value.
func flattened(_ document: ConfigDocument) -> [String] {
  document.sections.flatMap { section in
    section.variables.filter(\.isRead).map { variable in
      let name = (section.header?.name).map { String(decoding: $0, as: UTF8.self) + "." } ?? ""
      let key = name + String(decoding: variable.key, as: UTF8.self)
      return variable.value.map { key + "=" + String(decoding: $0, as: UTF8.self) } ?? key
    }
  }
}

@Suite struct ConfigReaderTests {
  @Test(arguments: [
    ("", []),
    ("\n\r\n # c\n;c", []),
    ("[a]b=c", ["a.b=c"]),
    ("[a]\nb = c\n", ["a.b=c"]),
    ("[a] # c = d\nb = c ; d\n", ["a.b=c"]),
    ("\u{FEFF}[a]\nb=c", ["a.b=c"]),
    ("[a]\r\nb = c\r\n", ["a.b=c"]),
    ("[A.B]\nC-1 = D", ["a.b.c-1=D"]),
    ("[a \"B\"]\nc=d", ["a.B.c=d"]),
    ("[a\t \"b\"]\nc=d", ["a.b.c=d"]),
    ("[a \"b\\\"\\\\\\c]\"]\nd=e", ["a.b\"\\c].d=e"]),
    ("[submodule.foo \"Bar\"]\nc=d", ["submodule.foo.Bar.c=d"]),
    ("[a \"\"]\nc=d", ["a..c=d"]),
    ("[ \"x\"]\nc=d", [".x.c=d"]),
    ("[a]\nb", ["a.b"]),
    ("[a]\nb  \nc=\nd = # e\n", ["a.b", "a.c=", "a.d="]),
    ("[a]\nb = \"c ; d # e\"\n", ["a.b=c ; d # e"]),
    ("[a]\nb = \"  c  \"  \n", ["a.b=  c  "]),
    ("[a]\nb = c\"d \"e\n", ["a.b=cd e"]),
    ("[a]\nb = c  d   \n", ["a.b=c  d"]),
    ("[a]\nb = c\\\n  d\n", ["a.b=c  d"]),
    ("[a]\nb = \\\n  d\n", ["a.b=d"]),
    ("[a]\nb = c \\\n\nd=e", ["a.b=c ", "a.d=e"]),
    ("[a]\nb = c\\\r\nd", ["a.b=cd"]),
    ("[a]\nb = c\\", ["a.b=c"]),
    ("[a]\nb = \\t\\b\\n\\\\\\\"\n", ["a.b=\t\u{8}\n\\\""]),
    ("[a]\nb = \"c\\\nd\"", ["a.b=cd"]),
    ("[a]\nb = c # \\\nd = e", ["a.b=c", "a.d=e"]),
    ("[a][b]c=d\n[a]e=f", ["b.c=d", "a.e=f"]),
    ("a = b\n[c]d=e", ["a=b", "c.d=e"]),
    ("[a]\nb = é = ü", ["a.b=é = ü"]),
    ("[include]\npath = other\n", ["include.path=other"]),
  ])
  func readsWhatGitReads(_ text: String, _ expected: [String]) {
    let document = ConfigReader.read(Array(text.utf8))
    #expect(document.problems.isEmpty)
    #expect(flattened(document) == expected)
  }

  @Test(arguments: [
    ("[a", 1, 1), ("[a\n]", 1, 1), ("[a b]", 1, 4), ("[a \"b]", 1, 1), ("[a \"b\" ]", 1, 7), ("[a \"b\nc\"]", 1, 1),
    ("[a \"b\\", 1, 1), ("[a_b]", 1, 1), ("[a]\n=b", 2, 1), ("[a]\n1b=c", 2, 1), ("[a]\nb c", 2, 3),
    ("[a]\nb # c", 2, 3), ("[a]\nb_c = d", 2, 2), ("[a]\nb = \"c\n", 2, 5), ("[a]\nb = \"c\\\nd\n", 2, 5),
    ("[a]\nb = \\x\n", 2, 5), ("[a]\n b = é\\", 0, 0), ("[a]\n  é = 1", 2, 3), ("[a]\nb = é\\q", 2, 6), ("]", 1, 1),
    ("\u{FEFF}\u{FEFF}[a]", 1, 1), ("\u{FEFF}!", 1, 1), ("\r\n\r\n!", 3, 1),
  ])
  func aWrongLineIsReportedWithItsPlace(_ text: String, _ line: Int, _ column: Int) {
    let bytes = Array(text.utf8)
    let place = ConfigReader.read(bytes).problems.first.map { LineMap(bytes).position(at: $0.offset) } ?? (0, 0)
    #expect(place == (line, column))
  }

  @Test func everyWrongLineIsReportedAndNothingBehindTheFirstIsRead() {
    let document = ConfigReader.read(Array("[a]\nb=c\n!\n[d]\ne=\"f\ng=h\n".utf8))
    #expect(document.problems.count == 2)
    #expect(flattened(document) == ["a.b=c"])
  }

  @Test func spansCutOutExactlyWhatIsWritten() throws {
    let text = "[a]\n\tKey = \"x y\"  # c\n\tlong = 1 \\\n  2 ; c\n\tempty =\n\tnone\n"
    let document = ConfigReader.read(Array(text.utf8))
    let variables = document.sections[1].variables
    let written = variables.map { variable in
      [variable.keySpan, variable.valueSpan].map { $0.map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) } }
    }
    #expect(written == [["Key", "\"x y\""], ["long", "1 \\\n  2"], ["empty", ""], ["none", nil]])
    #expect(variables.map(\.value) == ["x y", "1   2", "", nil].map { $0.map { Array($0.utf8) } })
  }

  @Test(arguments: [
    ("a\tb", true), ("a b", false), ("\"a\tb\"", false), ("a\t", false), ("\ta", false), ("a \\\n\tb", true),
    ("a\u{D}b", true), ("a\u{D}\u{D}", true), ("a\u{D}", false), ("\"a\"\u{D} ", true),
  ])
  func aTabInsideAValueIsDoubtful(_ value: String, _ isDoubtful: Bool) throws {
    let document = ConfigReader.read(Array("[a]\nb =\(value)\n".utf8))
    #expect(document.sections[1].variables.map(\.hasDoubtfulSpace) == [isDoubtful])
  }
}
