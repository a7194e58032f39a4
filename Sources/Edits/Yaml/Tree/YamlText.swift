/// The text of a scalar: its bytes without quotes, escapes, indentation and folds.
enum YamlText {
  /// Returns the text that the scalar `node` stands for.
  static func text(of node: Int, in tree: YamlTree) -> [UInt8] {
    let value = tree[node]
    switch value.style {
    case .plain: return folded(tree.bytes[value.start..<value.end])
    case .singleQuoted: return folded(tree.bytes[value.start + 1..<value.end - 1], quote: YamlByte.singleQuote)
    case .doubleQuoted: return folded(tree.bytes[value.start + 1..<value.end - 1], quote: YamlByte.doubleQuote)
    case .literal, .folded: return YamlBlockText(of: value, in: tree).text
    case .alias: return Array(tree.bytes[value.start..<value.end])
    case .empty, .block, .flow, .pair: return []
    }
  }

  /// Returns what a character behind a backslash means, nil if nothing (YAML 1.2, 5.7); `x`, `u`, `U` take digits.
  static func meaning(ofEscape byte: UInt8) -> [UInt8]? {
    switch byte {
    case UInt8(ascii: "0"): [0]
    case UInt8(ascii: "a"): [7]
    case UInt8(ascii: "b"): [8]
    case UInt8(ascii: "t"), YamlByte.tab: [9]
    case UInt8(ascii: "n"): [10]
    case UInt8(ascii: "v"): [11]
    case UInt8(ascii: "f"): [12]
    case UInt8(ascii: "r"): [13]
    case UInt8(ascii: "e"): [27]
    case YamlByte.space, YamlByte.doubleQuote, UInt8(ascii: "/"), YamlByte.backslash: [byte]
    case UInt8(ascii: "N"): Array("\u{85}".utf8)
    case UInt8(ascii: "_"): Array("\u{A0}".utf8)
    case UInt8(ascii: "L"): Array("\u{2028}".utf8)
    case UInt8(ascii: "P"): Array("\u{2029}".utf8)
    default: nil
    }
  }

  /// Returns the text with its lines folded: one break is a space, each further one a line feed.
  private static func folded(_ source: ArraySlice<UInt8>, quote: UInt8? = nil) -> [UInt8] {
    if !source.contains(where: { YamlByte.isBreak($0) || $0 == YamlByte.backslash || $0 == quote }) {
      return Array(source)
    }
    var folder = Folder(source: source, quote: quote)
    return folder.folded()
  }
}

/// Reads a flow scalar of several lines, or with escapes.
private struct Folder {
  let source: ArraySlice<UInt8>
  let quote: UInt8?
  var position: Int
  var result: [UInt8] = []
  /// Behind the last byte of the result that isn't a blank at a line's end.
  var keptCount = 0

  init(source: ArraySlice<UInt8>, quote: UInt8?) {
    self.source = source
    self.quote = quote
    position = source.startIndex
  }

  mutating func folded() -> [UInt8] {
    while position < source.endIndex {
      let byte = source[position]
      if YamlByte.isBreak(byte) {
        result.removeSubrange(keptCount...)
        fold()
      } else if byte == YamlByte.backslash, quote == YamlByte.doubleQuote {
        unescape()
      } else {
        result.append(byte)
        position += byte == quote && quote == YamlByte.singleQuote ? 2 : 1
        if !YamlByte.isBlank(byte) { keptCount = result.count }
      }
    }
    return result
  }

  /// Moves over line breaks and the blanks around them and adds what they stand for.
  private mutating func fold() {
    let count = skipBreaks()
    result += count == 1 ? [YamlByte.space] : [UInt8](repeating: YamlByte.lineFeed, count: count - 1)
    keptCount = result.count
  }

  private mutating func skipBreaks() -> Int {
    var count = 0
    while position < source.endIndex, YamlByte.isWhite(source[position]) {
      let byte = source[position]
      position += 1
      if byte == YamlByte.carriageReturn, position < source.endIndex, source[position] == YamlByte.lineFeed {
        position += 1
      }
      if YamlByte.isBreak(byte) { count += 1 }
    }
    return count
  }

  private mutating func unescape() {
    let escaped = source[position + 1]
    if YamlByte.isBreak(escaped) {
      position += 1
      let count = skipBreaks()
      result += [UInt8](repeating: YamlByte.lineFeed, count: count - 1)
    } else if let digitCount = [UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8][escaped] {
      let digits = source[position + 2..<position + 2 + digitCount]
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0
      position += 2 + digitCount
      result += Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
    } else {
      result += YamlText.meaning(ofEscape: escaped) ?? []
      position += 2
    }
    keptCount = result.count
  }
}
