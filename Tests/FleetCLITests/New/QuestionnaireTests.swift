import Synchronization
import Templates
import Testing

@testable import FleetCLI

/// Questions at a terminal are cookiecutter's: numbers for choices, defaults in brackets, and again after nonsense.
struct QuestionnaireTests {
  /// Asks everything, with these lines typed.
  private func talk(_ json: String, _ lines: [String]) throws -> (shown: String, answers: AnswerMapping) {
    let state = Mutex((shown: "", lines: lines[...]))
    let questionnaire = Questionnaire(
      write: { text in state.withLock { $0.shown += text } }, read: { state.withLock { $0.lines.popFirst() } })
    let variables = try TemplateVariables(reading: Array(json.utf8), file: "cookiecutter.json")
    let interview = try Interview(
      variables, inputs: RenderInputs(time: Instant(seconds: 0), chance: .seed("")))
    while let question = try interview.next() { interview.answer(try questionnaire.ask(question)) }
    return (state.withLock { $0.shown }, try interview.finish().values)
  }

  @Test func defaultsChoicesAndYesOrNoAreAskedAsCookiecutterDoes() throws {
    let json = #"""
      {"name": "Demo", "slug": "{{ cookiecutter.name|lower }}", "db": ["pg", "lite"], "docker": true,
       "__prompts__": {"name": "What is it called", "db": {"__prompt__": "Database", "pg": "PostgreSQL"}}}
      """#
    let (shown, answers) = try talk(json, ["Billing", "", "2", "maybe", "n"])
    #expect(
      shown == """
          [1/4] What is it called (Demo):   [2/4] slug (billing):   [3/4] Database
            1 - PostgreSQL
            2 - lite
            Choose from [1/2] (1):   [4/4] docker [y/n] (y):     please answer yes or no
          [4/4] docker [y/n] (y): 
        """)
    #expect(answers == AnswerMapping([("name", "Billing"), ("slug", "billing"), ("db", "lite"), ("docker", false)]))
  }

  @Test func textOfATemplateCantSteerTheTerminal() throws {
    let (shown, _) = try talk(#"{"name": "x", "__prompts__": {"name": "\u001b[2Jname"}}"#, [""])
    #expect(!shown.contains("\u{1B}"))
  }

  @Test func theEndOfTheInputIsAnError() {
    #expect(throws: CommandError.self) { try talk(#"{"name": "x"}"#, []) }
  }
}
