import Testing

@testable import Templates

/// Questions, their defaults and what counts as an answer.
struct InterviewTests {
  private static let variables = """
    {"name": "My Service", "slug": "{{ cookiecutter.name | slugify }}", "kind": ["api", "worker-{{ cookiecutter.slug }}"],
     "docker": true, "must": null, "options": {"host": "{{ cookiecutter.slug }}"}, "_secret": "x",
     "__prompts__": {"name": "What is it called?", "kind": {"__prompt__": "Which kind?", "api": "An API"}}}
    """

  private func interview(_ given: [(key: String, value: AnswerValue)] = []) throws -> Interview {
    let variables = try TemplateVariables(reading: Array(Self.variables.utf8), file: "cookiecutter.json")
    return try Interview(
      try variables.overridden(given: AnswerMapping(given)).variables, inputs: CookiecutterCase.inputs)
  }

  @Test func questionsComeWithTheirTextsNumbersAndDefaults() throws {
    let interview = try interview()
    var seen: [String] = []
    while let question = try interview.next() {
      seen.append("\(question.number)/\(question.count) \(question.text): \(question.standard?.text ?? "-")")
      if question.name == "name" {
        interview.answer("Pay & Go")
      } else {
        interview.answer(question.standard ?? "given")
      }
    }
    #expect(
      seen == [
        "1/6 What is it called?: My Service", "2/6 slug: pay-go", "3/6 Which kind?: api", "4/6 docker: True",
        "5/6 must: -", "6/6 options: {'host': 'pay-go'}",
      ])
    #expect(try interview.finish().publicValues.keys == ["name", "slug", "kind", "docker", "must", "options"])
  }

  @Test func choicesHaveLabels() throws {
    let interview = try interview()
    while let question = try interview.next() {
      if case .choice(let options) = question.kind {
        #expect(options.map(\.label) == ["An API", "worker-my-service"])
        #expect(options.map(\.value) == ["api", "worker-my-service"])
      }
      interview.answer(question.standard ?? .null)
    }
  }

  @Test(arguments: [
    ("kind", "2", "worker-my-service"), ("kind", "api", "api"), ("docker", " Off ", "False"),
    ("name", "", "My Service"),
    ("options", #"{"a": [1]}"#, "OrderedDict([('a', [1])])"), ("slug", "  x y ", "x y"),
  ])
  func typedLinesAreAnswers(name: String, line: String, value: String) throws {
    #expect(try question(name).answer(typed: line).text == value)
  }

  @Test(arguments: [
    ("kind", "3", "please choose one of the numbers 1 to 2"), ("docker", "perhaps", "please answer yes or no"),
    ("must", "", "an answer is needed"), ("options", "[1]", "a JSON object is needed"),
  ])
  func otherLinesAreNot(name: String, line: String, message: String) throws {
    let question = try question(name)
    #expect(throws: Question.InvalidAnswer(message: message)) { try question.answer(typed: line) }
  }

  private func question(_ name: String) throws -> Question {
    let interview = try interview()
    while let question = try interview.next(), question.name != name { interview.answer(question.standard ?? .null) }
    return try #require(try interview.next())
  }

  @Test func whatIsNotAChoiceIsAnError() throws {
    let variables = try TemplateVariables(reading: Array(Self.variables.utf8), file: "cookiecutter.json")
    let error = #expect(throws: ProjectTemplateError.self) {
      try variables.overridden(given: AnswerMapping([("kind", "gui")]))
    }
    #expect(error?.description == "kind: gui is not one of the choices")
    let warning = try variables.overridden(configured: AnswerMapping([("kind", "gui")])).warning
    #expect(warning == "kind: gui is not one of the choices")
  }
}
