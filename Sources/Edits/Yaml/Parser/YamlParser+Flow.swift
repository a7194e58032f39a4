/// What stands in brackets and braces.
extension YamlParser {
  /// Parses `[…]` or `{…}`; its lines have to be deeper than column `parent`, except for the closing one.
  mutating func parseFlowCollection(parent: Int) throws(EditRefusal) -> Int {
    try enter()
    defer { depth -= 1 }
    let start = position
    let isSequence = bytes[position] == YamlByte.openBracket
    let close = isSequence ? YamlByte.closeBracket : YamlByte.closeBrace
    let collection = tree.add(
      YamlNode(kind: isSequence ? .sequence : .mapping, style: .flow, start: start, end: start))
    position += 1
    while true {
      try skipFlowTrivia(parent: parent, opening: start)
      if bytes[position] == close { break }
      let entry =
        isSequence
        ? try parseFlowItem(parent: parent, opening: start) : try parseFlowPair(parent: parent, opening: start)
      let number = tree.add(entry, to: collection)
      try skipFlowTrivia(parent: parent, opening: start)
      if bytes[position] == close { break }
      guard bytes[position] == YamlByte.comma else { throw refusal("expected a comma or a closing bracket") }
      tree.entries[number].comma = position
      position += 1
    }
    position += 1
    tree.nodes[collection].end = position
    return collection
  }

  /// Moves to the next content of a flow collection, which has to come.
  private mutating func skipFlowTrivia(parent: Int, opening: Int) throws(EditRefusal) {
    let isLaterLine = skipTrivia()
    guard position < end else { throw refusal("not closed", at: opening) }
    if bytes[position] == YamlByte.hash { throw refusal("a comment needs white space before it") }
    guard isLaterLine else { return }
    if isAnyMarker { throw refusal("a document marker inside brackets") }
    let isClosing = bytes[position] == YamlByte.closeBracket || bytes[position] == YamlByte.closeBrace
    guard indentation > parent || isClosing && indentation == parent else {
      throw refusal("indented less than the value that it is in")
    }
  }

  /// Parses an item of a sequence: a node, or a pair without braces.
  private mutating func parseFlowItem(parent: Int, opening: Int) throws(EditRefusal) -> YamlEntry {
    let start = position
    let line = lineStart
    let isExplicit = isFlowQuestion
    let key = try parseFlowKey(parent: parent, opening: opening)
    let behind = position
    if !isExplicit { skipBlanks() }
    if isExplicit { try skipFlowTrivia(parent: parent, opening: opening) }
    guard isFlowColon(afterKey: key), isExplicit || line == lineStart else {
      if !isExplicit {
        position = behind
        return YamlEntry(start: start, value: key)
      }
      let value = addEmpty(at: behind)
      return try pairItem(YamlEntry(start: start, key: key, value: value), end: behind)
    }
    guard isExplicit || position - start <= 1024 else { throw refusal("a key is longer than 1024 bytes", at: start) }
    let colon = position
    let value = try parseFlowValue(parent: parent, opening: opening)
    return try pairItem(
      YamlEntry(start: start, key: key, colon: colon, value: value), end: max(tree[value].end, colon + 1))
  }

  /// Wraps a pair into the mapping that it is in a sequence.
  private mutating func pairItem(_ pair: YamlEntry, end: Int) throws(EditRefusal) -> YamlEntry {
    let mapping = tree.add(YamlNode(kind: .mapping, style: .pair, start: pair.start, end: end))
    tree.add(pair, to: mapping)
    return YamlEntry(start: pair.start, value: mapping)
  }

  private mutating func parseFlowPair(parent: Int, opening: Int) throws(EditRefusal) -> YamlEntry {
    let start = position
    let key = try parseFlowKey(parent: parent, opening: opening)
    let behind = position
    try skipFlowTrivia(parent: parent, opening: opening)
    guard isFlowColon(afterKey: key) else {
      return YamlEntry(start: start, key: key, value: addEmpty(at: behind))
    }
    let colon = position
    let value = try parseFlowValue(parent: parent, opening: opening)
    return YamlEntry(start: start, key: key, colon: colon, value: value)
  }

  private var isFlowQuestion: Bool {
    bytes[position] == YamlByte.question
      && (isWhiteOrEnd(at: position + 1) || YamlByte.isFlowIndicator(bytes[position + 1]))
  }

  /// Whether the colon at `position` divides key and value; behind a quoted or bracketed key any does.
  private func isFlowColon(afterKey key: Int) -> Bool {
    guard position < end, bytes[position] == YamlByte.colon else { return false }
    let isJsonLike = tree[key].style.isQuoted || tree[key].style == .flow
    return isJsonLike || isWhiteOrEnd(at: position + 1) || YamlByte.isFlowIndicator(bytes[position + 1])
  }

  /// Parses a key, or an item that isn't known yet to be none.
  private mutating func parseFlowKey(parent: Int, opening: Int) throws(EditRefusal) -> Int {
    guard isFlowQuestion else { return try parseFlowNode(parent: parent, opening: opening) }
    position += 1
    let behind = position
    try skipFlowTrivia(parent: parent, opening: opening)
    return endsFlowNode ? addEmpty(at: behind) : try parseFlowNode(parent: parent, opening: opening)
  }

  /// Parses what is behind the colon at `position`.
  private mutating func parseFlowValue(parent: Int, opening: Int) throws(EditRefusal) -> Int {
    position += 1
    let behind = position
    try skipFlowTrivia(parent: parent, opening: opening)
    if endsFlowNode, bytes[position] != YamlByte.colon {
      position = behind
      return addEmpty(at: behind)
    }
    return try parseFlowNode(parent: parent, opening: opening)
  }

  /// Whether an empty node ends here.
  private var endsFlowNode: Bool {
    let byte = bytes[position]
    return YamlByte.isFlowEnd(byte)
      || byte == YamlByte.colon
        && (isWhiteOrEnd(at: position + 1) || YamlByte.isFlowIndicator(bytes[position + 1]))
  }

  private mutating func parseFlowNode(parent: Int, opening: Int) throws(EditRefusal) -> Int {
    var properties = -1
    if isAtProperty {
      properties = try parseProperties()
      let behind = position
      try skipFlowTrivia(parent: parent, opening: opening)
      if isAtProperty {
        properties = try merged(properties, parseProperties())
        try skipFlowTrivia(parent: parent, opening: opening)
      }
      if endsFlowNode {
        let node = addEmpty(at: behind)
        try attach(properties, to: node)
        return node
      }
    }
    let node =
      switch bytes[position] {
      case YamlByte.asterisk: try parseAlias()
      case YamlByte.openBracket, YamlByte.openBrace: try parseFlowCollection(parent: parent)
      case YamlByte.doubleQuote, YamlByte.singleQuote: try parseQuoted(parent: parent)
      case _ where isFlowColonAtStart: addEmpty(at: position)
      default: try parsePlain(parent: parent, isInFlow: true)
      }
    try attach(properties, to: node)
    return node
  }

  /// Whether a colon with no key before it begins a value here.
  private var isFlowColonAtStart: Bool {
    bytes[position] == YamlByte.colon && endsFlowNode
  }
}
