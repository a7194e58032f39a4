/// Escaping as MarkupSafe does it.
enum HTML {
  /// Returns the text with `&`, `<`, `>` and both quotes escaped, marked safe; safe text stays as it is.
  static func escape(_ text: Text) -> Text {
    if text.isSafe { return text }
    guard text.bytes.contains(where: needsEscape) else { return text.marked(safe: true) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.bytes.count + 16)
    appendEscaped(text.bytes, to: &bytes)
    return Text(bytes: bytes, isASCII: text.isASCII, isSafe: true)
  }

  static func escape(_ value: Value) throws(TemplateError) -> Text {
    switch value {
    case .string(let text): return escape(text)
    case .module(let module): return Text(bytes: module.body, isSafe: true)
    case .undefined(let undefined) where undefined.behaviour == .chainable: return Text.empty.marked(safe: true)
    default: return escape(try value.str())
    }
  }

  static func appendEscaped(_ bytes: [UInt8], to output: inout [UInt8]) {
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "&"): output.append("&amp;")
      case UInt8(ascii: "<"): output.append("&lt;")
      case UInt8(ascii: ">"): output.append("&gt;")
      case UInt8(ascii: "'"): output.append("&#39;")
      case UInt8(ascii: "\""): output.append("&#34;")
      default: output.append(byte)
      }
    }
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "\""): true
    default: false
    }
  }
}
