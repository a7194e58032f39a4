/// The bytes that YAML gives a meaning, and the classes that its grammar speaks of.
enum YamlByte {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let exclamation: UInt8 = 0x21
  static let doubleQuote: UInt8 = 0x22
  static let hash: UInt8 = 0x23
  static let percent: UInt8 = 0x25
  static let ampersand: UInt8 = 0x26
  static let singleQuote: UInt8 = 0x27
  static let asterisk: UInt8 = 0x2A
  static let plus: UInt8 = 0x2B
  static let comma: UInt8 = 0x2C
  static let dash: UInt8 = 0x2D
  static let dot: UInt8 = 0x2E
  static let zero: UInt8 = 0x30
  static let nine: UInt8 = 0x39
  static let colon: UInt8 = 0x3A
  static let less: UInt8 = 0x3C
  static let greater: UInt8 = 0x3E
  static let question: UInt8 = 0x3F
  static let at: UInt8 = 0x40
  static let openBracket: UInt8 = 0x5B
  static let backslash: UInt8 = 0x5C
  static let closeBracket: UInt8 = 0x5D
  static let underscore: UInt8 = 0x5F
  static let backtick: UInt8 = 0x60
  static let openBrace: UInt8 = 0x7B
  static let bar: UInt8 = 0x7C
  static let closeBrace: UInt8 = 0x7D

  @inline(__always) static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

  @inline(__always) static func isBreak(_ byte: UInt8) -> Bool { byte == lineFeed || byte == carriageReturn }

  @inline(__always) static func isWhite(_ byte: UInt8) -> Bool { isBlank(byte) || isBreak(byte) }

  @inline(__always) static func isDigit(_ byte: UInt8) -> Bool { byte &- zero < 10 }

  @inline(__always) static func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- 0x61 < 6
  }

  /// Whether the byte ends a plain scalar inside a flow collection.
  @inline(__always) static func isFlowIndicator(_ byte: UInt8) -> Bool {
    byte == comma || byte == openBracket || byte == closeBracket || byte == openBrace || byte == closeBrace
  }

  /// Whether the byte ends a value inside a flow collection.
  @inline(__always) static func isFlowEnd(_ byte: UInt8) -> Bool {
    byte == comma || byte == closeBracket || byte == closeBrace
  }

  /// Whether the byte can't begin a plain scalar, whatever follows; `-`, `?` and `:` depend on what follows.
  static func isLeadingIndicator(_ byte: UInt8) -> Bool {
    switch byte {
    case comma, openBracket, closeBracket, openBrace, closeBrace, hash, ampersand, asterisk, exclamation, bar,
      greater, singleQuote, doubleQuote, percent, at, backtick:
      true
    default: false
    }
  }

  /// The line break of a text: the first one that is in it, a line feed where there is none.
  static func lineBreak(of bytes: [UInt8]) -> [UInt8] {
    guard let first = bytes.firstIndex(where: isBreak) else { return [lineFeed] }
    guard bytes[first] == carriageReturn else { return [lineFeed] }
    return first + 1 < bytes.count && bytes[first + 1] == lineFeed ? [carriageReturn, lineFeed] : [carriageReturn]
  }
}
