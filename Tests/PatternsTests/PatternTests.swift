import Patterns
import Testing

private func ranges(of pattern: Pattern, in text: String) throws -> [Range<Int>] {
  try pattern.matches(in: Array(text.utf8)).map(\.range)
}

@Suite struct PatternTests {
  @Test(arguments: [
    ("a", "banana", [1..<2, 3..<4, 5..<6]),
    ("a*", "baac", [0..<0, 1..<3, 3..<3, 4..<4]),
    ("", "ab", [0..<0, 1..<1, 2..<2]),
    ("(?=a)", "aa", [0..<0, 1..<1]),
    ("a\\K", "aa", [1..<1, 2..<2]),
    // Empty matches go on by characters, not by bytes: é is two bytes, 😀 is four.
    ("", "é😀", [0..<0, 2..<2, 6..<6]),
    ("x?", "é", [0..<0, 2..<2]),
    ("a", "", []),
    ("", "", [0..<0]),
  ])
  func findsAllMatchesFromLeftToRight(_ pattern: String, _ text: String, _ expected: [Range<Int>]) throws {
    #expect(try ranges(of: Pattern(pattern), in: text) == expected)
  }

  @Test(arguments: [
    ("B", Pattern.Options.ignoreCase, "abc", 1),
    ("É", Pattern.Options.ignoreCase, "é", 1),
    ("^b", Pattern.Options(), "a\nb", 0),
    ("^b", Pattern.Options.multiline, "a\nb", 1),
    ("a.b", Pattern.Options(), "a\nb", 0),
    ("a.b", Pattern.Options.dotAll, "a\nb", 1),
    ("^b$", Pattern.Options([.multiline, .ignoreCase]), "a\r\nB\r\n", 1),
  ])
  func optionsChangeWhatMatches(_ pattern: String, _ options: Pattern.Options, _ text: String, _ count: Int) throws {
    #expect(try Pattern(pattern, options: options).matches(in: Array(text.utf8)).count == count)
  }

  @Test func aDotLeavesTheCarriageReturnOfALineAlone() throws {
    #expect(try ranges(of: Pattern("t=.*"), in: "t=1\r\nu=2\r\n") == [0..<3])
    #expect(try ranges(of: Pattern("1$", options: .multiline), in: "t=1\r\nu=1\r\n") == [2..<3, 7..<8])
  }

  @Test func bytesThatAreNotUTF8StopNothing() throws {
    let latin1: [UInt8] = [0x74, 0x3D, 0xE9, 0x0A, 0x74, 0x3D, 0x31]
    #expect(try Pattern("t=1").firstMatch(in: latin1)?.range == 4..<7)
    #expect(try Pattern("t=.").matches(in: latin1).map(\.range) == [4..<7])
    #expect(try Pattern(literal: "t=").matches(in: latin1).map(\.range) == [0..<2, 4..<6])
  }

  @Test func nothingIsSpecialInALiteral() throws {
    #expect(try ranges(of: Pattern(literal: "a.(b"), in: "axb a.(b a.(b") == [4..<8, 9..<13])
    #expect(try ranges(of: Pattern(literal: "A.", ignoringCase: true), in: "ab a.") == [3..<5])
    // é as one code point isn't é as two, though Swift's strings call them equal.
    #expect(try ranges(of: Pattern(literal: "\u{E9}"), in: "e\u{301}") == [])
  }

  @Test func groupsHaveNumbersAndNames() throws {
    let pattern = try Pattern("(?<key>\\w+)=(\\d+)?(?<rest>x)?")
    #expect(pattern.groupCount == 3)
    #expect(pattern.groupNumbers == ["key": [1], "rest": [3]])
    #expect(try pattern.firstMatch(in: Array("a=1".utf8))?.groups == [0..<3, 0..<1, 2..<3, nil])
  }

  @Test(arguments: [
    ("a(b", 4, "missing closing parenthesis"),
    ("é[", 3, "missing terminating ] for character class"),
    ("*", 1, "quantifier does not follow a repeatable item"),
    ("a\\C", 4, "using \\C is disabled by the application"),
  ])
  func anErrorSaysWhere(_ pattern: String, _ character: Int, _ message: String) {
    let error = #expect(throws: PatternError.self) { try Pattern(pattern) }
    #expect(error?.description == "\(message) (at character \(character))")
  }

  @Test func aSearchOverTheLimitIsAnErrorAndNotNoMatch() throws {
    let pattern = try Pattern("(a+)+$", limits: .init(stepCount: 10_000))
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 40) + [UInt8(ascii: "b")]
    let failure = #expect(throws: PatternFailure.self) { try pattern.matches(in: text) }
    #expect(failure?.message == "the search took more than 10000 steps")
  }

  @Test func aDeepMatchGetsTheStackThatItNeeds() throws {
    let text = [UInt8](repeating: UInt8(ascii: "("), count: 5_000) + [UInt8](repeating: UInt8(ascii: ")"), count: 5_000)
    #expect(try Pattern("(\\((?1)*\\))").firstMatch(in: text)?.range == 0..<10_000)
  }

  @Test func onePatternSearchesOnManyThreads() async throws {
    let pattern = try Pattern("(a)(b)?")
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          try (0..<200).reduce(0) { sum, _ in try sum + pattern.matches(in: Array("abaab".utf8)).count }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == [Int](repeating: 600, count: 8))
  }
}

@Suite struct ReplacementTests {
  @Test(arguments: [
    ("${1}-${name}", "1-b"),
    ("${0}!", "1b!"),
    ("$$1 $", "$1 $"),
    ("$1 $HOME ${} ${a.b} ${1x} ${open", "$1 $HOME ${} ${a.b} ${1x} ${open"),
    ("$$${1}", "$1"),
    ("[${3}]", "[]"),
  ])
  func onlyGroupsInBracesAndTwoDollarsAreSpecial(_ template: String, _ expected: String) throws {
    let pattern = try Pattern("(\\d)(?<name>b)(c)?")
    let bytes = Array("1b".utf8)
    let match = try #require(try pattern.firstMatch(in: bytes))
    #expect(try Replacement(template, for: pattern).expanded(for: match, in: bytes) == Array(expected.utf8))
  }

  @Test(arguments: [
    ("${2}", "\"${2}\" names a group that the pattern doesn't have: it has one group"),
    ("${nam}", "\"${nam}\" names a group that the pattern doesn't have: it has one group"),
    (
      "${99999999999999999999}",
      "\"${99999999999999999999}\" names a group that the pattern doesn't have: it has one group"
    ),
  ])
  func anUnknownGroupIsAnError(_ template: String, _ message: String) throws {
    let pattern = try Pattern("(?<name>b)")
    let error = #expect(throws: ReplacementError.self) { try Replacement(template, for: pattern) }
    #expect(error?.description == message)
  }

  @Test func literalTextStaysAsItIs() throws {
    let bytes = Array("a".utf8)
    let match = try #require(try Pattern("(a)").firstMatch(in: bytes))
    #expect(Replacement(literal: "${1}$$").expanded(for: match, in: bytes) == Array("${1}$$".utf8))
  }
}
