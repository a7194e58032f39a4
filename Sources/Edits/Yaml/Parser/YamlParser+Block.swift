/// What stands by indentation.
extension YamlParser {
  /// Where a node stands, which says what may begin there.
  enum Place {
    /// At the begin of a document without `---`.
    case document
    /// Behind `---`, on whose line no block collection may begin.
    case marked
    /// Behind a key's colon: no block collection on the same line; a list may be as far left as the key.
    case value
    /// Behind `- `: a block collection may begin on the same line.
    case item
    /// Behind `? ` or the `: ` that belongs to it: both.
    case explicit

    var allowsCompact: Bool { self == .item || self == .explicit }
    var allowsListAtParent: Bool { self == .value || self == .explicit }
  }

  /// Parses the node behind an indicator, of a collection in column `parent` (-1 at the top).
  ///
  /// It ends behind the node's last byte; only a comment or a line end may follow there.
  mutating func parseBlockNode(parent: Int, place: Place) throws(EditRefusal) -> Int {
    try enter()
    defer { depth -= 1 }
    let anchorPoint = position
    var isFresh = skipTrivia() || place == .document
    if hasEnded(parent: parent, place: place, isFresh: isFresh) { return addEmpty(at: anchorPoint) }
    var (outer, inner) = (-1, -1)
    var begin = position
    while isAtProperty {
      inner = try parseProperties()
      let behind = position
      guard skipTrivia() || position == end else { break }
      isFresh = true
      outer = try merged(outer, inner)
      inner = -1
      if hasEnded(parent: parent, place: place, isFresh: true) {
        let node = addEmpty(at: behind)
        try attach(outer, to: node)
        return node
      }
      begin = position
    }
    let isSpaced =
      isFresh ? begin - lineStart == indentation : isSpacesOnly(from: anchorPoint, to: begin)
    let mayBegin = (isFresh || place.allowsCompact) && isSpaced
    return try parseContent(
      Opening(begin: begin, parent: parent, outer: outer, inner: inner, mayBeginCollection: mayBegin))
  }

  /// What is known of a node when its content begins.
  struct Opening {
    /// The first byte of the content's line part: that of its anchor or tag, if they are on the same line.
    let begin: Int
    let parent: Int
    /// The number of anchor and tag on earlier lines: the node's own. -1 where there are none.
    let outer: Int
    /// The number of anchor and tag on the content's line: those of the key, if the line begins with one.
    let inner: Int
    let mayBeginCollection: Bool
  }

  private mutating func parseContent(_ opening: Opening) throws(EditRefusal) -> Int {
    if isIndicator(YamlByte.dash) || isIndicator(YamlByte.question) {
      guard opening.mayBeginCollection, opening.inner < 0 else {
        throw refusal("a block \(bytes[position] == YamlByte.dash ? "list" : "mapping") can't begin here")
      }
      return bytes[position] == YamlByte.dash
        ? try parseBlockSequence(opening) : try parseBlockMapping(opening, firstKey: nil)
    }
    if bytes[position] == YamlByte.bar || bytes[position] == YamlByte.greater {
      let node = try parseBlockScalar(parent: opening.parent)
      try attach(merged(opening.outer, opening.inner), to: node)
      return node
    }
    let line = lineStart
    let atom = isIndicator(YamlByte.colon) ? addEmpty(at: position) : try parseAtom(parent: opening.parent)
    let behind = position
    if line == lineStart {
      skipBlanks()
      if isIndicator(YamlByte.colon) {
        guard opening.mayBeginCollection else { throw refusal("a mapping can't begin on this line", at: opening.begin) }
        try attach(opening.inner, to: atom)
        return try parseBlockMapping(opening, firstKey: atom)
      }
      position = behind
    }
    try attach(merged(opening.outer, opening.inner), to: atom)
    try expectLineEnd()
    return atom
  }

  /// Whether the node has no content: what follows belongs to a collection further left, or to nobody.
  private func hasEnded(parent: Int, place: Place, isFresh: Bool) -> Bool {
    guard position < end else { return true }
    guard isFresh else { return false }
    if isAnyMarker { return true }
    let column = indentation
    if column > parent { return false }
    let isList = place.allowsListAtParent && column == parent && isIndicator(YamlByte.dash) && isIndentedBySpaces
    return !isList
  }

  private func isSpacesOnly(from start: Int, to end: Int) -> Bool {
    for offset in start..<end where bytes[offset] != YamlByte.space { return false }
    return true
  }

  /// Parses a scalar, an alias or a flow collection where no block collection begins, or the key of one.
  private mutating func parseAtom(parent: Int) throws(EditRefusal) -> Int {
    switch bytes[position] {
    case YamlByte.asterisk: try parseAlias()
    case YamlByte.openBracket, YamlByte.openBrace: try parseFlowCollection(parent: parent)
    case YamlByte.doubleQuote, YamlByte.singleQuote: try parseQuoted(parent: parent)
    default: try parsePlain(parent: parent, isInFlow: false)
    }
  }

  /// Refuses anything but a comment behind a node on its line.
  private func expectLineEnd() throws(EditRefusal) {
    var offset = position
    while offset < end, YamlByte.isBlank(bytes[offset]) { offset += 1 }
    if offset == end || YamlByte.isBreak(bytes[offset]) { return }
    if bytes[offset] == YamlByte.hash, offset > position { return }
    throw refusal("unexpected text behind a value", at: offset)
  }

  // MARK: Collections

  private mutating func parseBlockSequence(_ opening: Opening) throws(EditRefusal) -> Int {
    let column = position - lineStart
    var node = YamlNode(kind: .sequence, style: .block, start: position, end: position)
    node.indent = column
    let sequence = tree.add(node)
    try attach(opening.outer, to: sequence)
    if opening.outer >= 0 { openCollections.insert(sequence) }
    defer { openCollections.remove(sequence) }
    repeat {
      let start = position
      position += 1
      let value = try parseBlockNode(parent: column, place: .item)
      let entry = tree.add(YamlEntry(start: start, value: value), to: sequence)
      tree.nodes[sequence].end = tree.end(of: entry)
    } while try isAtNextEntry(column: column) && isIndicator(YamlByte.dash)
    return sequence
  }

  /// Parses the mapping whose first key was just read, or that begins with `? `.
  private mutating func parseBlockMapping(_ opening: Opening, firstKey: Int?) throws(EditRefusal) -> Int {
    let column = opening.begin - lineStart
    var node = YamlNode(kind: .mapping, style: .block, start: opening.begin, end: opening.begin)
    node.indent = column
    let mapping = tree.add(node)
    try attach(opening.outer, to: mapping)
    if opening.outer >= 0 { openCollections.insert(mapping) }
    defer { openCollections.remove(mapping) }
    var key = firstKey
    repeat {
      let entry: YamlEntry
      if key == nil, isIndicator(YamlByte.question) {
        entry = try parseExplicitEntry(column: column)
      } else {
        let start = key == nil ? position : opening.begin
        let name = if let key { key } else { try parseKey(column: column) }
        entry = try parseImplicitEntry(start: start, key: name, column: column)
      }
      let number = tree.add(entry, to: mapping)
      tree.nodes[mapping].end = tree.end(of: number)
      key = nil
    } while try isAtNextEntry(column: column)
    return mapping
  }

  /// Parses the colon and the value of a key that was just read.
  private mutating func parseImplicitEntry(start: Int, key: Int, column: Int) throws(EditRefusal) -> YamlEntry {
    let colon = position
    // What readers guarantee to look ahead for (YAML 1.2, 7.4.2).
    guard colon - start <= 1024 else { throw refusal("a key is longer than 1024 bytes", at: start) }
    position += 1
    let value = try parseBlockNode(parent: column, place: .value)
    return YamlEntry(start: start, key: key, colon: colon, value: value)
  }

  /// Parses `? key` and the `: value` that may follow on a line of its own.
  private mutating func parseExplicitEntry(column: Int) throws(EditRefusal) -> YamlEntry {
    let start = position
    position += 1
    let key = try parseBlockNode(parent: column, place: .explicit)
    if try isAtNextEntry(column: column), isIndicator(YamlByte.colon) {
      let colon = position
      position += 1
      let value = try parseBlockNode(parent: column, place: .explicit)
      return YamlEntry(start: start, key: key, colon: colon, value: value)
    }
    return YamlEntry(start: start, key: key, value: addEmpty(at: tree[key].end))
  }

  /// Parses a key that isn't the first of its mapping, up to its colon.
  private mutating func parseKey(column: Int) throws(EditRefusal) -> Int {
    if isIndicator(YamlByte.dash) { throw refusal("a list item among the keys of a mapping") }
    let line = lineStart
    let properties = isAtProperty ? try parseProperties() : -1
    if properties >= 0 { skipBlanks() }
    guard position < end else { throw refusal("expected a key") }
    let key = isIndicator(YamlByte.colon) ? addEmpty(at: position) : try parseAtom(parent: column)
    try attach(properties, to: key)
    let behind = position
    skipBlanks()
    guard line == lineStart, isIndicator(YamlByte.colon) else {
      throw refusal("expected a colon behind the key", at: behind)
    }
    return key
  }

  /// Moves to the next content and returns whether it is an entry of the collection in this column.
  private mutating func isAtNextEntry(column: Int) throws(EditRefusal) -> Bool {
    _ = skipTrivia()
    guard position < end else { return false }
    guard isFirstOnLine else { throw refusal("unexpected text behind a value") }
    if isAnyMarker { return false }
    guard isIndentedBySpaces else { throw refusal("a tab can't be used for indentation") }
    let found = indentation
    guard found <= column else { throw refusal("indented deeper than the entries before it") }
    return found == column
  }
}
