import Testing

@testable import Codemods

@Suite struct FileTemplateTests {
  private static let parameters = """
    "parameters": {"count": {"type": "integer", "default": 2}, "on": {"type": "boolean", "default": true},
                   "word": {"type": "string", "default": "a{{b"}, "ratio": {"type": "number", "default": 1.50}},
    """

  private func fate(_ template: String) throws -> Fate {
    let step = #"{"op": "create", "file": "x", "content": {"template": "\#(template)"}}"#
    return try CodemodsTests.fate(
      codemodText(steps: step, Self.parameters), [:],
      service: .init(name: "billing", branch: "main", tags: ["web", "eu"]))
  }

  @Test(arguments: [
    ("{{ count + 1 }}{{ word }}{{ on }}\\n", "3a{{bTrue\n"),
    ("{{ service.name }}/{{ service.branch }}/{{ service.tags | join('+') }}", "billing/main/web+eu"),
    ("{% for i in range(count) %}{{ i }};{% endfor %}\\n\\n", "0;1;\n\n"),
    ("{{ ratio * 2 }}{% set local = 1 %}{{ local }}", "3.01"),
    ("{{ missing | default('x') }}", nil),
  ])
  func parametersHaveTheirTypes(_ template: String, _ expected: String?) throws {
    if let expected {
      #expect(try fate(template) == .edited(["x": expected]))
    } else {
      #expect(throws: CodemodErrors.self) { try fate(template) }
    }
  }

  @Test(arguments: [
    ("{{ cuont }}", "the template's \"cuont\" names no parameter"),
    ("{% if %}", "is not a template: "),
    ("{{ word | nofilter }}", "is not a template: "),
  ])
  func aTemplateThatIsWrongIsFoundInTheFile(_ template: String, _ message: String) throws {
    let errors = #expect(throws: CodemodErrors.self) { try fate(template) }
    let finding = try #require(errors?.findings.first?.finding)
    #expect(finding.message.hasPrefix(message))
    #expect(finding.path.pointer == "/steps/0/content/template")
  }

  @Test func whatFailsOnlyForAServiceIsRefused() throws {
    #expect(
      try fate("{{ service.nam }}").description.hasPrefix("refused: type: x: the template of x can't be rendered: "))
  }

  @Test func chanceIsTheSameInBothPasses() throws {
    guard case .edited = try fate("{{ range(1000000) | random }}") else {
      Issue.record("not edited")
      return
    }
  }
}
