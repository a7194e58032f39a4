import Templates

/// An answer as `--json` prints it: with the type that it has in the template's own file.
struct JSONAnswer: Encodable {
  let value: AnswerValue

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch value {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .string(let text): try container.encode(text)
    case .number(let text):
      // What no number of this machine holds stays a text, as it was written.
      if let number = Int(text) {
        try container.encode(number)
      } else if let number = Double(text), number.isFinite {
        try container.encode(number)
      } else {
        try container.encode(text)
      }
    case .list(let items): try container.encode(items.map { JSONAnswer(value: $0) })
    case .mapping(let mapping):
      try container.encode(
        Dictionary(mapping.members.map { ($0.key, JSONAnswer(value: $0.value)) }, uniquingKeysWith: { $1 }))
    }
  }
}
