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

  /// The operators by their text.
  static let operators: [[UInt8]: TokenKind] = {
    let kinds: [TokenKind] = [
      .add, .subtract, .divide, .floorDivide, .multiply, .modulo, .power, .tilde, .leftBracket, .rightBracket,
      .leftParenthesis, .rightParenthesis, .leftBrace, .rightBrace, .equal, .notEqual, .greater, .greaterOrEqual,
      .less, .lessOrEqual, .assign, .dot, .colon, .pipe, .comma, .semicolon,
    ]
    return Dictionary(uniqueKeysWithValues: kinds.map { (Array($0.rawValue.utf8), $0) })
  }()
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

  func isName(_ name: Text) -> Bool {
    kind == .name && text == name
  }

  /// How messages call it.
  var description: String {
    kind == .name ? text.string : kind.rawValue
  }
}
