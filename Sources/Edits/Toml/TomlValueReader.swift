/// Reads keys and values of TOML 1.0 into trees of places.
struct TomlValueReader {
  let source: SourceText
  var position = 0
  private var depth = 0

  /// How deep arrays and inline tables may nest.
  private static let depthLimit = 200

  init(source: SourceText) {
    self.source = source
  }

  // MARK: Keys

  /// Reads a dotted key and the blanks behind it.
  mutating func keyPath() throws(EditRefusal) -> [TomlDocument.KeyPart] {
    var parts: [TomlDocument.KeyPart] = []
    while true {
      position = source.skippingBlanks(from: position)
      parts.append(try keyPart())
      guard parts.count <= Self.depthLimit else { throw unexpected("in a key of more than \(Self.depthLimit) parts") }
      position = source.skippingBlanks(from: position)
      guard source.byte(position) == UInt8(ascii: ".") else { return parts }
      position += 1
    }
  }

  private mutating func keyPart() throws(EditRefusal) -> TomlDocument.KeyPart {
    let start = position
    if let quote = source.byte(position), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      if source.byte(position + 1) == quote, source.byte(position + 2) == quote { throw unexpected("in a key") }
      try string()
      let text = TomlString.decode(start..<position, in: source)
      return TomlDocument.KeyPart(name: Array(text.utf8)[...], range: start..<position)
    }
    while let byte = source.byte(position), TomlString.isBare(byte) { position += 1 }
    guard position > start else { throw unexpected("where a key was expected") }
    return TomlDocument.KeyPart(name: source.bytes[start..<position], range: start..<position)
  }

  // MARK: Values

  mutating func value() throws(EditRefusal) -> Syntax {
    let start = position
    switch source.byte(position) {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      try string()
      return Syntax(kind: .string, range: start..<position)
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "{"): return try inlineTable()
    default: return try word()
    }
  }

  /// Reads a string in one of the four sorts of quotes.
  private mutating func string() throws(EditRefusal) {
    let start = position
    let quote = source.bytes[start]
    let isMultiline = source.byte(start + 1) == quote && source.byte(start + 2) == quote
    position += isMultiline ? 3 : 1
    while let byte = source.byte(position) {
      if byte == quote {
        guard isMultiline else {
          position += 1
          return
        }
        var count = 0
        while count < 5, source.byte(position + count) == quote { count += 1 }
        position += count
        if count >= 3 { return }
      } else if byte.isLineEnd {
        guard isMultiline else { break }
        position = source.behindLineBreak(position)
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        try escape(isMultiline: isMultiline)
      } else if byte < 0x20 && byte != UInt8(ascii: "\t") || byte == 0x7F {
        throw unexpected("in a string")
      } else {
        position += 1
      }
    }
    throw EditRefusal(.parse, "the string isn't closed", at: start)
  }

  private mutating func escape(isMultiline: Bool) throws(EditRefusal) {
    let mark = source.byte(position + 1) ?? 0
    switch mark {
    case UInt8(ascii: "b"), UInt8(ascii: "t"), UInt8(ascii: "n"), UInt8(ascii: "f"), UInt8(ascii: "r"),
      UInt8(ascii: "\""), UInt8(ascii: "\\"):
      position += 2
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let length = mark == UInt8(ascii: "u") ? 4 : 8
      let digits = source.bytes[(position + 2)...].prefix(length)
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
      guard digits.count == length, digits.allSatisfy(\.isHexDigit), let value, Unicode.Scalar(value) != nil else {
        throw unexpected("in an escape")
      }
      position += 2 + length
    default:
      let next = source.skippingBlanks(from: position + 1)
      guard isMultiline, source.byte(next)?.isLineEnd == true else { throw unexpected("in an escape") }
      position = next
    }
  }

  private mutating func array() throws(EditRefusal) -> Syntax {
    let start = try enter()
    var items: [Group.Item] = []
    try skipSpace()
    while source.byte(position) != UInt8(ascii: "]") {
      let value = try value()
      try skipSpace()
      let comma = source.byte(position) == UInt8(ascii: ",") ? position : nil
      items.append(Group.Item(label: .none, value: value, range: value.range, comma: comma))
      if comma != nil {
        position += 1
        try skipSpace()
      } else if source.byte(position) != UInt8(ascii: "]") {
        throw unexpected("where a comma or the end of the array was expected")
      }
    }
    position += 1
    depth -= 1
    let group = Group(opening: start + 1, closing: position - 1, items: items)
    return Syntax(kind: .list(group), range: start..<position)
  }

  private mutating func inlineTable() throws(EditRefusal) -> Syntax {
    let start = try enter()
    var items: [Group.Item] = []
    var names: Set<ArraySlice<UInt8>> = []
    var paths: [[TomlDocument.KeyPart]] = []
    var hasDots = false
    position = source.skippingBlanks(from: position)
    while source.byte(position) != UInt8(ascii: "}") {
      let first = position
      let parts = try keyPath()
      let key = parts[0]
      hasDots = hasDots || parts.count > 1
      paths.append(parts)
      guard parts.count > 1 || names.insert(key.name).inserted else {
        throw EditRefusal(.ambiguous, "the key \(source.text(key.range)) is defined twice", at: first)
      }
      guard source.byte(position) == UInt8(ascii: "=") else { throw unexpected("where = was expected") }
      position = source.skippingBlanks(from: position + 1)
      let value = try value()
      let end = position
      position = source.skippingBlanks(from: position)
      let comma = source.byte(position) == UInt8(ascii: ",") ? position : nil
      items.append(Group.Item(label: .key(key.range), value: value, range: first..<end, comma: comma))
      if comma != nil {
        position = source.skippingBlanks(from: position + 1)
        if source.byte(position) == UInt8(ascii: "}") { throw unexpected("behind a comma") }
      } else if source.byte(position) != UInt8(ascii: "}") {
        throw unexpected("where a comma or the end of the table was expected")
      }
    }
    if hasDots { try checkPaths(paths) }
    position += 1
    depth -= 1
    let group = Group(opening: start + 1, closing: position - 1, items: items)
    // Dotted keys would need tables of their own; such a table stays a value that can be replaced only.
    return Syntax(kind: hasDots ? .expression : .mapping(group), range: start..<position)
  }

  /// Refuses an inline table in which a dotted key defines anew, or goes through, what another key defines.
  private func checkPaths(_ paths: [[TomlDocument.KeyPart]]) throws(EditRefusal) {
    var values: Set<[ArraySlice<UInt8>]> = []
    var tables: Set<[ArraySlice<UInt8>]> = []
    for path in paths {
      let names = path.map(\.name)
      let above = names.indices.dropFirst().map { Array(names[..<$0]) }
      guard !tables.contains(names), values.isDisjoint(with: above), values.insert(names).inserted else {
        let range = path[0].range.lowerBound..<path[path.count - 1].range.upperBound
        throw EditRefusal(.ambiguous, "the key \(source.text(range)) is defined twice", at: range.lowerBound)
      }
      tables.formUnion(above)
    }
  }

  private mutating func enter() throws(EditRefusal) -> Int {
    depth += 1
    guard depth <= Self.depthLimit else {
      throw EditRefusal(.parse, "values nest deeper than \(Self.depthLimit) levels", at: position)
    }
    position += 1
    return position - 1
  }

  /// Reads a boolean, a number or a date.
  private mutating func word() throws(EditRefusal) -> Syntax {
    let start = position
    skipWord()
    // A date and a time may be parted by a blank.
    let isDate = TomlWord.isDate(source.bytes[start..<position])
    if isDate, source.byte(position) == UInt8(ascii: " "), let digit = source.byte(position + 1), digit.isDigit {
      position += 1
      skipWord()
    }
    let range = start..<position
    guard let kind = TomlWord.kind(of: source.bytes[range]) else {
      position = start
      if range.isEmpty { throw unexpected("where a value was expected") }
      throw EditRefusal(.parse, "\(source.text(range)) isn't a value of TOML", at: start)
    }
    return Syntax(kind: kind, range: range)
  }

  private mutating func skipWord() {
    while let byte = source.byte(position), TomlString.isBare(byte) || "+.:".utf8.contains(byte) { position += 1 }
  }

  /// Skips blanks, line ends and comments.
  private mutating func skipSpace() throws(EditRefusal) {
    while let byte = source.byte(position) {
      if byte.isBlank || byte.isLineEnd {
        position += 1
      } else if byte == UInt8(ascii: "#") {
        try skipComment()
      } else {
        return
      }
    }
    throw EditRefusal(.parse, "the file ends inside a value", at: position)
  }

  /// Skips the rest of a line, which may be a comment only.
  mutating func skipLineEnd() throws(EditRefusal) {
    position = source.skippingBlanks(from: position)
    if source.byte(position) == UInt8(ascii: "#") { try skipComment() }
    guard position < source.bytes.count else { return }
    guard source.bytes[position].isLineEnd else { throw unexpected("where the line's end was expected") }
    position = source.behindLineBreak(position)
  }

  /// Skips a comment, in which there are no control characters but the tab.
  private mutating func skipComment() throws(EditRefusal) {
    while let byte = source.byte(position), !byte.isLineEnd {
      if byte < 0x20 && byte != UInt8(ascii: "\t") || byte == 0x7F { throw unexpected("in a comment") }
      position += 1
    }
  }

  func unexpected(_ place: String) -> EditRefusal {
    guard let byte = source.byte(position) else { return EditRefusal(.parse, "the file ends \(place)", at: position) }
    let shown = (0x21...0x7E).contains(byte) ? "\"\(Character(Unicode.Scalar(byte)))\"" : "byte \(byte)"
    return EditRefusal(.parse, "\(shown) isn't allowed \(place)", at: position)
  }
}
