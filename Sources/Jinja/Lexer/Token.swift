/// A literal's value.
enum Constant: Sendable {
  case none
  case bool(Bool)
  case int(Int)
  case big(BigInteger)
  case float(Double)
  case string(Text)

  var value: Value {
    switch self {
    case .none: .none
    case .bool(let bool): .bool(bool)
    case .int(let int): .int(int)
    case .big(let big): .big(big)
    case .float(let float): .float(float)
    case .string(let text): .string(text)
    }
  }

  init(_ integer: BigInteger) {
    if let small = integer.int { self = .int(small) } else { self = .big(integer) }
  }
}

/// A token of a template; the raw values are the words that messages use.
enum TokenKind: String, Sendable {
  case data = "template data / text"
  case variableBegin = "begin of print statement"
  case variableEnd = "end of print statement"
  case blockBegin = "begin of statement block"
  case blockEnd = "end of statement block"
  case name, string, integer, float
  case end = "end of template"
  case add = "+"
  case subtract = "-"
  case divide = "/"
  case floorDivide = "//"
  case multiply = "*"
  case modulo = "%"
  case power = "**"
  case tilde = "~"
  case leftBracket = "["
  case rightBracket = "]"
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBrace = "{"
  case rightBrace = "}"
  case equal = "=="
  case notEqual = "!="
  case greater = ">"
  case greaterOrEqual = ">="
  case less = "<"
  case lessOrEqual = "<="
  case assign = "="
  case dot = "."
  case colon = ":"
  case pipe = "|"
  case comma = ","
  case semicolon = ";"

  /// Returns the operator that starts with a byte, if the next byte doesn't make it a longer one.
  static func operation(_ byte: UInt8) -> TokenKind? {
    switch byte {
    case UInt8(ascii: "+"): .add
    case UInt8(ascii: "-"): .subtract
    case UInt8(ascii: "/"): .divide
    case UInt8(ascii: "*"): .multiply
    case UInt8(ascii: "%"): .modulo
    case UInt8(ascii: "~"): .tilde
    case UInt8(ascii: "["): .leftBracket
    case UInt8(ascii: "]"): .rightBracket
    case UInt8(ascii: "("): .leftParenthesis
    case UInt8(ascii: ")"): .rightParenthesis
    case UInt8(ascii: "{"): .leftBrace
    case UInt8(ascii: "}"): .rightBrace
    case UInt8(ascii: ">"): .greater
    case UInt8(ascii: "<"): .less
    case UInt8(ascii: "="): .assign
    case UInt8(ascii: "."): .dot
    case UInt8(ascii: ":"): .colon
    case UInt8(ascii: "|"): .pipe
    case UInt8(ascii: ","): .comma
    case UInt8(ascii: ";"): .semicolon
    default: nil
    }
  }

  /// Returns the operator that two bytes make.
  static func operation(_ first: UInt8, _ second: UInt8) -> TokenKind? {
    switch (first, second) {
    case (UInt8(ascii: "/"), UInt8(ascii: "/")): .floorDivide
    case (UInt8(ascii: "*"), UInt8(ascii: "*")): .power
    case (UInt8(ascii: "="), UInt8(ascii: "=")): .equal
    case (UInt8(ascii: "!"), UInt8(ascii: "=")): .notEqual
    case (UInt8(ascii: ">"), UInt8(ascii: "=")): .greaterOrEqual
    case (UInt8(ascii: "<"), UInt8(ascii: "=")): .lessOrEqual
    default: nil
    }
  }
}

struct Token: Sendable {
  let kind: TokenKind
  /// Where it starts in the source.
  let offset: Int
  /// The text of data, the name, or the literal's value.
  let value: Constant

  init(_ kind: TokenKind, at offset: Int, _ value: Constant = .none) {
    self.kind = kind
    self.offset = offset
    self.value = value
  }

  var text: Text {
    if case .string(let text) = value { return text }
    return .empty
  }

  func isName(_ name: StaticString) -> Bool {
    kind == .name && text.equals(name)
  }

  /// How messages call it.
  var description: String {
    kind == .name ? text.string : kind.rawValue
  }
}
