/// Splits Python source, of Python 2.7 to 3.14, into tokens.
///
/// Bytes from 0x80 on are taken as letters, whatever the encoding is, so that text of any 8-bit encoding survives.
struct PythonTokenizer {
  let source: SourceText
  private(set) var tokens: [PythonToken] = []
  private var position: Int
  private let end: Int
  private var openBrackets: [Int] = []

  /// How deep brackets may nest.
  static let depthLimit = 200

  /// Returns the tokens of a part of the source, the whole of it unless told.
  static func tokens(of source: SourceText, in range: Range<Int>? = nil) throws(EditRefusal) -> [PythonToken] {
    guard source.bytes.count < Int(Int32.max) else {
      throw EditRefusal(.parse, "a Python file of 2 GiB or more can't be edited")
    }
    var tokenizer = PythonTokenizer(source: source, range: range ?? source.start..<source.bytes.count)
    try tokenizer.run()
    return tokenizer.tokens
  }

  private init(source: SourceText, range: Range<Int>) {
    self.source = source
    position = range.lowerBound
    end = range.upperBound
  }

  private func byte(_ offset: Int) -> UInt8? {
    offset < end ? source.bytes[offset] : nil
  }

  private mutating func run() throws(EditRefusal) {
    while let byte = byte(position) {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0C: position += 1
      case UInt8(ascii: "#"): position = min(source.lineBreak(from: position), end)
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): endLine()
      case UInt8(ascii: "\\"): try continueLine()
      case UInt8(ascii: "\""), UInt8(ascii: "'"): try string(from: position)
      case _ where byte.isDigit: number()
      case UInt8(ascii: ".") where self.byte(position + 1)?.isDigit == true: number()
      case _ where byte.isNameStart: try name()
      default: try sign(byte)
      }
    }
    if let open = openBrackets.last {
      throw EditRefusal(.parse, "the bracket isn't closed", at: tokens[open].range.lowerBound)
    }
    if let last = tokens.last, last.kind != .lineEnd { tokens.append(PythonToken(.lineEnd, end..<end)) }
  }

  private mutating func endLine() {
    let next = min(source.behindLineBreak(position), end)
    if openBrackets.isEmpty, let last = tokens.last, last.kind != .lineEnd {
      tokens.append(PythonToken(.lineEnd, position..<next))
    }
    position = next
  }

  private mutating func continueLine() throws(EditRefusal) {
    guard let byte = byte(position + 1), byte.isLineEnd else {
      throw EditRefusal(.parse, "a backslash must be the last thing on its line", at: position)
    }
    position = min(source.behindLineBreak(position + 1), end)
  }

  private mutating func name() throws(EditRefusal) {
    let start = position
    while let byte = byte(position), byte.isNamePart { position += 1 }
    if let quote = byte(position), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      PythonLiteral.isPrefix(source.bytes[start..<position])
    {
      try string(from: start)
    } else {
      tokens.append(PythonToken(.name, start..<position))
    }
  }

  private mutating func string(from start: Int) throws(EditRefusal) {
    var scanner = PythonStringScanner(source: source, end: end)
    position = try scanner.end(ofStringAt: start)
    tokens.append(PythonToken(.string, start..<position))
  }

  private mutating func number() {
    let start = position
    let mark = byte(position + 1).map { $0 | 0x20 }
    if byte(position) == UInt8(ascii: "0"), let mark,
      [UInt8(ascii: "x"), UInt8(ascii: "o"), UInt8(ascii: "b")].contains(mark)
    {
      position += 2
      while let digit = byte(position), digit.isHexDigit || digit == UInt8(ascii: "_") { position += 1 }
    } else {
      skipDigits()
      if byte(position) == UInt8(ascii: ".") {
        position += 1
        skipDigits()
      }
      skipExponent()
    }
    if let suffix = byte(position), [UInt8(ascii: "j"), UInt8(ascii: "l")].contains(suffix | 0x20) { position += 1 }
    tokens.append(PythonToken(.number, start..<position))
  }

  private mutating func skipDigits() {
    while let byte = byte(position), byte.isDigit || byte == UInt8(ascii: "_") { position += 1 }
  }

  private mutating func skipExponent() {
    guard let mark = byte(position), mark | 0x20 == UInt8(ascii: "e") else { return }
    var digits = position + 1
    if let sign = byte(digits), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { digits += 1 }
    guard let digit = byte(digits), digit.isDigit else { return }
    position = digits
    skipDigits()
  }

  private mutating func sign(_ first: UInt8) throws(EditRefusal) {
    let start = position
    position += PythonSign.length(first, byte(start + 1), byte(start + 2))
    guard position > start else {
      throw EditRefusal(.parse, "byte \(first) isn't allowed in Python outside strings and comments", at: start)
    }
    var token = PythonToken(.sign, start..<position)
    switch first {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
      openBrackets.append(tokens.count)
      guard openBrackets.count <= Self.depthLimit else {
        throw EditRefusal(.parse, "brackets nest deeper than \(Self.depthLimit) levels", at: start)
      }
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      guard let open = openBrackets.popLast(),
        PythonSign.closing(source.bytes[tokens[open].range.lowerBound]) == first
      else { throw EditRefusal(.parse, "the bracket has no other half", at: start) }
      tokens[open].partner = Int32(tokens.count)
      token.partner = Int32(open)
    default: break
    }
    tokens.append(token)
  }
}

/// Python's operators and delimiters.
enum PythonSign {
  /// The number of bytes of the sign that a text starts with, given its first three bytes; 0 where there is none.
  static func length(_ first: UInt8, _ second: UInt8?, _ third: UInt8?) -> Int {
    let equals = UInt8(ascii: "=")
    switch first {
    case UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "<"), UInt8(ascii: ">"):
      if second == first { return third == equals ? 3 : 2 }
      return second == equals || (first == UInt8(ascii: "<") && second == UInt8(ascii: ">")) ? 2 : 1
    case UInt8(ascii: "+"), UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "^"),
      UInt8(ascii: "@"), UInt8(ascii: "="), UInt8(ascii: ":"):
      return second == equals ? 2 : 1
    case UInt8(ascii: "-"): return second == equals || second == UInt8(ascii: ">") ? 2 : 1
    case UInt8(ascii: "!"): return second == equals ? 2 : 0
    case UInt8(ascii: "."): return second == first && third == first ? 3 : 1
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "~"):
      return 1
    default: return 0
    }
  }

  static func closing(_ opening: UInt8) -> UInt8 {
    opening == UInt8(ascii: "(") ? UInt8(ascii: ")") : opening + 2
  }
}

extension UInt8 {
  /// Whether a Python name may start with the byte.
  var isNameStart: Bool { isLetter || self == UInt8(ascii: "_") || self >= 0x80 }

  var isNamePart: Bool { isNameStart || isDigit }
}
