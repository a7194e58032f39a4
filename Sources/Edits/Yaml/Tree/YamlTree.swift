/// A YAML file as nodes that know their bytes.
struct YamlTree {
  let bytes: [UInt8]
  /// Where the text begins: behind a byte order mark.
  let textStart: Int
  var nodes: [YamlNode] = []
  var entries: [YamlEntry] = []
  var properties: [YamlProperties] = []
  var documents: [YamlDocument] = []
  /// Every alias, in the file's order.
  var aliases: [Int] = []

  init(bytes: [UInt8], textStart: Int) {
    self.bytes = bytes
    self.textStart = textStart
    nodes.reserveCapacity(bytes.count / 12)
    entries.reserveCapacity(bytes.count / 20)
  }

  subscript(node: Int) -> YamlNode { nodes[node] }

  mutating func add(_ node: YamlNode) -> Int {
    nodes.append(node)
    return nodes.count - 1
  }

  /// Adds an entry behind the others of `collection` and returns its number.
  @discardableResult
  mutating func add(_ entry: YamlEntry, to collection: Int) -> Int {
    entries.append(entry)
    let number = entries.count - 1
    if nodes[collection].lastEntry >= 0 {
      entries[nodes[collection].lastEntry].next = number
    } else {
      nodes[collection].firstEntry = number
    }
    nodes[collection].lastEntry = number
    nodes[collection].count += 1
    return number
  }

  /// The numbers of a collection's entries, in order.
  func entries(of node: Int) -> EntryNumbers { EntryNumbers(tree: self, current: nodes[node].firstEntry) }

  struct EntryNumbers: Sequence, IteratorProtocol {
    let tree: YamlTree
    var current: Int

    mutating func next() -> Int? {
      guard current >= 0 else { return nil }
      defer { current = tree.entries[current].next }
      return current
    }
  }

  /// Where the node's own text begins, its anchor and tag included.
  func outerStart(of node: Int) -> Int {
    let properties = nodes[node].properties
    return properties >= 0 ? self.properties[properties].start : nodes[node].start
  }

  /// Behind the entry's last byte, without the comma.
  func end(of entry: Int) -> Int {
    let entry = entries[entry]
    return max(nodes[entry.value].end, entry.colon + 1)
  }

  /// The node with which the text of `node` ends.
  func lastScalar(of node: Int) -> YamlNode {
    var node = node
    while nodes[node].lastEntry >= 0 { node = entries[nodes[node].lastEntry].value }
    return nodes[node]
  }

  /// What the node's tag says.
  func tag(of node: Int) -> YamlTag {
    let properties = nodes[node].properties
    return properties >= 0 ? self.properties[properties].meaning : .none
  }

  /// What an alias stands for; any other node is itself.
  func resolved(_ node: Int) -> Int { nodes[node].kind == .alias ? nodes[node].target : node }
}

/// Lines of the file.
extension YamlTree {
  /// Where the line of `offset` begins, behind a byte order mark.
  func lineStart(of offset: Int) -> Int {
    var start = offset
    while start > textStart, !YamlByte.isBreak(bytes[start - 1]) { start -= 1 }
    return start
  }

  /// Where the line of `offset` ends, before its line break.
  func lineEnd(of offset: Int) -> Int {
    var end = offset
    while end < bytes.count, !YamlByte.isBreak(bytes[end]) { end += 1 }
    return end
  }

  /// Behind the line break at `offset`, or `offset` itself at the end of the file.
  func afterBreak(at offset: Int) -> Int {
    guard offset < bytes.count, YamlByte.isBreak(bytes[offset]) else { return offset }
    let isPair =
      bytes[offset] == YamlByte.carriageReturn && offset + 1 < bytes.count && bytes[offset + 1] == YamlByte.lineFeed
    return offset + (isPair ? 2 : 1)
  }

  /// Whether only spaces are before `offset` on its line.
  func startsLine(_ offset: Int) -> Bool {
    var start = offset
    while start > textStart, bytes[start - 1] == YamlByte.space { start -= 1 }
    return start == textStart || YamlByte.isBreak(bytes[start - 1])
  }

  /// How many bytes are before `offset` on its line.
  func column(of offset: Int) -> Int { offset - lineStart(of: offset) }
}
