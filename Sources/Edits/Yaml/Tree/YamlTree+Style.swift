/// How the values around a place are written.
extension YamlTree {
  /// Whether the place is inside brackets or braces.
  func isInFlow(_ place: YamlPlace) -> Bool {
    guard let parent = place.parents.last else { return false }
    return nodes[parent.collection].style != .block
  }

  /// The style of the strings beside the place, plain where there are none.
  func stringStyle(near place: YamlPlace) -> YamlNode.Style {
    guard let parent = place.parents.last else { return .plain }
    return stringStyle(in: parent.collection)
  }

  /// The style of the collection's strings: quoted where all of them are quoted so.
  func stringStyle(in collection: Int) -> YamlNode.Style {
    var found: YamlNode.Style?
    for entry in entries(of: collection) {
      let value = entries[entry].value
      guard case .string = YamlData.scalar(value, in: self) else { continue }
      guard nodes[value].style.isQuoted, found == nil || found == nodes[value].style else { return .plain }
      found = nodes[value].style
    }
    return found ?? (isJsonLike(collection) ? .doubleQuoted : .plain)
  }

  /// The style of keys near the place.
  func keyStyle(near place: YamlPlace) -> YamlNode.Style {
    for collection in [place.node] + place.parents.reversed().map(\.collection)
    where nodes[collection].kind == .mapping && nodes[collection].count > 0 {
      return keyStyle(in: collection)
    }
    return .plain
  }

  /// The style of the collection's keys: quoted where all of them are quoted so.
  func keyStyle(in collection: Int) -> YamlNode.Style {
    var found: YamlNode.Style?
    for entry in entries(of: collection) {
      let style = nodes[entries[entry].key].style
      guard style.isQuoted, found == nil || found == style else { return .plain }
      found = style
    }
    return found ?? .plain
  }

  private func isJsonLike(_ collection: Int) -> Bool {
    nodes[collection].kind == .mapping && nodes[collection].style == .flow && keyStyle(in: collection) == .doubleQuoted
  }

  /// What is below the line of `offset`, for text of several lines that is written there in `column` or deeper.
  func surroundings(below offset: Int, column: Int = 1) -> YamlSurroundings {
    YamlSurroundings(
      hasComment: hasComment(below: offset, from: column),
      endsFile: bytes.count > 0 && lineEnd(of: offset) == bytes.count)
  }

  /// Whether the next line with anything on it is a comment in this column or deeper.
  private func hasComment(below offset: Int, from column: Int) -> Bool {
    var line = afterBreak(at: lineEnd(of: offset))
    while line < bytes.count {
      let end = lineEnd(of: line)
      let text = bytes[line..<end].drop { $0 == YamlByte.space }
      if !text.allSatisfy(YamlByte.isBlank) { return text.first == YamlByte.hash && text.startIndex - line >= column }
      line = max(afterBreak(at: end), line + 1)
    }
    return false
  }

  /// Returns the splice that adds lines at the end of a file that has no content.
  func appendedLines(_ text: [UInt8], lineBreak: [UInt8]) -> Splice {
    let end = bytes.count
    let needsBreak = end > textStart && lineStart(of: end) < end
    return Splice(range: end..<end, replacement: needsBreak ? lineBreak + text : text + lineBreak)
  }
}

/// What follows a text of several lines.
struct YamlSurroundings {
  /// Whether a comment follows that would become text of a literal.
  let hasComment: Bool
  /// Whether the file ends there without a line break.
  let endsFile: Bool

  static let free = YamlSurroundings(hasComment: false, endsFile: false)

  /// Whether a literal with this text would end as the text does.
  func allowsLiteral(_ text: String) -> Bool { !hasComment && !(endsFile && text.utf8.last == YamlByte.lineFeed) }
}
