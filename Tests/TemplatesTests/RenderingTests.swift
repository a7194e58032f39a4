import Changes
import Testing

@testable import Templates

/// What rendering promises beyond cookiecutter: limits, sameness, and errors that name the place.
struct RenderingTests {
  static let base = ["cookiecutter.json": #"{"name": "p", "n": 1}"#]

  private func files(_ more: [String: String]) -> [String: String] {
    Self.base.merging(more.map { ("{{cookiecutter.name}}/\($0.key)", $0.value) }, uniquingKeysWith: { $1 })
  }

  // MARK: Limits

  @Test func aTemplateOfBillionsOfStepsEnds() throws {
    let loop = "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}"
    let template = try makeTemplate(files(["f": loop]))
    let answers = try Interview(template.variables, inputs: CookiecutterCase.inputs).finish()
    let render = try ProjectRender(template, answers: answers, inputs: CookiecutterCase.inputs)
    // The last part of the way is enough.
    render.session.stepCount = 9_900_000
    let error = #expect(throws: ProjectTemplateError.self) { try render.files() }
    #expect(error?.kind == .limit)
  }

  @Test func theStepsOfAllFilesNamesAndHooksCountTogether() throws {
    let template = try makeTemplate(
      files(["f": "{% for a in range(60) %}{% endfor %}", "g": "{% for a in range(60) %}{% endfor %}"]))
    let answers = try Interview(template.variables, inputs: CookiecutterCase.inputs).finish()
    func rendered(stepsLeft: Int) throws -> RenderedFiles {
      let render = try ProjectRender(template, answers: answers, inputs: CookiecutterCase.inputs)
      render.session.stepCount = 10_000_000 - stepsLeft
      return try render.files()
    }
    #expect(throws: Never.self) { try rendered(stepsLeft: 1000) }
    #expect(throws: ProjectTemplateError.self) { try rendered(stepsLeft: 100) }
  }

  @Test(arguments: ["{% include 'f' %}", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{% extends 'f' %}"])
  func aLoopOfIncludesEnds(source: String) {
    #expect(stampFailure(files(["f": source]))?.kind == .limit)
  }

  @Test func aNameAndAVariableHaveLimitsToo() {
    let bomb = "{{ 'x' * 99999999 }}"
    #expect(stampFailure(files([bomb: ""]))?.kind == .limit)
    #expect(
      stampFailure(["cookiecutter.json": #"{"name": "\#(bomb)"}"#, "{{cookiecutter.name}}/f": ""])?.kind == .limit)
  }

  @Test func aLinkThatLeadsToItselfIsAnErrorAndNoLoop() throws {
    var tree = makeTree(Self.base)
    tree.set("{{cookiecutter.name}}/a", .link(target: Array("b".utf8)))
    tree.set("{{cookiecutter.name}}/b", .link(target: Array("a".utf8)))
    #expect(throws: ProjectTemplateError.self) { _ = try stamp(try ProjectTemplate(tree)) }
    tree = makeTree(["cookiecutter.json": #"{"name": "p", "_copy_without_render": ["raw"]}"#])
    tree.set("{{cookiecutter.name}}/raw/loop", .link(target: Array("..".utf8)))
    #expect(throws: ProjectTemplateError.self) { _ = try stamp(try ProjectTemplate(tree)) }
  }

  // MARK: Sameness

  @Test func theSameInputsGiveTheSameFiles() throws {
    let source = "{{ uuid4() }} {{ random_ascii_string(20) }} {{ range(1000000) | random }} {% now 'utc', '%s' %}"
    let template = try makeTemplate(files(["a": source, "b": source]))
    let first = try stamp(template)
    #expect(try stamp(template) == first)
    #expect(first.text("a") != first.text("b"))
    let other = RenderInputs(time: CookiecutterCase.inputs.time, chance: .seed("another"))
    #expect(try stamp(template, inputs: other).text("a") != first.text("a"))
  }

  @Test func anotherFileInTheTemplateDoesNotChangeTheChanceOfTheRest() throws {
    let small = try stamp(try makeTemplate(files(["b": "{{ uuid4() }}"])))
    let large = try stamp(try makeTemplate(files(["a": "{{ uuid4() }}", "b": "{{ uuid4() }}", "c/{{uuid4()}}": ""])))
    #expect(small.text("b") == large.text("b"))
  }

  @Test func chanceCanBeDrawnByTheCaller() throws {
    let inputs = RenderInputs(time: CookiecutterCase.inputs.time, chance: .drawn { 0 })
    let project = try stamp(
      try makeTemplate(files(["a": "{{ uuid4() }} {{ random_ascii_string(3) }}"])), inputs: inputs)
    #expect(project.text("a") == "00000000-0000-4000-8000-000000000000 aaa")
  }

  @Test func aRandomDefaultIsDrawnOnceAndKept() throws {
    let template = try makeTemplate([
      "cookiecutter.json": #"{"name": "p", "key": "{{ random_ascii_string(12) }}", "other": "{{ cookiecutter.key }}"}"#,
      "{{cookiecutter.name}}/f": "{{ cookiecutter.key == cookiecutter.other }} {{ cookiecutter.key | length }}",
    ])
    #expect(try stamp(template).text("f") == "True 12")
  }

  @Test func aTemplateIsRenderedOnManyThreadsAtOnce() async throws {
    let template = try makeTemplate(
      files(["a": "{% set _ = cookiecutter.update(seen=cookiecutter.n) %}", "b": "{{ cookiecutter.seen }}"]))
    try await withThrowingTaskGroup(of: (Int, String?).self) { group in
      for number in 0..<30 {
        group.addTask { (number, try stamp(template, [("n", .string("\(number)"))]).text("b")) }
      }
      for try await (number, text) in group { #expect(text == "\(number)") }
    }
  }

  // MARK: Errors

  @Test func theFirstErrorIsThatOfTheFirstFileThatIsRendered() throws {
    let broken = ["b": "{{ b", "a/{% if false %}x{% endif %}": "{{ hidden", "a/y": "{{ a", "raw/z": "{{ raw"]
    let base = ["cookiecutter.json": #"{"name": "p", "_copy_without_render": ["raw"]}"#]
    for _ in 0..<20 {
      let error = stampFailure(files(broken).merging(base) { $1 })
      #expect(error?.description.hasPrefix("{{cookiecutter.name}}/b:1:") == true)
    }
    #expect(stampFailure(files(broken.filter { $0.key.contains("/") && $0.key != "a/y" }).merging(base) { $1 }) == nil)
  }

  @Test(arguments: [
    (
      "a\n  {{ cookiecutter.nope }}",
      "{{cookiecutter.name}}/sub/f:2:19: 'collections.OrderedDict object' has no attribute 'nope'"
    ),
    ("{% include 'bad.j2' %}", "templates/bad.j2:1:4: {{cookiecutter.name}}/sub/f: 'x' is undefined"),
    ("{{ 1 | nof }}", "{{cookiecutter.name}}/sub/f:1:8: No filter named 'nof'."),
  ])
  func anErrorNamesTheFileAsItsAuthorKnowsIt(source: String, message: String) {
    let error = stampFailure(
      files(["sub/f": source]).merging(["templates/bad.j2": "{{ x }}"], uniquingKeysWith: { $1 }))
    #expect(error?.description == message)
  }

  @Test func theExpressionsOfGitHubGetTheirHint() {
    let error = stampFailure(files([".github/workflows/ci.yml": "env: ${{ secrets.TOKEN }}"]))
    #expect(error?.hint?.contains("{% raw %}") == true)
  }

  @Test(arguments: [
    ("jinja2.ext.i18n", "not supported"), ("local_extensions.Foo", "can't be run"), ("jinja2.ext.with_", "built in"),
  ])
  func anExtensionThatIsNotKnownIsRefusedWithAHint(name: String, hint: String) {
    let error = stampFailure([
      "cookiecutter.json": #"{"name": "p", "_extensions": ["\#(name)"]}"#, "{{cookiecutter.name}}/f": "",
    ])
    #expect(error?.message == "unknown extension \(name)")
    #expect(error?.hint?.contains(hint) == true)
  }
}
