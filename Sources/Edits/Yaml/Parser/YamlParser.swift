/// Reads a YAML 1.2 file into nodes with byte spans.
///
/// It goes through the bytes once and keeps no text; what it doesn't understand, it refuses with the place.
struct YamlParser {
  /// How deep collections may be nested.
  static let maximumDepth = 200

  let bytes: [UInt8]
  let end: Int
  var tree: YamlTree
  var position: Int
  /// Where the line of `position` begins.
  var lineStart: Int
  var depth = 0
  /// The last node of each anchor's name in this document.
  var anchors: [ArraySlice<UInt8>: Int] = [:]
  /// The anchored block collections that aren't complete.
  var openCollections: Set<Int> = []
  /// The tag handles that the document's directives declare.
  var handles: [ArraySlice<UInt8>: ArraySlice<UInt8>] = [:]

  /// Returns the nodes of `bytes`.
  static func parse(_ bytes: [UInt8]) throws(EditRefusal) -> YamlTree {
    let textStart = try YamlEncoding.textStart(of: bytes)
    var parser = YamlParser(bytes: bytes, textStart: textStart)
    do throws(EditRefusal) { try parser.parseStream() } catch { throw YamlTemplates.explained(error, in: bytes) }
    try YamlTemplates.refuse(in: parser.tree)
    return parser.tree
  }

  private init(bytes: [UInt8], textStart: Int) {
    self.bytes = bytes
    end = bytes.count
    tree = YamlTree(bytes: bytes, textStart: textStart)
    position = textStart
    lineStart = textStart
  }

  private mutating func parseStream() throws(EditRefusal) {
    var mayHaveDirectives = true
    while true {
      _ = skipTrivia()
      if mayHaveDirectives, try parseDirectives() {
        guard isMarker(YamlByte.dash) else { throw refusal("expected \"---\" after the directives") }
      }
      if position == end { break }
      if isMarker(YamlByte.dot) {
        try parseDocumentEnd()
        mayHaveDirectives = true
        continue
      }
      try parseDocument()
      mayHaveDirectives = false
      handles = [:]
    }
    // Nothing at all is one document that holds null, as every reader sees it.
    if tree.documents.isEmpty {
      let root = addEmpty(at: tree.textStart)
      tree.documents.append(YamlDocument(root: root, start: tree.textStart, end: end, isMarked: false))
    }
  }

  private mutating func parseDocument() throws(EditRefusal) {
    anchors = [:]
    var start = position
    let isMarked = isMarker(YamlByte.dash)
    if isMarked {
      position += 3
      start = position
    }
    let root = try parseBlockNode(parent: -1, place: isMarked ? .marked : .document)
    _ = skipTrivia()
    guard position == end || isAnyMarker else { throw refusal("expected the end of the document") }
    tree.documents.append(YamlDocument(root: root, start: start, end: position, isMarked: isMarked))
  }

  /// Parses `...` and what may follow on its line.
  private mutating func parseDocumentEnd() throws(EditRefusal) {
    position += 3
    let line = lineStart
    _ = skipTrivia()
    guard position == end || line != lineStart else { throw refusal("expected a line end after \"...\"") }
  }

  /// Parses the directives before a document and returns whether there were any.
  private mutating func parseDirectives() throws(EditRefusal) -> Bool {
    var found = false
    var hasVersion = false
    while position < end, bytes[position] == YamlByte.percent, position == lineStart {
      found = true
      let words = directiveWords()
      if words[0].elementsEqual("YAML".utf8) {
        guard !hasVersion, words.count == 2, words[1].starts(with: "1.".utf8), words[1].count == 3 else {
          throw refusal("expected one \"%YAML 1.2\"")
        }
        hasVersion = true
      } else if words[0].elementsEqual("TAG".utf8) {
        guard words.count == 3, words[1].first == YamlByte.exclamation, handles[words[1]] == nil else {
          throw refusal("expected \"%TAG !handle! prefix\"")
        }
        handles[words[1]] = words[2]
      }
      position = tree.lineEnd(of: position)
      _ = skipTrivia()
    }
    return found
  }

  /// Returns the words of the directive at `position`, without the `%`; the first may be empty.
  private func directiveWords() -> [ArraySlice<UInt8>] {
    var words: [ArraySlice<UInt8>] = []
    var start = position + 1
    let lineEnd = tree.lineEnd(of: position)
    while start < lineEnd {
      var wordEnd = start
      while wordEnd < lineEnd, !YamlByte.isBlank(bytes[wordEnd]) { wordEnd += 1 }
      if bytes[start...].first == YamlByte.hash, !words.isEmpty { break }
      words.append(bytes[start..<wordEnd])
      start = wordEnd
      while start < lineEnd, YamlByte.isBlank(bytes[start]) { start += 1 }
    }
    return words.isEmpty ? [[]] : words
  }
}

/// Moving over the bytes.
extension YamlParser {
  func refusal(_ message: String, at offset: Int? = nil) -> EditRefusal {
    let offset = offset ?? position
    return EditRefusal(.parse, message, at: min(offset, end))
  }

  /// Moves over white space, comments and line breaks to the next content, and returns whether it is on a later line.
  ///
  /// A `#` with no white space before it is no comment, and stays.
  mutating func skipTrivia() -> Bool {
    var isLaterLine = false
    while position < end {
      let byte = bytes[position]
      if YamlByte.isBlank(byte) {
        position += 1
      } else if YamlByte.isBreak(byte) {
        position = tree.afterBreak(at: position)
        lineStart = position
        isLaterLine = true
      } else if byte == YamlByte.hash, position == lineStart || YamlByte.isBlank(bytes[position - 1]) {
        while position < end, !YamlByte.isBreak(bytes[position]) { position += 1 }
      } else {
        break
      }
    }
    return isLaterLine
  }

  mutating func skipBlanks() {
    while position < end, YamlByte.isBlank(bytes[position]) { position += 1 }
  }

  /// How many spaces the line of `position` begins with.
  var indentation: Int {
    var column = lineStart
    while column < end, bytes[column] == YamlByte.space { column += 1 }
    return column - lineStart
  }

  /// Whether nothing but spaces is before `position` on its line: the only place where a block collection may begin.
  var isIndentedBySpaces: Bool { position - lineStart == indentation }

  /// Whether only white space is before `position` on its line.
  var isFirstOnLine: Bool {
    for offset in lineStart..<position where !YamlByte.isBlank(bytes[offset]) { return false }
    return true
  }

  /// Whether white space, or nothing more, is at `offset`.
  func isWhiteOrEnd(at offset: Int) -> Bool { offset >= end || YamlByte.isWhite(bytes[offset]) }

  /// Whether `byte` is at `position` and white space behind it, as with `- `, `? ` and `: `.
  func isIndicator(_ byte: UInt8) -> Bool {
    position < end && bytes[position] == byte && isWhiteOrEnd(at: position + 1)
  }

  /// Whether three times `byte` stand at the line's begin, with white space behind.
  func isMarker(_ byte: UInt8) -> Bool { position == lineStart && isMarker(byte, at: position) }

  var isAnyMarker: Bool { position == lineStart && isAnyMarker(at: position) }

  /// Whether a line that begins at `offset` begins with `---` or `...`.
  func isAnyMarker(at offset: Int) -> Bool { isMarker(YamlByte.dash, at: offset) || isMarker(YamlByte.dot, at: offset) }

  private func isMarker(_ byte: UInt8, at offset: Int) -> Bool {
    offset + 3 <= end && bytes[offset] == byte && bytes[offset + 1] == byte && bytes[offset + 2] == byte
      && isWhiteOrEnd(at: offset + 3)
  }

  /// Adds the null that nothing stands for.
  mutating func addEmpty(at offset: Int) -> Int {
    tree.add(YamlNode(kind: .scalar, style: .empty, start: offset, end: offset))
  }

  mutating func enter() throws(EditRefusal) {
    depth += 1
    guard depth <= Self.maximumDepth else { throw refusal("nested deeper than \(Self.maximumDepth) levels") }
  }
}
