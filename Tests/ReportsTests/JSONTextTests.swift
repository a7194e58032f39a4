import Testing

@testable import Reports

@Suite struct JSONTextTests {
  private struct Sample: Encodable {
    struct Row: Encodable {
      let flag: Bool
      let names: [String]
      let text: String?
    }

    let absent: String?
    let counts: [String: Int]
    let empty: [String: Int]
    let none: [Row]
    let number: Int
    let rows: [Row]
    let schema: Int
  }

  private static let texts =
    (0..<0x80).map { String(Unicode.Scalar(UInt8($0))) } + ["a/b \"c\" \\d", "é\u{301}\u{2028}\u{1F600}", ""]

  @Test func theTextIsThatOfEveryOtherDocument() throws {
    let rows = [
      Sample.Row(flag: true, names: Self.texts, text: nil), Sample.Row(flag: false, names: [], text: "x"),
    ]
    let sample = Sample(
      absent: nil, counts: ["a": 1, "not-asked": 0, "z": -3], empty: [:], none: [], number: Int.min, rows: rows,
      schema: 1)
    let text = JSONText.document { json in
      json.field("absent", sample.absent)
      json.field("counts") { json in
        for (name, count) in sample.counts.sorted(by: { $0.key < $1.key }) { json.field(name, count) }
      }
      json.field("empty") { _ in }
      json.field("none", objects: sample.none) { _, _ in }
      json.field("number", sample.number)
      json.field("rows", objects: rows) { json, row in
        json.field("flag", row.flag)
        json.field("names", row.names)
        json.field("text", row.text)
      }
      json.field("schema", sample.schema)
    }
    #expect(text == (try JSONDocument.text(of: sample)))
  }
}
