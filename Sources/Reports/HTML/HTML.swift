/// A piece of an HTML document. What is interpolated is escaped unless it is `HTML` itself, so that no text of a
/// repository ever becomes markup.
struct HTML: ExpressibleByStringInterpolation, Sendable {
  private(set) var text: String

  init(stringLiteral value: String) {
    text = value
  }

  /// Takes text of the program's own as markup.
  init(trusted markup: String) {
    text = markup
  }

  init(stringInterpolation interpolation: StringInterpolation) {
    text = interpolation.text
  }

  struct StringInterpolation: StringInterpolationProtocol {
    var text = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount * 24)
    }

    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ value: some StringProtocol) { HTML.escape(value, into: &text) }
    mutating func appendInterpolation(_ value: Int) { text += String(value) }
    mutating func appendInterpolation(_ value: HTML) { text += value.text }
    mutating func appendInterpolation(_ values: [HTML]) { for value in values { text += value.text } }
  }

  static func += (left: inout HTML, right: HTML) { left.text += right.text }

  /// How many bytes the text takes once it is escaped.
  static func escapedByteCount(of value: some StringProtocol) -> Int {
    value.unicodeScalars.reduce(0) { count, scalar in
      switch scalar {
      case "&", "'": count + 5
      case "<", ">": count + 4
      case "\"": count + 6
      default: count + (scalar.isHidden ? scalar.picture.utf8.count : UTF8.width(scalar))
      }
    }
  }

  /// Appends the text for an element or a quoted attribute, with hidden characters shown.
  private static func escape(_ value: some StringProtocol, into text: inout String) {
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      default:
        if scalar.isHidden { text += scalar.picture } else { text.unicodeScalars.append(scalar) }
      }
    }
  }
}
