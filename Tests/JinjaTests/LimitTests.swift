import Jinja
import Testing

/// Templates that would go on for ever, or use up memory or stack, end with an error.
struct LimitTests {
  static let limited: Settings = {
    var settings = Settings()
    settings.limits = Limits(stepCount: 50_000, outputByteCount: 1_000_000, valueSize: 1_000_000)
    return settings
  }()

  @Test(arguments: [
    "{% for a in range(1000000000) %}{% endfor %}",
    "{% for a in range(10000) %}{% for b in range(10000) %}{% for c in range(10000) %}{% endfor %}{% endfor %}{% endfor %}",
    "{{ range(1000000000) | list | length }}",
    "{{ range(1000000000) | sum }}",
    "{{ range(1000000000) | map('string') | join }}",
    "{{ range(1000000000) | select('gt', 1000000000) | first }}",
    "{% set l = [1] %}{% for x in l %}{% set _ = l.append(x) %}{% endfor %}",
    "{{ lipsum(n=1000000) }}",
    "{{ [1] | slice(1000000000) | list }}",
    "{% for a in range(1000000000) if a < 0 %}{% endfor %}",
  ])
  func aTemplateOfABillionStepsEnds(source: String) {
    #expect(failure(source, settings: Self.limited)?.message == "more than 50000 steps")
  }

  @Test(arguments: [
    "{{ 'a' * 1000000000 }}", "{{ [0] * 1000000000 }}", "{{ 'a' | center(1000000000) }}",
    "{{ 'a'.ljust(1000000000) }}", "{{ '%1000000000d' % 1 }}", "{{ '{:1000000000}'.format(1) }}",
    "{{ ('a' * 999999) | replace('a', 'bbbb') }}", "{{ 'a\nb' | indent(1000000000) }}",
    "{% set ns = namespace(x='ab') %}{% for i in range(40) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
    "{% set ns = namespace(x=[1]) %}{% for i in range(40) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
    "{{ [1] | batch(1000000000, 0) | list }}", "{{ '{:.1000000000f}'.format(1.0) }}",
  ])
  func aValueThatIsTooLargeIsAnError(source: String) {
    #expect(failure(source, settings: Self.limited)?.message == "a value of more than 1000000 bytes or items")
  }

  @Test(arguments: ["{{ 2 ** 10000000 }}", "{{ 10 ** (10 ** 10) }}", "{{ (2 ** 30000) * (2 ** 30000) == 0 }}"])
  func anIntegerThatIsTooLargeIsAnError(source: String) {
    #expect(failure(source)?.message == "integer of more than 50000 bits")
  }

  @Test func outputHasALimit() {
    let source = "{% for i in range(2000) %}{{ 'a' * 1000 }}{% endfor %}"
    #expect(failure(source, settings: Self.limited)?.message == "output of more than 1000000 bytes")
  }

  @Test(arguments: [
    ("{% include 'a' %}", ["a": "{% include 'b' %}", "b": "{% include 'a' %}"]),
    ("{% include 'main' %}", ["main": "{% include 'main' %}"]),
    ("{% import 'a' as a %}", ["a": "{% import 'b' as b %}", "b": "{% import 'a' as a %}"]),
    ("{% extends 'a' %}", ["a": "{% extends 'b' %}", "b": "{% extends 'a' %}"]),
    ("{% extends 'a' %}", ["a": "{% extends 'a' %}{% block x %}{% endblock %}"]),
    ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", [:]),
    ("{% macro m() %}{% call m() %}{{ caller() }}{% endcall %}{{ caller is defined }}{% endmacro %}{{ m() }}", [:]),
    ("{% block a %}{{ self.a() }}{% endblock %}", [:]),
    ("{% set l = [] %}{% set _ = l.append(l) %}{% for x in l recursive %}{{ loop(x) }}{% endfor %}", [:]),
  ])
  func aTemplateThatLeadsBackToItselfIsAnError(source: String, templates: [String: String]) throws {
    let error = try #require(failure(source, templates: templates))
    #expect(error.kind == .runtime)
    #expect(error.message == "maximum recursion depth exceeded")
  }

  @Test func aHundredCallsInsideOneAnotherWork() throws {
    let source = "{% macro f(n) %}{% if n > 0 %}{{ f(n - 1) }}{% else %}end{% endif %}{% endmacro %}{{ f(100) }}"
    var settings = Settings()
    settings.limits = Limits(stackByteCount: 4 << 20)
    #expect(try render(source, settings: settings) == "end")
  }

  @Test(arguments: [
    ("{{ ", "("), ("{{ ", "["), ("{{ ", "{1: "), ("{{ ", "not "), ("{{ ", "-"), ("{{ 1", " + 1"), ("{{ a", ".b"),
    ("{{ a", "|e"), ("{{ a", "[0]"), ("{{ a", "()"), ("{{ 1", " if 1"), ("{{ 1", " if 1 else 1"), ("{{ a", " and a"),
    ("{{ 1", " ** 1"), ("{{ a is eq ", "("), ("", "{% if true %}"), ("", "{% for x in y %}"), ("{{ ", "f("),
    ("{{ a is odd", " | e is odd"),
  ])
  func nestingThatIsTooDeepIsASyntaxError(start: String, unit: String) throws {
    #expect(try #require(failure(start + String(repeating: unit, count: 100_000))).kind == .syntax)
  }

  @Test func listsNestedVeryDeepAreFreedWithoutRecursion() throws {
    let source = """
      {% set ns = namespace(x=[], d={}, t=()) %}{% for i in range(100000) %}{% set ns.x = [ns.x] %}{% set ns.d = {'k': ns.d} %}\
      {% set ns.t = (ns.t, i) %}{% endfor %}done
      """
    #expect(try render(source) == "done")
  }

  @Test(arguments: [
    "{{ ns.x }}", "{{ ns.x | tojson }}", "{{ ns.x | pprint }}", "{{ ns.x == ns.y }}", "{{ ns.x < ns.y }}",
    "{{ {(ns.t): 1} }}",
  ])
  func aValueNestedTooDeepIsAnErrorWhereItIsWalked(use: String) throws {
    let source = """
      {% set ns = namespace(x=[], y=[], t=(1,)) %}{% for i in range(5000) %}{% set ns.x = [ns.x] %}\
      {% set ns.y = [ns.y] %}{% set ns.t = (ns.t, 1) %}{% endfor %}
      """
    #expect(try #require(failure(source + use)).kind == .runtime)
  }

  @Test(arguments: [
    "{{ ns.l }}", "{{ ns.l | tojson }}", "{{ ns.l | pprint }}", "{{ ns.l == ns.m }}", "{{ ns.l < ns.m }}",
    "{{ [ns.l].index(ns.m) }}", "{{ {(ns.t): 1} }}", "{{ ns.l in [ns.m] }}", "{{ '%s' % [ns.l] }}",
  ])
  func aValueThatHoldsTheSameListManyTimesOverIsWalkedWithinTheLimits(use: String) throws {
    let source = """
      {% set ns = namespace(l=[1], m=[1], t=(1,)) %}{% for i in range(60) %}{% set ns.l = [ns.l, ns.l] %}\
      {% set ns.m = [ns.m, ns.m] %}{% set ns.t = (ns.t, ns.t) %}{% endfor %}
      """
    let message = try #require(failure(source + use, settings: Self.limited)).message
    #expect(message == "more than 50000 steps")
  }

  @Test func stepsOfAWalkCountForTheWholeRender() throws {
    let source = "{% set l = range(1000) | list %}{% for i in range(100) %}{% set x = l ~ '' %}{% endfor %}"
    #expect(try #require(failure(source, settings: Self.limited)).message == "more than 50000 steps")
  }

  @Test func nothingIsRepeatedInNoTime() throws {
    let source = "{{ () * 9223372036854775807 }}{{ '' * 9223372036854775807 }}{{ [] * 9223372036854775807 }}"
    #expect(try render(source) == "()[]")
  }

  @Test func aLongWordIsWrappedInLinearTime() throws {
    let source = "{{ ('x' * 50000) | wordwrap(1) | length }} {{ 'ab-cdefgh' | wordwrap(4, wrapstring='|') }}"
    #expect(try render(source) == "99999 ab-c|defg|h")
  }

  @Test func whatWrapsLinesIsCountedInTheirSize() throws {
    let source = "{{ ('x' * 10000) | wordwrap(1, wrapstring='y' * 10000) }}"
    #expect(
      try #require(failure(source, settings: Self.limited)).message == "a value of more than 1000000 bytes or items")
  }

  @Test func iteratorsThatFeedOneAnotherAreLimited() throws {
    let source =
      "{% set ns = namespace(x=[1]) %}{% for i in range(5000) %}{% set ns.x = ns.x | map('int') %}{% endfor %}"
    #expect(try #require(failure(source)).message == "maximum recursion depth exceeded")
  }
}
