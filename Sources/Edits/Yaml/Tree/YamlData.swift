/// A file's nodes as typed values.
struct YamlData {
  enum Aliases {
    /// An alias is `.code("*name")`.
    case asWritten
    /// An alias is what it stands for, and a mapping has the members that are merged into it.
    case resolved
  }

  let tree: YamlTree
  let aliases: Aliases
  private let maximumCount: Int
  private var resolvedCount = 0
  private var depth = 0

  init(tree: YamlTree, aliases: Aliases) {
    self.tree = tree
    self.aliases = aliases
    maximumCount = Self.maximumCount(in: tree)
  }

  /// How many values a file with resolved aliases may come to: more is a bomb, not a file.
  static func maximumCount(in tree: YamlTree) -> Int { 100_000 + 10 * tree.nodes.count }

  func documents() throws(EditRefusal) -> [EditValue] {
    var values: [EditValue] = []
    for document in tree.documents { values.append(try value(of: document.root)) }
    return values
  }

  func value(of node: Int) throws(EditRefusal) -> EditValue {
    var reader = self
    return try reader.read(node)
  }

  /// Returns the text of a key, as a path names it; nil for one that isn't a scalar.
  static func key(_ node: Int, in tree: YamlTree) -> [UInt8]? {
    tree[node].kind == .scalar ? YamlText.text(of: node, in: tree) : nil
  }

  private mutating func read(_ node: Int) throws(EditRefusal) -> EditValue {
    let value = tree[node]
    if aliases == .resolved {
      resolvedCount += 1
      guard resolvedCount <= maximumCount else {
        throw EditRefusal(.alias, "the aliases stand for more than \(maximumCount) values", at: value.start)
      }
    }
    depth += 1
    defer { depth -= 1 }
    guard depth <= 2 * YamlParser.maximumDepth else {
      throw EditRefusal(.alias, "the aliases nest deeper than \(2 * YamlParser.maximumDepth) levels", at: value.start)
    }
    switch value.kind {
    case .scalar: return Self.scalar(node, in: tree) ?? .null
    case .alias:
      return aliases == .resolved
        ? try read(value.target) : .code(String(decoding: tree.bytes[value.start..<value.end], as: UTF8.self))
    case .sequence:
      var items: [EditValue] = []
      items.reserveCapacity(value.count)
      for entry in tree.entries(of: node) { items.append(try read(tree.entries[entry].value)) }
      return .array(items)
    case .mapping:
      var members: [EditValue.Member] = []
      members.reserveCapacity(value.count)
      for number in tree.entries(of: node) {
        let entry = tree.entries[number]
        if aliases == .resolved, isMerge(number) { continue }
        members.append(.init(key: keyText(entry.key), value: try read(entry.value)))
      }
      guard aliases == .resolved else { return .object(members) }
      for number in try YamlMerge(tree: tree).inheritedEntries(of: node) {
        members.append(.init(key: keyText(tree.entries[number].key), value: try read(tree.entries[number].value)))
      }
      return .object(members)
    }
  }

  /// Whether the entry is a merge of mappings; `<<` with any other value is an ordinary key.
  private func isMerge(_ number: Int) -> Bool {
    let merge = YamlMerge(tree: tree)
    return merge.isMerge(number) && !merge.sources(of: number).isEmpty
  }

  /// A key that isn't a scalar is shown by its bytes behind a `?`, which no path names.
  private func keyText(_ node: Int) -> String {
    if let key = Self.key(node, in: tree) { return String(decoding: key, as: UTF8.self) }
    return "? " + String(decoding: tree.bytes[tree[node].start..<tree[node].end], as: UTF8.self)
  }

  /// Returns a scalar's value; nil for other nodes. One with an application's tag is `.code("!tag text")`.
  static func scalar(_ node: Int, in tree: YamlTree) -> EditValue? {
    let value = tree[node]
    guard value.kind == .scalar else { return nil }
    let tag = tree.tag(of: node)
    if tag == .other, let range = tree.properties[value.properties].tag {
      let text = tree.bytes[range] + [YamlByte.space] + tree.bytes[value.start..<value.end]
      return .code(String(decoding: text, as: UTF8.self))
    }
    let text = YamlText.text(of: node, in: tree)
    return scalar(text[...], isPlain: value.style == .plain || value.style == .empty, tag: tag)
  }

  private static func scalar(_ text: ArraySlice<UInt8>, isPlain: Bool, tag: YamlTag) -> EditValue {
    if tag == .string || tag == .nonSpecific || tag == .none && !isPlain {
      return .string(String(decoding: text, as: UTF8.self))
    }
    switch YamlSchema.meaning(ofPlain: text) {
    case .null where tag == .none || tag == .null: return .null
    case .boolean(let value) where tag == .none || tag == .boolean: return .boolean(value)
    case .integer where tag != .null && tag != .boolean: return .number(YamlSchema.decimal(text))
    case .float where tag != .null && tag != .boolean: return .number(String(decoding: text, as: UTF8.self))
    default: return .string(String(decoding: text, as: UTF8.self))
    }
  }
}
