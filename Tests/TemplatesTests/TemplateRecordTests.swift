import Testing

@testable import Templates

/// What a service remembers of its template can be read again.
struct TemplateRecordTests {
  @Test func aRecordIsReadAsItWasWritten() throws {
    let record = TemplateRecord(
      source: "https://git.example.com/templates.git", name: "own", ref: "v2",
      commit: String(repeating: "a", count: 40),
      directory: "service",
      answers: AnswerMapping([
        ("name", "Bílling \"x\""), ("docker", true), ("nothing", .null),
        ("settings", .mapping(AnswerMapping([("port", .number("8080"))]))),
      ]),
      time: Instant(seconds: 1_700_000_000, microseconds: 5, localZone: "Europe/Berlin"), seed: "abc", ranHooks: true,
      engine: "0.1.0")
    #expect(try TemplateRecord(reading: Array(record.text.utf8)) == record)
  }

  @Test func whatIsAbsentIsLeftOut() throws {
    let record = TemplateRecord(
      source: "service", commit: nil, directory: nil, answers: AnswerMapping(), time: Instant(seconds: 1), seed: "s",
      ranHooks: false, engine: "0.1.0")
    #expect(!record.text.contains("null"))
    #expect(try TemplateRecord(reading: Array(record.text.utf8)) == record)
  }

  @Test(arguments: ["", "[]", "{}", #"{"fleet": 2}"#, #"{"fleet": 1, "template": {"source": "x"}}"#])
  func aRecordThatLacksSomethingIsAnError(text: String) {
    #expect(throws: (any Error).self) { try TemplateRecord(reading: Array(text.utf8)) }
  }
}
