import Edits
import Testing

@Suite struct JsonSetTests {
  @Test(arguments: [
    EditCase.set(#"{"a": 1}"#, ["a"], 2, #"{"a": 2}"#),
    .set(#"{"a":1,"b":[1,2,{"c":"x"}]}"#, ["b", 2, "c"], "y", #"{"a":1,"b":[1,2,{"c":"y"}]}"#),
    .set(#"[1, 2, 3]"#, [-1], 4, #"[1, 2, 4]"#),
    .set(#"{"\u0061": 1}"#, ["a"], 2, #"{"\u0061": 2}"#),
    .set(#"{"a": "x"}"#, ["a"], "q\"\\\n\u{1}é", #"{"a": "q\"\\\n\u0001é"}"#),
    .set("{\r\n\t\"a\" : 1\r\n}", ["a"], true, "{\r\n\t\"a\" : true\r\n}"),
    .set(#"{"a": 1}"#, ["a"], nil, #"{"a": null}"#),
    .set(#"{"n": 12345678901234567890123, "a": 1}"#, ["a"], 2, #"{"n": 12345678901234567890123, "a": 2}"#),
    .set(#"{"a": {"x": 1}}"#, ["a"], ["y": [1, 2]], #"{"a": {"y": [1, 2]}}"#),
    .set(
      "{\n  \"a\": {\n    \"x\": 1\n  }\n}\n", ["a"], ["y": [1, 2]],
      "{\n  \"a\": {\n    \"y\": [\n      1,\n      2\n    ]\n  }\n}\n"),
    .set(#"{"a":1,"b":{}}"#, ["b"], ["c": 1, "d": 2], #"{"a":1,"b":{"c":1,"d":2}}"#),
    .set("{\"d\": 1, \"d\": 2, \"a\": 1}", ["a"], 2, "{\"d\": 1, \"d\": 2, \"a\": 2}"),
    .set("\u{FEFF}{\"a\": 1}", ["a"], 2, "\u{FEFF}{\"a\": 2}"),
  ])
  func setChangesTheBytesOfTheValueOnly(edit: EditCase) {
    edit.check(as: .json)
  }

  @Test(.timeLimit(.minutes(1))) func aLongLineIsNotReadAnewForEachOfItsValues() {
    func line(_ all: String, last: String) -> String {
      let items = (0..<2_000).map { #"{"name":"service\#($0)","kind":"k","ports":[80,443],"t":\#(all)}"# }
      return #"{"s":["# + (items + [#"{"t":\#(last)}"#]).joined(separator: ",") + "]}"
    }
    let isOfKind = PathStep.matching([.init(key: "kind", value: "k")])
    EditCase.set(line("1", last: "1"), ["s", isOfKind, "t"], 2, line("2", last: "1")).check(as: .json)
    EditCase.set(line("1", last: "1"), ["s", -1, "t"], [1], line("1", last: "[1]")).check(as: .json)
    EditCase.append(line("1", last: "[1]"), ["s", -1, "t"], 2, line("1", last: "[1,2]")).check(as: .json)
  }

  @Test(arguments: [
    EditCase.create(#"{"a": 1}"#, ["b"], 2, #"{"a": 1, "b": 2}"#),
    .create(#"{"a":1}"#, ["b"], 2, #"{"a":1,"b":2}"#),
    .create(#"{ "a": 1 }"#, ["b", "c"], 2, #"{ "a": 1, "b": { "c": 2 } }"#),
    .create("{}", ["b"], 2, #"{"b": 2}"#),
    .create("{\n}\n", ["b"], 2, "{\n  \"b\": 2\n}\n"),
    .create("{\n  \"a\": 1\n}\n", ["b", "c"], 2, "{\n  \"a\": 1,\n  \"b\": {\n    \"c\": 2\n  }\n}\n"),
    .create("{\n\t\"a\": {}\n}\n", ["a", "c"], 2, "{\n\t\"a\": {\n\t\t\"c\": 2\n\t}\n}\n"),
    .create("{\r\n    \"a\": 1\r\n}", ["b"], [], "{\r\n    \"a\": 1,\r\n    \"b\": []\r\n}"),
    .create(
      "{\"x\": [\n  {\"a\": 1},\n  {\"a\": 2}\n]}", ["x", 2], ["a": 3],
      "{\"x\": [\n  {\"a\": 1},\n  {\"a\": 2},\n  {\"a\": 3}\n]}"),
    .create("{\n  \"a\": 1, \"b\": 2\n}", ["c"], 3, "{\n  \"a\": 1, \"b\": 2, \"c\": 3\n}"),
  ])
  func createdMembersTakeTheStyleOfTheirNeighbours(edit: EditCase) {
    edit.check(as: .json)
  }

  @Test(arguments: [
    EditCase.set("// c\n{\"a\": 1, // one\n}", ["a"], 2, "// c\n{\"a\": 2, // one\n}"),
    .create("{\n  \"a\": 1 // one\n}", ["b"], 2, "{\n  \"a\": 1, // one\n  \"b\": 2\n}"),
    .create("{\n  \"a\": 1, // one\n}", ["b"], 2, "{\n  \"a\": 1, // one\n  \"b\": 2,\n}"),
    .create(
      "{\n  \"a\": 1 /* one */\n  // \"z\": 2\n}", ["b"], 2, "{\n  \"a\": 1, /* one */\n  \"b\": 2\n  // \"z\": 2\n}"),
    .create("{\n  // \"z\": 2\n}", ["b"], 2, "{\n  // \"z\": 2\n  \"b\": 2\n}"),
    .create("{ /* none */ }", ["b"], 2, "{ /* none */ \"b\": 2 }"),
    .create("{\"a\": 1,}", ["b"], 2, "{\"a\": 1, \"b\": 2,}"),
    .set("{\"a\": /* x */ 1 /* y */ , }", ["a"], 2, "{\"a\": /* x */ 2 /* y */ , }"),
  ])
  func commentsAndTrailingCommasStay(edit: EditCase) {
    edit.check(as: .jsonc)
  }

  @Test(arguments: [
    RefusalCase(#"{"a": 1, "a": 2}"#, ["a"], .ambiguous, "a is there 2 times"),
    RefusalCase(#"{"a": {"x": 1, "y": 2}}"#, ["a", "b"], .noMatch, "a has no key b; it has x, y"),
    RefusalCase(#"{"a": [1]}"#, ["a", 3], .noMatch, "a has no element 3; it has 1"),
    RefusalCase(#"{"a": 1}"#, ["a", "b"], .noMatch, "a is a number, not a mapping"),
    RefusalCase(#"{"a": 1}"#, ["a", "b"], .set(1, missing: .create), .type, "a is a number, not a mapping"),
    RefusalCase(#"{"a": 1} // x"#, ["a"], .parse, "comment"),
    RefusalCase(#"{"a": 1,}"#, ["a"], .parse),
    RefusalCase(#"{"a": 01}"#, ["a"], .parse),
    RefusalCase(#"{"a": "x"#, ["a"], .parse, "isn't closed"),
    RefusalCase("", ["a"], .parse),
    RefusalCase(String(repeating: "[", count: 100_000), ["a"], .parse, "deeper than 200"),
    RefusalCase(#"{"a": 1}"#, ["a"], .set(.code("1+1"), missing: .fail), .type, "Python"),
    RefusalCase(#"{"a": 1}"#, ["a"], .set(.number("0x10"), missing: .fail), .type),
    RefusalCase(#"{"a": []}"#, ["a", .matching([.init(key: "n", value: 1)])], .set(1, missing: .create), .noMatch),
  ])
  func whatIsNotUnderstoodIsRefused(refusal: RefusalCase) {
    refusal.check(as: .json)
  }

  @Test(arguments: [
    (#"{"a": 1.50}"#, EditValue.number("1.5")), (#"{"a": 1e2}"#, .number("100.0")), (#"{"a": "é"}"#, "é"),
    (#"{"a": {"x": 1, "y": [true]}}"#, ["y": [true], "x": 1] as EditValue), (#"{"a": "\u00e9\/"}"#, "é/"),
  ])
  func aValueThatIsThereAlreadyIsAMatchAndNoEdit(text: String, value: EditValue) throws {
    let result = try FileEditor.edit(
      Array(text.utf8), as: .json, EditRequest(path: ["a"], operation: .set(value, missing: .fail)))
    #expect(result == EditResult(splices: [], matchCount: 1))
  }

  @Test func anIntegerIsNotAFractionAndComposedIsNotDecomposed() throws {
    EditCase.set(#"{"a": 1}"#, ["a"], .number("1.0"), #"{"a": 1.0}"#).check(as: .json)
    let decomposed = "{\"a\": \"e\u{301}\"}"
    let request = EditRequest(path: ["a"], operation: .set("\u{E9}", missing: .fail))
    #expect(try FileEditor.edit(Array(decomposed.utf8), as: .json, request).splices.count == 1)
  }

  @Test func whereStepsEditEveryElementThatFits() throws {
    let text = #"{"c": [{"n": "web", "t": 1}, {"n": "db", "t": 1}, {"n": "web", "t": 2}]}"#
    let path: [PathStep] = ["c", .matching([.init(key: "n", value: "web")]), "t"]
    let result = try FileEditor.edit(
      Array(text.utf8), as: .json, EditRequest(path: path, operation: .set(2, missing: .fail)))
    #expect(result.matchCount == 2)
    #expect(
      String(decoding: applying(result.splices, to: Array(text.utf8)), as: UTF8.self)
        == #"{"c": [{"n": "web", "t": 2}, {"n": "db", "t": 1}, {"n": "web", "t": 2}]}"#)
  }

  @Test func aPathThatLeadsNowhereCanBeSkipped() throws {
    let request = EditRequest(path: ["b"], operation: .set(1, missing: .skip))
    #expect(try FileEditor.edit(Array("{}".utf8), as: .json, request) == EditResult(splices: [], matchCount: 0))
  }

  @Test func latin1BytesStayAndLimitWhatCanBeWritten() throws {
    let bytes = Array(#"{"x": ""#.utf8) + [0xE9] + Array(#"", "a": "b"}"#.utf8)
    let accent = EditRequest(path: ["a"], operation: .set("è", missing: .fail))
    let result = try FileEditor.edit(bytes, as: .json, accent)
    #expect(applying(result.splices, to: bytes) == Array(bytes.dropLast(3)) + [0xE8] + Array("\"}".utf8))
    let euro = EditRequest(path: ["a"], operation: .set("€", missing: .fail))
    #expect { try FileEditor.edit(bytes, as: .json, euro) } throws: { ($0 as? EditRefusal)?.kind == .encoding }
  }
}
