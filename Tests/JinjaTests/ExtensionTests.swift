import Jinja
import Testing

/// What callers add to the language, and what they learn of a template without running it.
struct ExtensionTests {
  static let extensions = makeExtensions()

  private static func makeExtensions() -> Extensions {
    var extensions = Extensions()
    extensions.addFilter("shout", shout)
    extensions.addTest("short", isShort)
    extensions.addFunction("twice", twice)
    extensions.tags = [TagExtension(name: "now", showArguments)]
    return extensions
  }

  @Sendable private static func shout(
    _ value: Value, _ arguments: Arguments, _ call: CallContext
  ) throws(TemplateError) -> Value {
    let bound = try Signature("shout", ["mark="]).bind(arguments)
    guard let text = value.text else { throw TemplateError(runtime: "only text can be shouted") }
    return Value(text.string.uppercased() + (bound[0]?.text?.string ?? "!"))
  }

  @Sendable private static func isShort(_ value: Value, _ arguments: Arguments, _ call: CallContext) -> Bool {
    (value.text?.count ?? 0) < 4
  }

  @Sendable private static func twice(_ arguments: Arguments, _ call: CallContext) -> Value {
    .list(ListValue(arguments.positional + arguments.positional))
  }

  @Sendable private static func showArguments(
    _ arguments: [TagExtension.Argument], _ call: CallContext
  ) throws(TemplateError) -> Value {
    var parts: [String] = []
    for argument in arguments {
      let sign = argument.right == nil ? "" : argument.isDifference ? "-" : "+"
      parts.append(try argument.left.repr() + sign)
    }
    return Value(parts.joined(separator: ","))
  }

  @Test(arguments: [
    ("{{ 'a' | shout }}", "A!"), ("{{ 'a' | shout(mark='?') }}", "A?"),
    ("{{ ['a', 'b'] | map('shout') | join }}", "A!B!"),
    ("{{ 'abc' is short }}", "True"), ("{{ twice(1) }}", "[1, 1]"), ("{% now 'utc', '%Y' %}", "'utc','%Y'"),
    ("{% now 'utc' + 'days=1', '%Y' %}", "'utc'+,'%Y'"), ("{% now 'utc' - 'days=1' %}", "'utc'-"),
    ("{{ 'shout' is filter }}{{ 'short' is test }}", "TrueTrue"),
  ])
  func addedFiltersTestsFunctionsAndTagsWork(source: String, expected: String) throws {
    let output = try render(source, extensions: Self.extensions)
    #expect(output == expected)
  }

  @Test func anErrorOfAnAddedFilterGetsItsPlace() throws {
    let error = try #require(failure("a\n{{ 5 | shout }}", extensions: Self.extensions))
    #expect(error.summary == "main:2:8: runtime: only text can be shouted")
  }

  @Test(arguments: [
    ("{% set foo = 42 %}{{ bar + foo }}", ["bar"]), ("{% for x in y %}{{ x }}{{ loop.index }}{% endfor %}", ["y"]),
    ("{% macro m(a) %}{{ a }}{{ b }}{{ caller() }}{% endmacro %}", ["b"]), ("{{ range(3) }}{{ self }}", []),
    ("{% if a %}{% set b = 1 %}{% endif %}{{ b }}", ["a", "b"]), ("{% with a = b %}{{ a }}{% endwith %}", ["b"]),
    ("{% block x %}{{ inside }}{{ super() }}{% endblock %}", ["inside"]),
    ("{% import 'a' as h %}{{ h.x }}{{ loop }}", ["loop"]), ("{% set x %}{{ y }}{% endset %}{{ x }}", ["y"]),
    ("{% for x in x if z %}{% endfor %}", ["x", "z"]),
    ("{% filter replace(a, 'b') %}{{ c }}{% endfilter %}", ["a", "c"]),
  ])
  func undeclaredNamesAreThoseOfTheContext(source: String, names: [String]) throws {
    #expect(try Environment().template(source: source).undeclaredNames == names)
  }

  @Test func anAnalysisNamesFiltersTestsAndTemplates() throws {
    let source = """
      {% extends 'base' %}{% include ['a', 'b'] %}{% import name as n %}{% block x %}{{ a | upper | nosuch }}\
      {% if b is odd %}{{ c | map('lower') }}{% endif %}{% endblock %}
      """
    let analysis = try Environment().analysis(of: Array(source.utf8))
    #expect(analysis.filters == ["map", "nosuch", "upper"])
    #expect(analysis.tests == ["odd"])
    #expect(analysis.templates == ["a", "b", "base"])
    #expect(analysis.hasComputedTemplates)
  }

  @Test func aTemplateIsRenderedOnManyThreadsAtOnce() async throws {
    let loader = DictionaryLoader(["m": "{% macro m(x) %}<{{ x }}>{% endmacro %}"])
    let template = try Environment(loader: loader).template(
      source: "{% from 'm' import m %}{% for i in range(50) %}{{ m(i * n) }}{% endfor %}")
    let results = try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
      for number in 0..<20 { group.addTask { (number, try template.render(["n": .int(number)])) } }
      return try await group.reduce(into: [Int: [UInt8]]()) { $0[$1.0] = $1.1 }
    }
    for (number, output) in results {
      #expect(String(decoding: output, as: UTF8.self) == (0..<50).map { "<\($0 * number)>" }.joined())
    }
  }

  @Test func aValueThatTheTemplateChangesIsTheCallersOwn() throws {
    let dict = DictValue()
    dict.set("name", "a")
    let template = try Environment().template(source: "{% set _ = d.update(added=[1]) %}{{ d.name }}")
    #expect(try template.render(["d": .dict(dict)]) == Array("a".utf8))
    #expect(try Value.dict(dict).repr() == "{'name': 'a', 'added': [1]}")
  }

  @Test func aSeedMakesChanceRepeatable() throws {
    var settings = Settings()
    settings.randomSeed = 7
    let source = "{{ range(1000000) | random }} {{ lipsum(1) }}"
    #expect(try render(source, settings: settings) == render(source, settings: settings))
    settings.randomSeed = 8
    #expect(try render(source, settings: settings) != render(source, settings: Settings()))
  }

  @Test(arguments: ["../secret", "a/../../b", "..", "", "/", "a\\b"])
  func aTemplateNameThatLeadsOutsideHasNoParts(name: String) {
    #expect(TemplateName.parts(of: name) == nil)
  }

  @Test func aTemplateNameIsSplitAtSlashes() {
    #expect(TemplateName.parts(of: "./a//b.txt") == ["a", "b.txt"])
  }
}
