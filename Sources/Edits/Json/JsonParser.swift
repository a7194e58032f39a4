/// Reads JSON (RFC 8259), or JSON with comments and trailing commas, into a tree of places.
///
/// Every byte is checked against the grammar but those inside strings, which may be of any 8-bit encoding.
struct JsonParser {
  let source: SourceText
  let allowsComments: Bool
  private var position: Int
  private var depth = 0

  /// How deep collections may nest.
  private static let depthLimit = 200

  init(source: SourceText, allowsComments: Bool) {
    self.source = source
    self.allowsComments = allowsComments
    position = source.start
  }

  static func parse(_ source: SourceText, allowsComments: Bool) throws(EditRefusal) -> Syntax {
    var parser = JsonParser(source: source, allowsComments: allowsComments)
    try parser.skipSpace()
    let root = try parser.value()
    try parser.skipSpace()
    if parser.position < source.bytes.count { throw parser.unexpected("after the document's value") }
    return root
  }

  private mutating func value() throws(EditRefusal) -> Syntax {
    let start = position
    switch source.byte(position) {
    case UInt8(ascii: "{"): return try collection(isMapping: true)
    case UInt8(ascii: "["): return try collection(isMapping: false)
    case UInt8(ascii: "\""):
      try string()
      return Syntax(kind: .string, range: start..<position)
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case let byte? where byte.isDigit || byte == UInt8(ascii: "-"):
      try number()
      return Syntax(kind: .number, range: start..<position)
    default: throw unexpected("where a value was expected")
    }
  }

  private mutating func collection(isMapping: Bool) throws(EditRefusal) -> Syntax {
    depth += 1
    guard depth <= Self.depthLimit else {
      throw EditRefusal(.parse, "collections nest deeper than \(Self.depthLimit) levels", at: position)
    }
    let start = position
    let close = isMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")
    position += 1
    var items: [Group.Item] = []
    try skipSpace()
    while source.byte(position) != close {
      let first = position
      var label = Group.Label.none
      if isMapping {
        guard source.byte(position) == UInt8(ascii: "\"") else { throw unexpected("where a key was expected") }
        try string()
        label = .key(first..<position)
        try skipSpace()
        guard source.byte(position) == UInt8(ascii: ":") else { throw unexpected("where a colon was expected") }
        position += 1
        try skipSpace()
      }
      let value = try value()
      let end = position
      try skipSpace()
      let comma = source.byte(position) == UInt8(ascii: ",") ? position : nil
      items.append(Group.Item(label: label, value: value, range: first..<end, comma: comma))
      if comma != nil {
        position += 1
        try skipSpace()
        if source.byte(position) == close, !allowsComments { throw unexpected("behind a comma") }
      } else if source.byte(position) != close {
        throw unexpected("where a comma or the end of the \(isMapping ? "object" : "array") was expected")
      }
    }
    depth -= 1
    position += 1
    let group = Group(opening: start + 1, closing: position - 1, items: items)
    return Syntax(kind: isMapping ? .mapping(group) : .list(group), range: start..<position)
  }

  /// Reads a string and checks its escapes.
  private mutating func string() throws(EditRefusal) {
    let start = position
    position += 1
    while let byte = source.byte(position), byte >= 0x20 {
      position += 1
      if byte == UInt8(ascii: "\"") { return }
      guard byte == UInt8(ascii: "\\") else { continue }
      switch source.byte(position) {
      case UInt8(ascii: "u"):
        guard position + 4 < source.bytes.count, source.bytes[(position + 1)...(position + 4)].allSatisfy(\.isHexDigit)
        else { throw unexpected("in an escape") }
        position += 5
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
        UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
        position += 1
      default: throw unexpected("in an escape")
      }
    }
    if position < source.bytes.count { throw unexpected("in a string") }
    throw EditRefusal(.parse, "the string isn't closed", at: start)
  }

  private mutating func number() throws(EditRefusal) {
    if source.byte(position) == UInt8(ascii: "-") { position += 1 }
    if source.byte(position) == UInt8(ascii: "0") {
      position += 1
    } else {
      try digits()
    }
    if source.byte(position) == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if let mark = source.byte(position), mark | 0x20 == UInt8(ascii: "e") {
      position += 1
      if let sign = source.byte(position), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
  }

  private mutating func digits() throws(EditRefusal) {
    guard let first = source.byte(position), first.isDigit else { throw unexpected("in a number") }
    while let byte = source.byte(position), byte.isDigit { position += 1 }
  }

  private mutating func word(_ text: StaticString, _ kind: Syntax.Kind) throws(EditRefusal) -> Syntax {
    let word = Array("\(text)".utf8)
    let range = position..<min(position + word.count, source.bytes.count)
    guard source.bytes[range].elementsEqual(word) else { throw unexpected("where a value was expected") }
    position = range.upperBound
    return Syntax(kind: kind, range: range)
  }

  private mutating func skipSpace() throws(EditRefusal) {
    while let byte = source.byte(position) {
      if byte.isBlank || byte.isLineEnd {
        position += 1
      } else if let end = JsonParser.commentEnd(at: position, in: source) {
        guard allowsComments else {
          throw EditRefusal(
            .parse, "there is a comment, which JSON doesn't have; is the file's format jsonc", at: position)
        }
        guard end <= source.bytes.count else { throw EditRefusal(.parse, "the comment isn't closed", at: position) }
        position = end
      } else {
        return
      }
    }
  }

  /// The end of the comment that starts at `offset`, nil where none does; behind the file's end if it isn't closed.
  static func commentEnd(at offset: Int, in source: SourceText) -> Int? {
    guard source.byte(offset) == UInt8(ascii: "/") else { return nil }
    switch source.byte(offset + 1) {
    case UInt8(ascii: "/"): return source.lineBreak(from: offset)
    case UInt8(ascii: "*"):
      var end = offset + 2
      while end + 1 < source.bytes.count {
        if source.bytes[end] == UInt8(ascii: "*"), source.bytes[end + 1] == UInt8(ascii: "/") { return end + 2 }
        end += 1
      }
      return source.bytes.count + 1
    default: return nil
    }
  }

  private func unexpected(_ place: String) -> EditRefusal {
    guard let byte = source.byte(position) else { return EditRefusal(.parse, "the file ends \(place)", at: position) }
    let shown = (0x21...0x7E).contains(byte) ? "\"\(Character(Unicode.Scalar(byte)))\"" : "byte \(byte)"
    return EditRefusal(.parse, "\(shown) isn't allowed \(place)", at: position)
  }
}

extension UInt8 {
  var isHexDigit: Bool { isDigit || (0x61...0x66).contains(self | 0x20) }
}
