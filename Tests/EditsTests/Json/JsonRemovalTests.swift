import Edits
import Testing

@Suite struct JsonRemovalTests {
  @Test(arguments: [
    EditCase.delete(#"{"a": 1, "b": 2, "c": 3}"#, ["a"], #"{"b": 2, "c": 3}"#),
    .delete(#"{"a": 1, "b": 2, "c": 3}"#, ["b"], #"{"a": 1, "c": 3}"#),
    .delete(#"{"a": 1, "b": 2, "c": 3}"#, ["c"], #"{"a": 1, "b": 2}"#),
    .delete(#"{ "a": 1 }"#, ["a"], "{}"),
    .delete(#"[1,2,3]"#, [1], "[1,3]"),
    .delete(#"[1,2,3]"#, [-1], "[1,2]"),
    .delete("{\n  \"a\": 1,\n  \"b\": 2\n}\n", ["a"], "{\n  \"b\": 2\n}\n"),
    .delete("{\n  \"a\": 1,\n  \"b\": 2\n}\n", ["b"], "{\n  \"a\": 1\n}\n"),
    .delete("{\r\n  \"a\": 1\r\n}\r\n", ["a"], "{}\r\n"),
    .delete("{\n  \"a\": {\n    \"x\": 1\n  },\n  \"b\": 2\n}\n", ["a"], "{\n  \"b\": 2\n}\n"),
    .delete("{\n  \"a\": 1, \"b\": 2,\n  \"c\": 3\n}", ["b"], "{\n  \"a\": 1, \"c\": 3\n}"),
    .delete("{\n  \"a\": 1, \"b\": 2\n}", ["b"], "{\n  \"a\": 1\n}"),
    .delete("{\"a\": 1\n, \"b\": 2\n, \"c\": 3}", ["b"], "{\"a\": 1\n, \"c\": 3}"),
    .delete("[{\n  \"a\": 1\n}, {\n  \"b\": 2\n}]", [0], "[{\n  \"b\": 2\n}]"),
    .delete("[{\n  \"a\": 1\n}, {\n  \"b\": 2\n}]", [1], "[{\n  \"a\": 1\n}]"),
  ])
  func deleteTakesTheMemberAndOneComma(edit: EditCase) {
    edit.check(as: .json)
  }

  @Test(arguments: [
    EditCase.delete(
      "{\n  // first\n  \"a\": 1, // one\n  // second\n  \"b\": 2 // two\n}", ["a"],
      "{\n  // first\n  // second\n  \"b\": 2 // two\n}"),
    .delete(
      "{\n  \"a\": 1, // one\n  // second\n  \"b\": 2 // two\n}", ["b"], "{\n  \"a\": 1 // one\n  // second\n}"),
    .delete("{\n  \"a\": 1,\n  \"b\": 2,\n}", ["b"], "{\n  \"a\": 1,\n}"),
    .delete("{\n  \"a\": 1, /* x */ // y\n}", ["a"], "{}"),
    .delete("{\n  // keep\n  \"a\": 1\n}", ["a"], "{\n  // keep\n}"),
    .delete("[1, /* two */ 2]", [0], "[ /* two */ 2]"),
    .delete("[1, /* two */ 2]", [1], "[1 /* two */ ]"),
    .delete("[1, 2, ]", [1], "[1, ]"),
    .delete("[1, 2, ]", [0], "[2, ]"),
  ])
  func commentsThatAreNotTheMembersOwnStay(edit: EditCase) {
    edit.check(as: .jsonc)
  }

  @Test(arguments: [
    ("[1, 2, 1, 1, 3]", "[2, 3]"), ("[1, 1]", "[]"), ("[2, 1, 1]", "[2]"), ("[\n  1,\n  2,\n  1\n]", "[\n  2\n]"),
    ("[1, 1, 2]", "[2]"), ("[2,\n 1, 1]", "[2]"), ("[\n  2,\n  1, 1\n]", "[\n  2\n]"),
  ])
  func deletingSeveralElementsKeepsTheRest(before: String, after: String) throws {
    let wrap: (String) -> String = { $0.replacing("1", with: #"{"n": 1}"#).replacing("2", with: #"{"n": 2}"#) }
    let bytes = Array(wrap(before).utf8)
    let path: [PathStep] = [.matching([.init(key: "n", value: 1)])]
    let result = try FileEditor.edit(bytes, as: .json, EditRequest(path: path, operation: .delete(missing: .fail)))
    #expect(String(decoding: applying(result.splices, to: bytes), as: UTF8.self) == wrap(after))
  }

  @Test(arguments: [
    EditCase.rename(#"{"a": 1, "b": 2}"#, ["a"], "c\"", #"{"c\"": 1, "b": 2}"#),
    .rename("{\n  \"a\" : {\"x\": 1}\n}", ["a", "x"], "y", "{\n  \"a\" : {\"y\": 1}\n}"),
    .rename(#"{"\u0061": 1}"#, ["a"], "a", #"{"\u0061": 1}"#),
    .append(#"{"a": [1, 2]}"#, ["a"], 3, #"{"a": [1, 2, 3]}"#),
    .append(#"{"a": [1, 2]}"#, ["a"], 2, #"{"a": [1, 2]}"#),
    .append("{\"a\":[]}", ["a"], ["x": 1], "{\"a\":[{\"x\":1}]}"),
    .append("{\n  \"a\": []\n}", ["a"], "x", "{\n  \"a\": [\n    \"x\"\n  ]\n}"),
    .append("{\n  \"a\": [\n    \"w\"\n  ]\n}", ["a"], "x", "{\n  \"a\": [\n    \"w\",\n    \"x\"\n  ]\n}"),
    .append("{}", ["a", "b"], 1, "{\"a\": {\"b\": [1]}}", missing: .create),
    .append("[1]", [], 2, "[1, 2]"),
  ])
  func renameAndAppendChangeOnePlace(edit: EditCase) {
    edit.check(as: .json)
  }

  @Test(arguments: [
    RefusalCase(#"{"a": 1, "b": 2}"#, ["a"], .rename(to: "b", missing: .fail), .exists, "there is a key b"),
    RefusalCase("[1]", [0], .rename(to: "b", missing: .fail), .type),
    RefusalCase(#"{"a": 1}"#, ["b"], .delete(missing: .fail), .noMatch),
    RefusalCase(#"{"a": 1}"#, ["a"], .append(1, missing: .fail), .type, "a is a number, not a list"),
    RefusalCase(#"{"a": 1}"#, ["b"], .delete(missing: .create), .type),
    RefusalCase(#"{"a": 1}"#, [], .delete(missing: .fail), .type),
  ])
  func whatMakesNoSenseIsRefused(refusal: RefusalCase) {
    refusal.check(as: .json)
  }
}
