/// Literal and folded scalars: `|` and `>`.
extension YamlParser {
  /// Parses a block scalar that belongs to column `parent`.
  ///
  /// Its span ends with its last line of text; blank lines behind are in it only where `+` keeps them.
  mutating func parseBlockScalar(parent: Int) throws(EditRefusal) -> Int {
    let start = position
    let header = try parseBlockScalarHeader(parent: parent)
    var node = YamlNode(
      kind: .scalar, style: bytes[start] == YamlByte.bar ? .literal : .folded, start: start, end: position)
    position = tree.lineEnd(of: position)
    var column = header.indentation.map { parent + $0 }
    var deepestBlank = 0
    while position < end {
      let line = tree.afterBreak(at: position)
      (position, lineStart) = (line, line)
      let spaces = indentation
      let text = line + spaces
      if text == end || YamlByte.isBreak(bytes[text]) {
        deepestBlank = max(deepestBlank, spaces)
        // Blanks deeper than the text's column are text (8.1.1.1).
        if let column, spaces > column { node.end = text } else if header.keeps, text < end { node.end = text }
        position = text
        continue
      }
      if column == nil {
        guard spaces > parent, !isAnyMarker(at: line) else { break }
        guard deepestBlank <= spaces else { throw refusal("a blank line deeper than the text behind it", at: line) }
        column = spaces
      }
      guard let column, spaces >= column, !isAnyMarker(at: line) else { break }
      position = tree.lineEnd(of: text)
      node.end = position
    }
    node.indent = column ?? -1
    return tree.add(node)
  }

  struct BlockScalarHeader {
    let indentation: Int?
    let keeps: Bool
  }

  /// Parses `|`, the indentation and chomping indicators, and checks that only a comment follows on the line.
  private mutating func parseBlockScalarHeader(parent: Int) throws(EditRefusal) -> BlockScalarHeader {
    position += 1
    var indentation: Int?
    var chomping: UInt8?
    while position < end {
      let byte = bytes[position]
      if byte > YamlByte.zero, byte <= YamlByte.nine, indentation == nil {
        indentation = Int(byte - YamlByte.zero)
        // Readers don't agree on what a topmost text's own indentation is counted from.
        if parent < 0 { throw refusal("an indentation indicator at the top of a document") }
      } else if byte == YamlByte.plus || byte == YamlByte.dash, chomping == nil {
        chomping = byte
      } else {
        break
      }
      position += 1
    }
    var offset = position
    while offset < end, YamlByte.isBlank(bytes[offset]) { offset += 1 }
    let isComment = offset < end && bytes[offset] == YamlByte.hash && offset > position
    guard offset == end || YamlByte.isBreak(bytes[offset]) || isComment else {
      throw refusal("expected a line end behind \"|\" or \">\"", at: offset)
    }
    return BlockScalarHeader(indentation: indentation, keeps: chomping == YamlByte.plus)
  }
}
