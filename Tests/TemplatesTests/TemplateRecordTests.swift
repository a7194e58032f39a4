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

  private func text(time: String = #"{"seconds": 1}"#, template: String = #"{"source": "x"}"#) -> String {
    #"{"fleet": 1, "template": \#(template), "answers": {}, "time": \#(time), "seed": "s"}"#
  }

  @Test(arguments: [
    #"{"seconds": -9223372036854775808}"#, #"{"seconds": 9223372036854775807}"#, #"{"seconds": -62135596801}"#,
    #"{"seconds": 253402300800}"#, #"{"seconds": 1, "microseconds": -9223372036854775808}"#,
    #"{"seconds": 1, "microseconds": 1000000}"#,
  ])
  func aTimeThatNoCalendarHasIsAnError(time: String) {
    #expect(throws: ProjectTemplateError.self) { try TemplateRecord(reading: Array(text(time: time).utf8)) }
  }

  @Test(arguments: [-62_135_596_800, 253_402_300_799])
  func theFirstAndTheLastMomentAreRead(seconds: Int) throws {
    let record = try TemplateRecord(reading: Array(text(time: #"{"seconds": \#(seconds)}"#).utf8))
    #expect(record.time.seconds == seconds)
  }

  @Test(arguments: ["..", "../../x", "a/../../x", "/etc", "a/.git", #"a\\b"#, "a/.."])
  func aFolderOutsideOfTheTemplateIsAnError(directory: String) {
    let template = #"{"source": "x", "directory": "\#(directory)"}"#
    #expect(throws: ProjectTemplateError.self) { try TemplateRecord(reading: Array(text(template: template).utf8)) }
  }

  @Test(arguments: [("a/b", "a/b"), ("./a", "./a"), ("a/", "a/"), ("", nil)])
  func aFolderInTheTemplateIsRead(directory: String, expected: String?) throws {
    let template = #"{"source": "x", "directory": "\#(directory)"}"#
    #expect(try TemplateRecord(reading: Array(text(template: template).utf8)).directory == expected)
  }

  @Test func cruftsFolderOutsideOfTheTemplateIsAnError() {
    let text = #"{"template": "x", "commit": "a", "directory": "../x", "context": {"cookiecutter": {}}}"#
    #expect(throws: ProjectTemplateError.self) { try CruftRecord(reading: Array(text.utf8)) }
  }

  @Test(arguments: ["", "[]", "{}", #"{"fleet": 2}"#, #"{"fleet": 1, "template": {"source": "x"}}"#])
  func aRecordThatLacksSomethingIsAnError(text: String) {
    #expect(throws: (any Error).self) { try TemplateRecord(reading: Array(text.utf8)) }
  }
}
