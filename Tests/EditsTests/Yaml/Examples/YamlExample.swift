import Edits
import Testing

/// A YAML text and the data that it stands for.
struct YamlExample: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String
  /// Each document as `jsonText` shows it.
  let data: [String]

  init(_ name: String, _ text: String, data: [String]) {
    self.name = name
    self.text = text
    self.data = data
  }

  var testDescription: String { name }
}

extension EditValue {
  /// The value as JSON, with what JSON hasn't got in angle brackets.
  var jsonText: String {
    switch self {
    case .null, .boolean, .number: shown
    case .string(let text): Self.quoted(text)
    case .code(let text): "<\(Self.quoted(text).dropFirst().dropLast())>"
    case .array(let items): "[\(items.map(\.jsonText).joined(separator: ", "))]"
    case .object(let members):
      "{\(members.map { "\(Self.quoted($0.key)): \($0.value.jsonText)" }.joined(separator: ", "))}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case _
      where scalar.value < 0x20 || (0x7F..<0xA1).contains(scalar.value) || (0x2028...0x2029).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
