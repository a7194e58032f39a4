import Testing

@testable import Codemods

/// Packages that are declared in `pyproject.toml`.
@Suite struct ProjectFileTests {
  private func fate(_ keys: String, _ before: String) throws -> Fate {
    try CodemodsTests.fate(
      steps: #"{"op": "bump", "ecosystem": "pip", "name": "django", \#(keys)}"#, ["pyproject.toml": before])
  }

  @Test(arguments: [
    (
      #"""
      [build-system]
      requires = ["setuptools"]
      [project]
      dependencies = [
        "flask", # web
        'Django[argon2] >=2.1, <3; python_version < "3.9"',  # orm
      ]
      [project.optional-dependencies]
      test = ["django==2.1", "pytest"]
      [dependency-groups]
      dev = ["Django", {include-group = "test"}]

      """#,
      #"""
      [build-system]
      requires = ["setuptools"]
      [project]
      dependencies = [
        "flask", # web
        'Django[argon2] ==4.2; python_version < "3.9"',  # orm
      ]
      [project.optional-dependencies]
      test = ["django==4.2", "pytest"]
      [dependency-groups]
      dev = ["Django==4.2", {include-group = "test"}]

      """#
    ),
    (
      "[tool.poetry.dependencies]\npython = \"^3.8\"\nDjango = \"^2.1\" # orm\n",
      "[tool.poetry.dependencies]\npython = \"^3.8\"\nDjango = \"==4.2\" # orm\n"
    ),
    (
      "[tool.poetry.group.dev.dependencies]\ndjango = {version = \"~2.1\", extras = [\"a\"]}\n",
      "[tool.poetry.group.dev.dependencies]\ndjango = {version = \"==4.2\", extras = [\"a\"]}\n"
    ),
  ])
  func everyDeclarationGetsTheVersion(_ before: String, _ after: String) throws {
    #expect(try fate(#""to": "==4.2""#, before) == .edited(["pyproject.toml": after]))
  }

  @Test(arguments: [
    (#""to": "4.2""#, "^2.1", "^4.2"),
    (#""to": "4.2""#, "2.1", "4.2"),
    (#""to": "^4.2", "from": "<3""#, "^2.1", "^4.2"),
    (#""to": "^4.2", "from": "<2""#, "^2.1", nil),
    (#""to": "^4.2""#, "^4.2", nil),
  ])
  func poetrysCaretIsKeptForAVersionAlone(_ keys: String, _ before: String, _ after: String?) throws {
    let file = { (version: String) in "[tool.poetry.dependencies]\ndjango = \"\(version)\"\n" }
    #expect(try fate(keys, file(before)) == after.map { .edited(["pyproject.toml": file($0)]) } ?? .unchanged)
  }

  @Test func aTableWithoutAVersionIsRefused() throws {
    let before = "[tool.poetry.dependencies]\ndjango = {git = \"https://example.org/x\"}\n"
    #expect(try fate(#""to": "==4.2""#, before) == .refused("type: pyproject.toml: django has no version [steps/0]"))
  }

  @Test func conditionsSeeTheProjectFile() throws {
    let condition = #"{"dependency": {"ecosystem": "pip", "name": "django", "version": ">=2.1"}}"#
    let text = codemodText(steps: #"{"op": "create", "file": "x", "content": ""}"#, #""where": \#(condition), "#)
    let files = ["pyproject.toml": "[project]\ndependencies = [\"django~=3.0\"]\n"]
    #expect(try CodemodsTests.fate(text, files) == .edited(["x": ""]))
  }
}
