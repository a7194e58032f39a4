/// Anchors, tags and aliases.
extension YamlParser {
  var isAtProperty: Bool {
    position < end && (bytes[position] == YamlByte.ampersand || bytes[position] == YamlByte.exclamation)
  }

  /// Parses an anchor, a tag, or both, on one line; ends behind them and returns their number in the tree.
  mutating func parseProperties() throws(EditRefusal) -> Int {
    var properties = YamlProperties(start: position, end: position)
    while isAtProperty {
      let start = position
      if bytes[position] == YamlByte.ampersand {
        guard properties.anchor == nil else { throw refusal("a second anchor for one value") }
        try parseName()
        properties.anchor = start..<position
      } else {
        guard properties.tag == nil else { throw refusal("a second tag for one value") }
        try parseTag()
        properties.tag = start..<position
        properties.meaning = try meaning(ofTag: start..<position)
      }
      properties.end = position
      guard isWhiteOrEnd(at: position) || YamlByte.isFlowEnd(bytes[position]) else {
        throw refusal("expected white space behind an anchor or a tag")
      }
      let behind = position
      skipBlanks()
      if !isAtProperty { position = behind }
    }
    tree.properties.append(properties)
    return tree.properties.count - 1
  }

  /// Returns both as one, as where an anchor is on the key's line and the tag on the next; -1 stands for none.
  mutating func merged(_ first: Int, _ second: Int) throws(EditRefusal) -> Int {
    guard first >= 0, second >= 0 else { return max(first, second) }
    var result = tree.properties[first]
    let other = tree.properties[second]
    guard result.anchor == nil || other.anchor == nil, result.tag == nil || other.tag == nil else {
      throw refusal("a second anchor or tag for one value", at: other.start)
    }
    result.anchor = result.anchor ?? other.anchor
    if let tag = other.tag { (result.tag, result.meaning) = (tag, other.meaning) }
    result.end = other.end
    tree.properties.append(result)
    return tree.properties.count - 1
  }

  /// Gives the node its anchor and tag, if there are some.
  mutating func attach(_ number: Int, to node: Int) throws(EditRefusal) {
    guard number >= 0 else { return }
    let properties = tree.properties[number]
    guard tree[node].kind != .alias else {
      throw refusal("an alias can't have an anchor or a tag", at: properties.start)
    }
    tree.nodes[node].properties = number
    if tree[node].style == .empty, tree[node].end < properties.end {
      (tree.nodes[node].start, tree.nodes[node].end) = (properties.end, properties.end)
    }
    guard let anchor = properties.anchor else { return }
    let name = bytes[anchor.lowerBound + 1..<anchor.upperBound]
    // A collection gets its anchor after its members: the later one in the text is the one that counts.
    if let other = anchors[name], tree.outerStart(of: other) > properties.start { return }
    anchors[name] = node
  }

  mutating func parseAlias() throws(EditRefusal) -> Int {
    let start = position
    try parseName()
    guard let target = anchors[bytes[start + 1..<position]] else {
      throw refusal("no anchor of this name comes before the alias", at: start)
    }
    guard !openCollections.contains(target) else { throw refusal("an alias to what it is inside of", at: start) }
    var node = YamlNode(kind: .alias, style: .alias, start: start, end: position)
    node.target = target
    let alias = tree.add(node)
    tree.aliases.append(alias)
    return alias
  }

  /// Moves over `&name` or `*name`.
  private mutating func parseName() throws(EditRefusal) {
    let start = position
    position += 1
    while position < end, !YamlByte.isWhite(bytes[position]), !YamlByte.isFlowIndicator(bytes[position]) {
      position += 1
    }
    guard position > start + 1 else { throw refusal("expected a name", at: start) }
  }

  /// Moves over a tag: `!`, `!name`, `!!name`, `!handle!name` or `!<uri>`.
  private mutating func parseTag() throws(EditRefusal) {
    let start = position
    position += 1
    if position < end, bytes[position] == YamlByte.less {
      while position < end, bytes[position] != YamlByte.greater, !YamlByte.isWhite(bytes[position]) { position += 1 }
      guard position < end, bytes[position] == YamlByte.greater, position > start + 2 else {
        throw refusal("expected \"!<uri>\"", at: start)
      }
      position += 1
      return
    }
    while position < end, !YamlByte.isWhite(bytes[position]), !YamlByte.isFlowIndicator(bytes[position]) {
      position += 1
    }
  }

  private func meaning(ofTag range: Range<Int>) throws(EditRefusal) -> YamlTag {
    let tag = bytes[range]
    if tag.count == 1 { return .nonSpecific }
    let core = Array("tag:yaml.org,2002:".utf8)
    if tag.starts(with: "!<".utf8) {
      let uri = tag.dropFirst(2).dropLast()
      return uri.starts(with: core) ? Self.meaning(ofCore: uri.dropFirst(core.count)) : .other
    }
    guard let second = tag.dropFirst().firstIndex(of: YamlByte.exclamation) else {
      let prefix = handles[tag.prefix(1)]
      guard let prefix, prefix.starts(with: core) else { return .other }
      return Self.meaning(ofCore: prefix.dropFirst(core.count) + tag.dropFirst())
    }
    let (handle, suffix) = (tag[...second], tag[(second + 1)...])
    guard !suffix.isEmpty else { throw refusal("a tag without a name", at: range.lowerBound) }
    guard let prefix = handles[handle] ?? (handle.count == 2 ? core[...] : nil) else {
      throw refusal("no directive declares the handle of this tag", at: range.lowerBound)
    }
    return prefix.starts(with: core) ? Self.meaning(ofCore: prefix.dropFirst(core.count) + suffix) : .other
  }

  private static func meaning(ofCore name: ArraySlice<UInt8>) -> YamlTag {
    switch String(decoding: name, as: UTF8.self) {
    case "str": .string
    case "int": .integer
    case "float": .float
    case "bool": .boolean
    case "null": .null
    case "seq": .sequence
    case "map": .mapping
    default: .other
    }
  }
}
