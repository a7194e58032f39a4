/// Spells scalars so that every reader takes them for what they are.
struct YamlScalarWriter {
  let quote: YamlNode.Style
  let isInFlow: Bool

  /// Returns the value on one line; a string in the given style where that can hold it.
  func text(of value: EditValue, like style: YamlNode.Style) throws(EditRefusal) -> [UInt8] {
    switch value {
    case .null: return Array("null".utf8)
    case .boolean(let value): return Array((value ? "true" : "false").utf8)
    case .number(let text):
      let bytes = Array(text.utf8)
      switch YamlSchema.meaning(ofPlain: bytes[...]) {
      case .integer, .float: return bytes
      default: throw EditRefusal(.type, "\(text) isn't a number of yaml")
      }
    case .string(let text): return string(Array(text.utf8), like: style)
    case .array(let items) where items.isEmpty: return Array("[]".utf8)
    case .object(let members) where members.isEmpty: return Array("{}".utf8)
    case .array, .object, .code: throw EditRefusal(.type, "\(value.shown) can't be written as a scalar")
    }
  }

  /// Returns the text of a key.
  func key(_ name: String, like style: YamlNode.Style) throws(EditRefusal) -> [UInt8] {
    let text = string(Array(name.utf8), like: style)
    guard text.count <= 1000 else { throw EditRefusal(.type, "a key is longer than 1000 bytes") }
    return text
  }

  private func string(_ text: [UInt8], like style: YamlNode.Style) -> [UInt8] {
    if needsEscapes(text) { return doubleQuoted(text) }
    switch style {
    case .doubleQuoted: return doubleQuoted(text)
    case .singleQuoted: return singleQuoted(text)
    default:
      if isPlain(text) { return text }
      return quote == .singleQuoted ? singleQuoted(text) : doubleQuoted(text)
    }
  }

  /// Whether the text, written without quotes, is that text to readers of YAML 1.1 and 1.2.
  func isPlain(_ text: [UInt8]) -> Bool {
    guard let first = text.first, let last = text.last, !needsEscapes(text) else { return false }
    if YamlByte.isBlank(first) || YamlByte.isBlank(last) || YamlByte.isLeadingIndicator(first) { return false }
    if first == YamlByte.question || first == YamlByte.colon || last == YamlByte.colon { return false }
    if first == YamlByte.dash, text.count == 1 || YamlByte.isBlank(text[1]) { return false }
    if text.starts(with: "---".utf8) || text.starts(with: "...".utf8) { return false }
    for (position, byte) in text.enumerated() {
      let next = position + 1 < text.count ? text[position + 1] : 0
      if byte == YamlByte.colon, YamlByte.isBlank(next) { return false }
      if next == YamlByte.hash, YamlByte.isBlank(byte) { return false }
      if byte == YamlByte.tab { return false }
      if isInFlow, YamlByte.isFlowIndicator(byte) { return false }
      // Template engines look for these; `${{` is what continuous integration services read after YAML.
      let isExpression = position > 0 && text[position - 1] == UInt8(ascii: "$")
      if byte == YamlByte.openBrace, next == YamlByte.openBrace && !isExpression || next == YamlByte.percent {
        return false
      }
    }
    return !YamlSchema.isAmbiguous(text[...])
  }

  /// Whether only double quotes can hold the text: line breaks, control characters, and what YAML doesn't print.
  private func needsEscapes(_ text: [UInt8]) -> Bool {
    if text.contains(where: { $0 < 0x20 && $0 != YamlByte.tab || $0 == 0x7F }) { return true }
    guard text.contains(where: { $0 >= 0x80 }) else { return false }
    return String(decoding: text, as: UTF8.self).unicodeScalars.contains(where: Self.isUnprintable)
  }

  private static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  private func singleQuoted(_ text: [UInt8]) -> [UInt8] {
    var result = [YamlByte.singleQuote]
    for byte in text { result += byte == YamlByte.singleQuote ? [byte, byte] : [byte] }
    return result + [YamlByte.singleQuote]
  }

  private func doubleQuoted(_ text: [UInt8]) -> [UInt8] {
    var result = "\""
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where Self.isUnprintable(scalar):
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let width = scalar.value < 0x100 ? 2 : 4
        result += (width == 2 ? "\\x" : "\\u") + String(repeating: "0", count: width - digits.utf8.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return Array(result.utf8) + [YamlByte.doubleQuote]
  }
}

/// Strings of several lines.
extension YamlScalarWriter {
  /// A literal or folded scalar: what stands behind the key, and the lines below.
  struct Block {
    let header: [UInt8]
    let lines: [[UInt8]]
  }

  /// Returns the text as a literal or folded scalar with its lines in `column`, which belongs to column `parent`.
  ///
  /// Nil where that can't hold it, or where its end would depend on what comes behind.
  func block(_ text: [UInt8], style: YamlNode.Style, column: Int, parent: Int) -> Block? {
    let body = text.last == YamlByte.lineFeed ? text.dropLast() : text[...]
    guard let last = body.last, last != YamlByte.lineFeed, !isInFlow else { return nil }
    var lines = body.split(separator: YamlByte.lineFeed, omittingEmptySubsequences: false)
    guard !lines.contains(where: { needsEscapes(Array($0)) }), let first = lines.first(where: { !$0.isEmpty }) else {
      return nil
    }
    let isBlank: (ArraySlice<UInt8>) -> Bool = { $0.allSatisfy(YamlByte.isBlank) }
    guard !isBlank(first), let end = lines.last, !isBlank(end), (1...9).contains(column - parent) else { return nil }
    var isFolded = style == .folded
    if isFolded {
      isFolded = !lines.contains { $0.isEmpty || YamlByte.isBlank($0[$0.startIndex]) }
      // One line feed is an empty line, since a single break is folded to a space.
      if isFolded { lines = Array(lines.map { [$0] }.joined(separator: [ArraySlice<UInt8>()])) }
    }
    var header = [isFolded ? YamlByte.greater : YamlByte.bar]
    if YamlByte.isBlank(first[first.startIndex]) { header += Array(String(column - parent).utf8) }
    if text.last != YamlByte.lineFeed { header.append(YamlByte.dash) }
    let indentation = [UInt8](repeating: YamlByte.space, count: column)
    return Block(header: header, lines: lines.map { $0.isEmpty ? [] : indentation + $0 })
  }
}
