import Testing

@testable import FleetCore

struct SelectionConditionTests {
  private static func library(_ name: String) throws -> Library {
    Library(name: name, remote: try RemoteLocation("https://git.example.com/\(name).git", relativeTo: "/"))
  }

  private func condition(_ text: String) throws -> SelectionCondition {
    try SelectionCondition(parsing: text, libraries: [Self.library("users-api"), Self.library("orders-api")])
  }

  /// Findings as `column: message`.
  private func findings(_ text: String) throws -> [String] {
    do {
      _ = try condition(text)
      return []
    } catch let error as SelectionConditionErrors {
      return error.findings.map { "\($0.column): \($0.message)" }
    }
  }

  /// The truth where the named clauses hold, those with `?` behind them aren't known, and all others don't hold.
  private func truth(_ text: String, _ facts: String...) throws -> ConditionTruth {
    try condition(text).truth { clause in
      if facts.contains("\(clause.text)?") { return nil }
      return facts.contains(clause.text)
    }
  }

  @Test func andBindsTighterThanOrAndNotTightest() throws {
    let text = "not name:a and name:b or name:c"
    #expect(try truth(text, "name:b") == .holds)
    #expect(try truth(text, "name:a", "name:b") == .fails(clause: text))
    #expect(try truth(text, "name:a", "name:c") == .holds)
    #expect(try truth("name:a and (name:b or name:c)", "name:a", "name:c") == .holds)
    #expect(try truth("not (name:a or name:b)", "name:b") == .fails(clause: "not (name:a or name:b)"))
    #expect(try truth("not not name:a", "name:a") == .holds)
  }

  @Test func theFirstPartThatMadeItFalseIsNamed() throws {
    let text = "file:tox.ini and contains:\"timeout\" in main/settings.py and pins:users-api"
    #expect(try truth(text, "file:tox.ini") == .fails(clause: "contains:\"timeout\" in main/settings.py"))
    #expect(try truth(text) == .fails(clause: "file:tox.ini"))
    #expect(try truth("file:a and (file:b or  file:c )", "file:a") == .fails(clause: "file:b or  file:c"))
  }

  @Test func whatIsKnownDecidesAsSoonAsItCan() throws {
    #expect(try truth("file:a and name:b", "file:a?") == .fails(clause: "name:b"))
    #expect(try truth("file:a or name:b", "file:a?", "name:b") == .holds)
    #expect(try truth("file:a and name:b", "file:a?", "name:b") == .unknown)
    #expect(try truth("file:a or name:b", "file:a?") == .unknown)
    #expect(try truth("not file:a", "file:a?") == .unknown)
  }

  @Test(arguments: [
    ("", "1: expected a clause such as file:tox.ini or tag:django, found the end"),
    ("file:", "6: expected a value after file: and no space, found the end"),
    ("file: tox.ini", "6: expected a value after file: and no space, found \" \""),
    ("tox.ini", "1: expected a clause such as file:tox.ini or tag:django, found \"tox.ini\""),
    ("name:a AND name:b", "8: expected and in small letters, found \"AND\""),
    ("name:a and", "11: expected a clause such as file:tox.ini or tag:django, found the end"),
    ("(name:a", "8: expected \")\" for the \"(\" in column 1, found the end"),
    ("name:a)", "7: expected and, or, or the end, found \")\""),
    (
      "fiel:a",
      "1: expected one of file:, contains:, pins:, tag:, name:, branch:, template:, found \"fiel:\"; did you mean file:?"
    ),
    ("file:[a", "6: expected a glob: the \"[\" isn't closed"),
    ("contains:\"a", "10: expected a closing \" for the text that begins here"),
    ("contains:\"\"", "10: expected a text that isn't empty"),
    ("contains:/a", "10: expected a closing / for the regular expression that begins here"),
    ("contains:/a(/", "13: expected a regular expression: missing closing parenthesis"),
    ("contains:a in", "14: expected a value after in: and no space, found the end"),
    ("pins:user-api", "6: expected the name of a library of the manifest, found \"user-api\"; did you mean users-api?"),
  ])
  func whatIsWrongIsToldWithItsColumn(text: String, expected: String) throws {
    let findings = try findings(text)
    #expect(findings.first == expected)
  }

  @Test func allErrorsAreToldAtOnce() throws {
    #expect(
      try findings("fiel:a and pins:nothing or (name:b").map { $0.prefix { $0 != ":" } } == ["1", "17", "35"])
    #expect(try findings("name:é and bad or ) also").map { $0.prefix { $0 != ":" } } == ["12", "19", "19", "21"])
  }

  @Test func whatIsNestedTooDeepIsRefusedAndNotACrash() throws {
    let text = String(repeating: "(", count: 100_000) + "name:a"
    #expect(try findings(text).first?.contains("deeper than 100") == true)
    #expect(try findings(String(repeating: "not ", count: 100_000) + "name:a").count == 1)
    let fine = String(repeating: "(", count: 90) + "name:a" + String(repeating: ")", count: 90)
    #expect(try findings(fine) == [])
  }

  @Test func quotesTakeWhatIsSpecialOutside() throws {
    let service = Service(name: "a b", remote: try RemoteLocation("/srv/a.git", relativeTo: "/"), tags: ["x(y)"])
    #expect(try condition("name:\"a b\" and tag:\"x(y)\"").truth { $0.holds(for: service) } == .holds)
  }
}
