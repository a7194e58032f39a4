import Jinja
import Testing

/// Numbers at the ends of what an integer holds give Python's result or an error of the template: never a trap.
struct ExtremeNumberTests {
  private let variables: [String: Value] = ["M": .int(.max), "N": .int(.min)]

  @Test(arguments: [
    ("{{ 'a' | truncate(M) }}", "a"), ("{{ 'abc' | truncate(2, end='', leeway=M) }}", "abc"),
    ("{{ '%*d' % (N, 1) }}", "1"),
    (
      "{{ range(N, N + 5) | reverse | list }}",
      "[-9223372036854775804, -9223372036854775805, -9223372036854775806, -9223372036854775807, -9223372036854775808]"
    ),
    ("{{ range(N, N, 5) | reverse | list }}", "[]"), ("{{ range(10) | reverse | first }}", "9"),
    ("{{ range(M)[::] }}", "range(0, 9223372036854775807)"),
    ("{{ range(M)[::-1] }}", "range(9223372036854775806, -1, -1)"),
    ("{{ range(10)[::100] }}", "range(0, 10, 100)"), ("{{ range(10, 0, -3)[1:] }}", "range(7, -2, -3)"),
    ("{{ [1, 2, 3][::M] }}", "[1]"), ("{{ [1, 2, 3][::N] }}", "[3]"), ("{{ [1, 2, 3][::2 ** 63] }}", "[1]"),
    ("{{ N in range(0, -5, -1) }}", "False"), ("{{ 5 | round(N) }}", "0"), ("{{ 5 | round(M) }}", "5"),
    ("{{ 'nan' | float | filesizeformat }}", "nan YB"), ("{{ 'inf' | float | filesizeformat }}", "inf YB"),
  ])
  func pythonsResultIsGiven(source: String, expected: String) throws {
    #expect(try render(source, variables) == expected)
  }

  @Test(arguments: [
    ("{{ range(M - 1, M, 5)[:] }}", "Python int too large to convert to C ssize_t"),
    ("{{ range(0, 10, 2 ** 62)[::2 ** 62] }}", "Python int too large to convert to C ssize_t"),
    (
      "{{ lipsum(1, min=M, max=N) }}",
      "empty range for randrange() (9223372036854775807, -9223372036854775808, -18446744073709551615)"
    ),
    ("{{ 'a\\nb\\t'.expandtabs(M) }}", "a value of more than 50000000 bytes or items"),
    ("{{ '-inf' | float | filesizeformat }}", "cannot convert float infinity to integer"),
    ("{{ 'a'.translate({97: 99999999}) }}", "character mapping must be in range(0x110000)"),
    ("{{ lipsum(M, min=0, max=1) }}", "more than 10000000 steps"),
  ])
  func anErrorOfTheTemplateIsGiven(source: String, message: String) throws {
    var settings = Settings()
    if source.contains("lipsum(M") { settings.limits = Limits(stepCount: 1000) }
    let expected = source.contains("lipsum(M") ? "more than 1000 steps" : message
    #expect(try #require(failure(source, variables, settings: settings)).message == expected)
  }
}
