import Jinja
import Testing

/// What a host gives a render, and what a template shows of the values it gets.
struct HostTests {
  private final class Host: RenderHost {
    var stepCount = 0
    func nextRandomNumber() -> UInt64 { .max }
  }

  @Test func chanceComesFromTheHost() throws {
    let template = try Environment().template(source: "{{ range(10) | random }}{{ ['a', 'b'] | random }}")
    #expect(try template.render([:] as [Text: Value], host: Host()) == Array("9b".utf8))
  }

  @Test func theStepsOfSeveralRendersCountTogether() throws {
    var settings = Settings()
    settings.limits = Limits(stepCount: 100)
    let template = try Environment(settings: settings).template(source: "{% for x in range(60) %}{% endfor %}")
    let host = Host()
    _ = try template.render([:] as [Text: Value], host: host)
    #expect(host.stepCount > 60)
    #expect(throws: TemplateError.self) { try template.render([:] as [Text: Value], host: host) }
    #expect(throws: Never.self) { try template.render() }
  }

  /// As Python 3.11 prints them.
  @Test(arguments: [
    ("{{ d }}", "OrderedDict([('b', 1), ('a', OrderedDict([('x', 1)])), ('e', OrderedDict())])"),
    (
      "{{ d.items() }} {{ d.keys() }}",
      "odict_items([('b', 1), ('a', OrderedDict([('x', 1)])), ('e', OrderedDict())]) odict_keys(['b', 'a', 'e'])"
    ),
    (
      "{{ d.copy().e }} {{ d.__class__.__name__ }} {{ d == {'a': {'x': 1}, 'b': 1, 'e': {}} }}",
      "OrderedDict() OrderedDict True"
    ),
    ("{{ d | tojson }}", #"{"a": {"x": 1}, "b": 1, "e": {}}"#),
    ("{{ d | pprint }}", "OrderedDict([('b', 1), ('a', OrderedDict([('x', 1)])), ('e', OrderedDict())])"),
    (
      "{{ {'long' * 10: d, 'longer' * 8: d} | pprint }}",
      """
      {'longerlongerlongerlongerlongerlongerlongerlonger': OrderedDict([('b', 1),
                                                                        ('a',
                                                                         OrderedDict([('x',
                                                                                       1)])),
                                                                        ('e',
                                                                         OrderedDict())]),
       'longlonglonglonglonglonglonglonglonglong': OrderedDict([('b', 1),
                                                                ('a',
                                                                 OrderedDict([('x',
                                                                               1)])),
                                                                ('e',
                                                                 OrderedDict())])}
      """
    ),
  ])
  func anOrderedDictIsPrintedAsPythonDoes(source: String, output: String) throws {
    func ordered(_ members: [(Text, Value)]) -> Value {
      let dict = DictValue(isOrderedDict: true)
      for (key, value) in members { dict.set(key, value) }
      return .dict(dict)
    }
    let dict = ordered([("b", 1), ("a", ordered([("x", 1)])), ("e", ordered([]))])
    let bytes = try Environment().template(source: source).render(["d": dict])
    #expect(String(decoding: bytes, as: UTF8.self) == output)
  }

  @Test func anAnalysisHasThePlacesOfUses() throws {
    let source = "{{ a.b }}\n{% if c['d'] is defined %}{{ e | default(1) }}{% endif %}{{ f.g() | upper }}"
    let uses = try Environment().analysis(of: Array(source.utf8)).uses.map { use in
      let name: String
      switch use.kind {
      case .variable(let attribute): name = use.name + (attribute.map { ".\($0)" } ?? "")
      case .filter: name = "|\(use.name)"
      case .test: name = "is \(use.name)"
      }
      return "\(name) \(use.place.line)\(use.isGuarded ? " guarded" : "")\(use.isCallee ? " called" : "")"
    }
    #expect(
      uses == ["a.b 1", "is defined 2", "c.d 2 guarded", "|default 2", "e 2 guarded", "|upper 2", "f.g 2 called"])
  }
}
