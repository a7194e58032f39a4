import Changes
import Testing

@testable import Templates

@Suite struct AnswerGuessTests {
  @Test(arguments: [
    ("name = {{ cookiecutter.name }}", "name = billing", ["name": "billing"]),
    ("{{cookiecutter.a}}-{{ cookiecutter.b }}.txt", "one-two.txt", ["a": "one", "b": "two"]),
    ("{{ cookiecutter.a }}/{{ cookiecutter.a }}", "x/x", ["a": "x"]),
    ("plain", "plain", [:]),
  ])
  func aTextGivesItsVariables(pattern: String, text: String, values: [String: String]) throws {
    let pattern = try #require(TagPattern(Substring(pattern)))
    #expect(pattern.values(in: Substring(text)) == values)
    #expect(pattern.filled(values) == text)
  }

  @Test(arguments: [
    ("name = {{ cookiecutter.name }}", "title = billing"), ("{{ cookiecutter.a }}/{{ cookiecutter.a }}", "x/y"),
    ("plain", "plain and more"), ("a{{ cookiecutter.a }}", "a"),
  ])
  func anotherTextGivesNothing(pattern: String, text: String) throws {
    #expect(try #require(TagPattern(Substring(pattern))).values(in: Substring(text)) == nil)
  }

  @Test(arguments: [
    "{% if x %}", "{{ cookiecutter.name|lower }}", "{{ cookiecutter.a }}{{ cookiecutter.b }}", "{{ other.name }}",
    "{{ cookiecutter.name",
  ])
  func whatIsMoreThanVariablesIsNoPattern(text: String) {
    #expect(TagPattern(Substring(text)) == nil)
  }

  @Test func valuesAreReadOffPathsAndLines() throws {
    let template = try makeTemplate([
      "cookiecutter.json": #"{"name": "demo", "module": "{{ cookiecutter.name }}", "port": 1, "unused": "x"}"#,
      "{{cookiecutter.name}}/{{cookiecutter.module}}/main.py":
        "PORT = {{ cookiecutter.port }}\n# {{ cookiecutter.name }}\n",
    ])
    let files: [TreePath: String] = ["pay/main.py": "PORT = 80\nmore\n", "other/x.py": "PORT = 90\n"]
    let guess = try AnswerGuess(of: template, named: "billing", paths: Array(files.keys)) { path in
      Array((files[path] ?? "").utf8)
    }
    #expect(guess.values == ["name": "billing", "module": "pay", "port": "80"])
  }
}
