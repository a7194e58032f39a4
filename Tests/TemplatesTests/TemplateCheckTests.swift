import Testing

@testable import Templates

/// What `fleet template check` finds.
struct TemplateCheckTests {
  private func findings(_ files: [String: String], _ variables: String = #"{"name": "p", "docker": "yes"}"#) throws
    -> [String]
  {
    var all = files.reduce(into: [:]) { $0[$1.key.replacing("P/", with: "{{cookiecutter.name}}/")] = $1.value }
    all["cookiecutter.json"] = variables
    return try TemplateCheck.findings(in: makeTree(all), inputs: CookiecutterCase.inputs)
      .map { $0.text.replacing("{{cookiecutter.name}}/", with: "P/") }
  }

  @Test func aTemplateWithoutMistakesHasNoFindings() throws {
    let files = [
      "P/f": """
      {{ cookiecutter.docker }}{% for x in [1] %}{{ x }}{{ loop.index }}{% endfor %}{% set y = 1 %}{{ y }}
      {{ cookiecutter.maybe | default('-') }}{% if cookiecutter.other is defined %}{{ cookiecutter.other }}{% endif %}
      {{ _cookiecutter.docker }} {{ cookiecutter._template }} {% include 'part' %} {% now 'utc' %} {{ range(2) | list }}
      """, "templates/part": "{{ local | default(1) }}",
    ]
    #expect(try findings(files) == [])
  }

  @Test(arguments: [
    (
      "{{ cookiecutter.doker }}",
      "P/f:1:16: cookiecutter.doker is not a variable of cookiecutter.json\nhint: did you mean cookiecutter.docker?"
    ),
    (
      "{{ cookiecutter['doker'] }}",
      "P/f:1:16: cookiecutter.doker is not a variable of cookiecutter.json\nhint: did you mean cookiecutter.docker?"
    ),
    ("{{ docker }}", "P/f:1:4: docker is undefined\nhint: write cookiecutter.docker"),
    (
      "x: ${{ github.ref }}",
      "P/f:1:14: github is undefined\nhint: GitHub Actions' ${{ }} is not for Jinja2: put it between {% raw %} and {% endraw %}"
    ),
    ("{{ 'a' | uper }}", "P/f:1:10: there is no filter uper\nhint: did you mean upper?"),
    ("{{ 1 is evn }}", "P/f:1:9: there is no test evn\nhint: did you mean even?"),
    ("{% if %}", "P/f:1:7: Expected an expression, got 'end of statement block'"),
    ("{{ 1 / 0 }}", "P/f:1:4: division by zero"),
  ])
  func aMistakeInAFileIsFound(source: String, finding: String) throws {
    let columns = #/:\d+: /#
    let found = try findings(["P/f": source, "P/g": "{{ cookiecutter.docker }}"]).map {
      $0.replacing(columns, with: ":C: ", maxReplacements: 1)
    }
    #expect(found == [finding.replacing(columns, with: ":C: ", maxReplacements: 1)])
  }

  @Test func mistakesInNamesVariablesAndHooksAreFound() throws {
    let found = try findings(
      ["P/{{cookiecutter.nome}}": "{{ cookiecutter.docker }}", "hooks/post_gen_project.sh": "{{ cookiecutter.hook }}"],
      #"{"name": "{{ cookiecutter.neme }}", "docker": "x"}"#)
    #expect(found.count == 3)
    #expect(found.contains { $0.contains("its name: cookiecutter.nome is not") })
    #expect(found.contains { $0.contains("name: cookiecutter.neme is not") })
    #expect(found.contains { $0.hasPrefix("hooks/post_gen_project.sh:1:") })
  }

  @Test func whatNothingUsesIsAWarning() throws {
    let found = try findings(
      ["P/f": "x"],
      #"{"name": "p", "docker": "x", "_copy_without_render": ["*.none"], "__prompts__": {"nam": "?"}}"#)
    #expect(
      found == [
        "cookiecutter.json: warning: docker is asked for, but nothing uses it",
        "cookiecutter.json: warning: __prompts__ has a text for nam, which isn't a variable\nhint: did you mean name?",
        "cookiecutter.json: warning: _copy_without_render: *.none matches no file",
      ])
  }

  @Test func aTemplateThatPrintsAllVariablesUsesThem() throws {
    #expect(try findings(["P/f": "{{ cookiecutter | jsonify }}"]) == [])
  }

  @Test func filesThatAreOnlyCopiedAreNotRead() throws {
    #expect(
      try findings(
        ["P/raw/f": "{{ nope", "P/a.png": "{% nope", "P/g": "{{ cookiecutter.docker }}"],
        #"{"name": "p", "docker": "x", "_copy_without_render": ["raw"]}"#) == [])
  }

  @Test(arguments: [
    (#"{"name": ".."}"#, "leads out of its folder"), (#"{"name": ""}"#, "name is empty"),
    (#"{"name": "p", "_extensions": ["a.B"]}"#, "unknown extension a.B"),
    (#"{"name": "p", "_jinja2_env_vars": {"x": 1}}"#, "unknown setting"),
    (#"{"name": "p", "_jinja2_env_vars": {"variable_start_string": "[["}}"#, "no folder whose name is a template"),
    (#"{"templates": {"a": {"path": "./none"}}}"#, "there is no cookiecutter.json"),
  ])
  func whatOnlyStampingShowsIsFoundToo(variables: String, part: String) throws {
    let found = try findings(["P/f": "x"], variables)
    #expect(found.count == 1 && found[0].contains(part), "\(found)")
  }

  @Test func brokenLinksAndBadBytesAreFound() throws {
    var tree = makeTree(["cookiecutter.json": #"{"name": "p"}"#])
    tree.set("{{cookiecutter.name}}/link", .link(target: Array("nowhere".utf8)))
    tree.setFile(
      "{{cookiecutter.name}}/text", Array("caf".utf8) + [0xE9] + Array(" and a good deal more of plain text".utf8))
    let found = try TemplateCheck.findings(in: tree, inputs: CookiecutterCase.inputs)
    #expect(found.map(\.code) == ["link", "syntax"])
  }
}
