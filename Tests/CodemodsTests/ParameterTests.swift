import Changes
import Testing

@testable import Codemods

@Suite struct ParameterTests {
  private static let parameters = """
    "parameters": {
      "seconds": {"type": "integer", "default": 60, "min": 1, "max": 600},
      "ratio": {"type": "number", "default": 0.5},
      "debug": {"type": "boolean", "default": false},
      "level": {"type": "string", "default": "info", "enum": ["info", "warn"]},
      "host": {"type": "string", "default": "a.b", "pattern": "^[a-z.]+$"}
    },
    """

  private func fate(_ value: String, _ arguments: [String]) throws -> Fate {
    let step = #"{"op": "set", "files": "x.json", "path": ["v"], "value": \#(value)}"#
    return try CodemodsTests.fate(
      codemodText(steps: step, Self.parameters), ["x.json": #"{"v": null}"#], parameters: arguments,
      service: .init(name: "billing", branch: "main", tags: ["a", "b"]))
  }

  @Test(arguments: [
    (#"{"param": "seconds"}"#, [], "60"),
    (#"{"param": "seconds"}"#, ["seconds=90"], "90"),
    (#"{"param": "ratio"}"#, ["ratio=1.50"], "1.50"),
    (#"{"param": "debug"}"#, ["debug=true"], "true"),
    (#"{"param": "level"}"#, ["level=warn"], #""warn""#),
    (#""{{seconds}} s""#, ["seconds=5"], #""5 s""#),
    (#""{{service.name}}@{{ service.branch }}: {{service.tags}}""#, [], #""billing@main: a,b""#),
    (#""\\{{seconds}} }}""#, [], #""{{seconds}} }}""#),
    (#""{{host}}""#, ["host=x=y"], nil),
    (#""{{host}}""#, ["host="], nil),
  ])
  func valuesKeepTheirTypesAndTextsAreFilledIn(_ value: String, _ arguments: [String], _ expected: String?) throws {
    if let expected {
      #expect(try fate(value, arguments) == .edited(["x.json": #"{"v": \#(expected)}"#]))
    } else {
      #expect(throws: ArgumentErrors.self) { try fate(value, arguments) }
    }
  }

  @Test(arguments: [
    (["seconds=0"], "the parameter \"seconds\" must be at least 1, not 0"),
    (["seconds=601"], "the parameter \"seconds\" must be at most 600, not 601"),
    (["seconds=1.0"], "the parameter \"seconds\" must be a whole number, not \"1.0\""),
    (["seconds=060"], "the parameter \"seconds\" must be a whole number, not \"060\""),
    (
      ["seconds=99999999999999999999"], "the parameter \"seconds\" must be a whole number, not \"99999999999999999999\""
    ),
    (["ratio=NaN"], "the parameter \"ratio\" must be a number, not \"NaN\""),
    (["debug=yes"], "the parameter \"debug\" must be true or false, not \"yes\""),
    (["level=debug"], "the parameter \"level\" must be one of \"info\", \"warn\", not \"debug\""),
    (["host=A"], "the parameter \"host\" must match \"^[a-z.]+$\", not \"A\""),
    (["secnds=5"], "test has no parameter \"secnds\"; did you mean \"seconds\"?"),
    (["seconds"], "\"seconds\" must be written as name=value"),
    (["seconds=5", "seconds=6"], "the parameter \"seconds\" is given twice"),
    (["seconds=0", "x=1"], "the parameter \"seconds\" must be at least 1, not 0\ntest has no parameter \"x\""),
  ])
  func everyWrongArgumentIsReported(_ arguments: [String], _ message: String) throws {
    let error = #expect(throws: ArgumentErrors.self) { try fate("1", arguments) }
    #expect(error?.description == message)
  }

  @Test func aParameterWithoutADefaultHasToBeGiven() throws {
    let text = codemodText(
      steps: #"{"op": "create", "file": "{{name}}", "content": ""}"#, #""parameters": {"name": {"type": "string"}}, "#)
    let error = #expect(throws: ArgumentErrors.self) { try codemod(text).change() }
    #expect(error?.description == "the parameter \"name\" has no default and isn't given")
    #expect(try CodemodsTests.fate(text, [:], parameters: ["name=x/y"]) == .edited(["x/y": ""]))
    #expect(try CodemodsTests.fate(text, [:], parameters: ["name=../y"]).description.hasPrefix("refused: outside"))
  }

  @Test func textsThatAreFilledInAreCompiledBeforeAnythingIsPlanned() throws {
    let text = codemodText(
      steps: #"{"op": "replace", "files": "*.txt", "regex": "t={{old}}", "with": "t={{new}}"}"#,
      #""parameters": {"old": {"type": "string"}, "new": {"type": "string", "default": "$$1 ${1}"}}, "#)
    let error = #expect(throws: ArgumentErrors.self) { try codemod(text).change(with: ["old=("]) }
    #expect(
      error?.description
        == "test.json:1:178: /steps/0/regex: \"t=(\" is not a regular expression: missing closing parenthesis (at character 4)"
    )
    // What is filled into `with` isn't read again.
    #expect(try CodemodsTests.fate(text, ["a.txt": "t=1"], parameters: ["old=\\d"]) == .edited(["a.txt": "t=$$1 ${1}"]))
  }
}

@Suite struct LimitTests {
  private func fate(_ limits: String, _ steps: String, _ files: [String: String]) throws -> Fate {
    try CodemodsTests.fate(codemodText(steps: steps, #""limits": \#(limits), "#), files)
  }

  @Test(arguments: [
    (#"{"files": 2}"#, nil),
    (#"{"files": 1}"#, "limits: 2 files would change, and \"limits\" allows 1"),
    (#"{"lines": 3}"#, nil),
    (#"{"lines": 2}"#, "limits: more than 2 lines would change, the most that \"limits\" allows"),
  ])
  func overTheLimitsARepositoryIsRefused(_ limits: String, _ message: String?) throws {
    let step = #"{"op": "replace", "files": "*", "text": "x", "with": "y"}"#
    let fate = try fate(limits, step, ["a": "1\nx\n3\nx\n", "b": "x", "c": "z"])
    #expect(fate == message.map { .refused($0 + " []") } ?? .edited(["a": "1\ny\n3\ny\n", "b": "y"]))
  }

  @Test(arguments: [
    ("", "", 0), ("a\n", "a\n", 0), ("a\n", "b\n", 1), ("a\n", "", 1), ("", "a\nb\n", 2), ("a\nb\nc\n", "a\nc\n", 1),
    ("a\nb\nc\n", "x\nb\ny\nz\n", 3), ("a\n", "a", 1), ("a\nb\n", "b\na\n", 2), ("a\r\n", "a\n", 1),
  ])
  func aChangedLineCountsOnce(_ old: String, _ new: String, _ count: Int) {
    let difference = LineDifference(old: Array(old.utf8), new: Array(new.utf8))
    #expect(difference.changedLineCount(upTo: count) == count)
    if count > 0 { #expect(difference.changedLineCount(upTo: count - 1) == nil) }
  }
}
