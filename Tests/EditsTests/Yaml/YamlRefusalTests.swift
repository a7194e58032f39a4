import FleetTestSupport
import Foundation
import Testing

@testable import Edits

@Suite struct YamlRefusalTests {
  static let templates = [
    "a: {{ .Values.x }}\nb: 1\n",
    "{{- if .x }}\nb: 1\n{{- end }}\n",
    "a: x-{{ .Release.Name }}\nb: 1\n",
    "a: x-{{- include \"name\" . }}\nb: 1\n",
    "{% if x %}\nb: 1\n{% endif %}\n",
    "a: x {% if y %}\nb: 1\n",
    "{# comment #}\nb: 1\n",
    "b: 1\nlabels:\n  app: x\n  {{- include \"l\" . | nindent 2 }}\n",
    "b: 1\nlabels:\n  app: x\n    {{- include \"l\" . | nindent 2 }}\n",
    "b: 1\na: [{{ x }}]\n",
    "{{ key }}: 1\nb: 1\n",
    "name: {{ cookiecutter.name }}\nb: 1\n",
  ]

  @Test(arguments: templates) func templatedYamlIsRefused(text: String) {
    RefusalCase(text, ["b"], .parse, "templated yaml").check(as: .yaml)
  }

  static let likeTemplates = [
    "a: \"{{ .Values.x }}\"\nb: 1\n", "a: '{% x %}'\nb: 1\n", "a: x-${{ github.sha }}\nb: 1\n",
    "a: instance {{ $labels.instance }} is down\nb: 1\n", "a: |\n  {{ .Values.x }}\nb: 1\n", "# {{ x }}\nb: 1\n",
    "a: {b: {c: d}}\nb: 1\n", "a: install {{ package }}\nb: 1\n",
  ]

  @Test(arguments: likeTemplates) func bracesInsideOfValuesAreNoTemplate(text: String) {
    EditCase.set(text, ["b"], 2, text.replacing("\nb: 1", with: "\nb: 2")).check(as: .yaml)
  }

  static let encodings: [[UInt8]] = [
    [0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61], [0x61, 0x00, 0x3A, 0x00], [0x00, 0x61, 0x00, 0x3A],
    Array("a: ".utf8) + [0xE9, 0x0A], Array("a: ".utf8) + [0xC3], Array("a: ".utf8) + [0xED, 0xA0, 0x80],
    Array("a: ".utf8) + [0xC0, 0x80], Array("a: ".utf8) + [0xF5, 0x80, 0x80, 0x80],
  ]

  @Test(arguments: encodings) func whatIsNotUtf8IsRefused(bytes: [UInt8]) {
    let refusal = #expect(throws: EditRefusal.self) { try YamlEditor().data(of: bytes) }
    #expect(refusal?.kind == .encoding)
    #expect(refusal?.offset != nil)
  }

  @Test(arguments: ["a: \u{0}\n", "a: \u{7}\n", "a: \u{7F}\n", "a: \u{86}\n", "a: \u{FFFF}\n"])
  func aControlCharacterIsRefusedWithItsPlace(text: String) {
    let refusal = #expect(throws: EditRefusal.self) { try YamlEditor().data(of: Array(text.utf8)) }
    #expect(refusal?.kind == .parse)
    #expect(refusal?.offset == 3)
  }

  static let tags: [RefusalCase] = [
    RefusalCase("a: !!str 5\n", ["a"], .type, "!!str"),
    RefusalCase("a: !Ref x\n", ["a"], .set("y", missing: .fail), .type, "!Ref"),
    RefusalCase("a: !vault |\n  x\n", ["a"], .set("y", missing: .fail), .type, "!vault"),
    RefusalCase("a: !!int 5\n", ["a"], .set(.number("1.5"), missing: .fail), .type),
    RefusalCase("a: !!map {}\n", ["a"], .type),
    RefusalCase("%TAG !! tag:example.com,2000:\n---\na: !!int 5\n", ["a"], .type),
  ]

  @Test(arguments: tags) func aValueThatTheTagDoesNotFitIsRefused(edit: RefusalCase) { edit.check(as: .yaml) }

  static let keptTags: [EditCase] = [
    .set("a: !!str 5\n", ["a"], "6", "a: !!str \"6\"\n"),
    .set("a: !!int 5\n", ["a"], 6, "a: !!int 6\n"),
    .set("a: !!float 5\n", ["a"], 6, "a: !!float 6\n"),
    .set("a: ! 5\n", ["a"], "x", "a: ! x\n"),
    .set("a: !<tag:yaml.org,2002:bool> true\n", ["a"], false, "a: !<tag:yaml.org,2002:bool> false\n"),
    .set("a: !!seq [1]\n", ["a"], [2], "a: !!seq [2]\n"),
    .set("a: !x {b: 1}\n", ["a", "b"], 2, "a: !x {b: 2}\n"),
    .append("a: !Join [b]\n", ["a"], "c", "a: !Join [b, c]\n"),
    .delete("a: !Ref x\nb: 1\n", ["a"], "b: 1\n"),
  ]

  @Test(arguments: keptTags) func aTagThatStillFitsStays(edit: EditCase) { edit.check(as: .yaml) }

  static let deep = [
    String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000),
    String(repeating: "{a: ", count: 100_000), String(repeating: "? ", count: 100_000),
    (0..<1000).map { String(repeating: " ", count: $0) + "k:\n" }.joined(),
  ]

  @Test(arguments: deep) func deepNestingIsRefused(text: String) {
    let refusal = #expect(throws: EditRefusal.self) { try YamlEditor().data(of: Array(text.utf8)) }
    #expect(refusal?.kind == .parse)
    #expect(refusal?.message == "nested deeper than 200 levels")
  }

  @Test func nestingUpToTheLimitIsRead() throws {
    let text = String(repeating: "[", count: 199) + "x" + String(repeating: "]", count: 199)
    #expect(try YamlEditor().data(of: Array(text.utf8)).count == 1)
  }

  @Test func severalMegabytesAreEditedInLinearTime() throws {
    func duration(itemCount: Int) throws -> Duration {
      let text = (0..<itemCount).map { "- name: n\($0)\n  ports: [80, 443]\n  text: |\n    x\n    y\n" }.joined()
      let request = EditRequest(path: [-1, "ports", 0], operation: .set(81, missing: .fail))
      let bytes = Array(text.utf8)
      return try processorTime { _ = try FileEditor.edit(bytes, as: .yaml, request) }
    }
    _ = try duration(itemCount: 100)
    let (small, large) = (try duration(itemCount: 1500), try duration(itemCount: 12000))
    #expect(large < small * 30)
  }
}
