import Jinja
import Testing

/// Errors name the place, show the line and say how to fix what is common.
struct ErrorTests {
  @Test(arguments: [
    ("a\n  {{ nothing.x }}", 2, 6), ("{{ 1 + nothing.x }}", 1, 8), ("é {{ nothing.x }}", 1, 6),
    ("{% if nothing.x %}{% endif %}", 1, 7), ("{% for x in 5 %}{% endfor %}", 1, 13), ("{{ 1 | nosuch }}", 1, 8),
    ("{% nosuch %}", 1, 4), ("{{ a b }}", 1, 6), ("{{ 'a' | int(base='x') }}", 1, 10), ("{{ [1, 2].x.y }}", 1, 11),
    ("{% set a = none.x.y %}", 1, 17), ("{% include 'nosuch' %}", 1, 12), ("x\n{{ ? }}", 2, 4),
  ])
  func theColumnIsThatOfWhatFails(source: String, line: Int, column: Int) throws {
    var settings = Settings()
    settings.undefined = .strict
    let place = try #require(failure(source, settings: settings)?.place)
    #expect(place.line == line)
    #expect(place.column == column)
  }

  @Test func theDescriptionShowsFileLineAndHint() throws {
    var settings = Settings()
    settings.undefined = .strict
    let error = try #require(failure("a\n  {{ cookiecuter.name }}\n", ["cookiecutter": 1], settings: settings))
    #expect(
      error.description == """
        main:2:6: undefined: 'cookiecuter' is undefined
              {{ cookiecuter.name }}
                 ^
        hint: did you mean cookiecutter?
        """)
  }

  @Test(arguments: [
    "token: ${{ secrets.TOKEN }}", "if: ${{ a && b }}", "x: ${{ a.b | default('x', y=1) }}",
    "x: ${{ hashFiles('**/*.lock') }}", "x: ${{ github.ref == 'a' || 'b' }}",
  ])
  func gitHubsExpressionsGetAHintAboutRaw(source: String) throws {
    var settings = Settings()
    settings.undefined = .strict
    let hint = try #require(failure(source, settings: settings)?.hint)
    #expect(hint.contains("{% raw %}"))
  }

  @Test(arguments: [
    ("{% elseif x %}", "elif"), ("{{ 1 | uper }}", "upper"), ("{{ 1 is defind }}", "defined"),
    ("{% do 1 %}", "jinja2.ext.do"), ("{% break %}", "jinja2.ext.loopcontrols"), ("echo ${#a[@]}", "{% raw %}"),
    ("{% foreach a in b %}", "for"), ("{% if true %}{% else if x %}{% endif %}", "elif"), ("{{ a && b }}", "and"),
    ("{% trans %}", "i18n"), ("{% set a.b = 1 %}", "namespace()"),
  ])
  func commonMistakesGetAHint(source: String, part: String) throws {
    let error = try #require(failure(source))
    #expect(error.hint?.contains(part) == true, "\(error)")
  }

  @Test func anErrorInAnIncludedTemplateIsPlacedThere() throws {
    let templates = ["inner": "one\ntwo {{ nothing.x }}"]
    let place = try #require(failure("{% include 'inner' %}", templates: templates)?.place)
    #expect(place.template == "inner")
    #expect(place.line == 2)
    #expect(place.column == 8)
    #expect(place.lineText == "two {{ nothing.x }}")
  }

  @Test func invalidUTF8IsASyntaxErrorWithItsPlace() throws {
    let bytes = Array("a\nb".utf8) + [0xFF] + Array("c".utf8)
    do throws(TemplateError) {
      _ = try Environment().template(source: bytes, name: "f")
      Issue.record("no error")
    } catch {
      #expect(error.kind == .syntax)
      #expect(error.place?.line == 2)
      #expect(error.place?.column == 2)
    }
  }

  @Test(arguments: ["trim_bloks", "loader"])
  func anUnknownSettingIsAnError(keyword: String) {
    var settings = Settings()
    #expect(throws: TemplateError.self) { try settings.set(keyword, to: true) }
  }

  @Test func delimitersThatAreTheSameAreAnError() throws {
    var settings = Settings()
    try settings.set("block_start_string", to: "{{")
    #expect(failure("a", settings: settings)?.kind == .syntax)
  }
}
