/// Writes a document as `JSONDocument` does, value by value and without asking types what they hold: for documents that have
/// thousands of rows.
///
/// Keys are written in the order in which they come, which has to be that of their bytes.
struct JSONText {
  private var bytes: [UInt8] = []
  private var depth = 0
  private var isFirst = true

  /// Returns the document that holds one object, ended by a line feed.
  static func document(_ write: (inout JSONText) throws -> Void) rethrows -> String {
    var text = JSONText()
    try text.block(UInt8(ascii: "{"), UInt8(ascii: "}"), write)
    text.bytes.append(UInt8(ascii: "\n"))
    return String(decoding: text.bytes, as: UTF8.self)
  }

  mutating func field(_ key: String, _ value: String) {
    name(key)
    write(value)
  }

  mutating func field(_ key: String, _ value: Int) {
    name(key)
    bytes.append(contentsOf: String(value).utf8)
  }

  mutating func field(_ key: String, _ value: Bool) {
    name(key)
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// Writes nothing for nil.
  mutating func field(_ key: String, _ value: String?) {
    if let value { field(key, value) }
  }

  /// Writes nothing for nil.
  mutating func field(_ key: String, _ value: Int?) {
    if let value { field(key, value) }
  }

  mutating func field(_ key: String, _ values: [String]) {
    name(key)
    block(UInt8(ascii: "["), UInt8(ascii: "]")) { text in
      for value in values {
        text.beginItem()
        text.write(value)
      }
    }
  }

  mutating func field(_ key: String, object write: (inout JSONText) -> Void) {
    name(key)
    block(UInt8(ascii: "{"), UInt8(ascii: "}"), write)
  }

  /// Writes a list of objects, one a value.
  mutating func field<Value>(_ key: String, objects values: [Value], _ write: (inout JSONText, Value) -> Void) {
    name(key)
    block(UInt8(ascii: "["), UInt8(ascii: "]")) { text in
      for value in values {
        text.beginItem()
        text.block(UInt8(ascii: "{"), UInt8(ascii: "}")) { write(&$0, value) }
      }
    }
  }

  private mutating func name(_ key: String) {
    beginItem()
    write(key)
    bytes.append(contentsOf: " : ".utf8)
  }

  private mutating func beginItem() {
    if !isFirst { bytes.append(contentsOf: ",\n".utf8) }
    isFirst = false
    indent()
  }

  private mutating func block(
    _ opening: UInt8, _ closing: UInt8, _ write: (inout JSONText) throws -> Void
  ) rethrows {
    bytes += [opening, UInt8(ascii: "\n")]
    depth += 1
    isFirst = true
    try write(&self)
    depth -= 1
    isFirst = false
    bytes.append(UInt8(ascii: "\n"))
    indent()
    bytes.append(closing)
  }

  private mutating func indent() {
    for _ in 0..<depth { bytes.append(contentsOf: "  ".utf8) }
  }

  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    if isPlain { bytes.append(contentsOf: text.utf8) } else { escape(text) }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x08: bytes.append(contentsOf: "\\b".utf8)
      case 0x0C: bytes.append(contentsOf: "\\f".utf8)
      case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
      case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
      case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
      case ..<0x20: bytes.append(contentsOf: "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
      default: bytes.append(byte)
      }
    }
  }
}
