/// Where a node stands on its lines: what introduces it, and what is behind it.
struct YamlSlot {
  let tree: YamlTree
  let place: YamlPlace

  var node: YamlNode { tree[place.node] }

  /// Behind what introduces the node: its properties, its key's colon, its dash, or the document's `---`.
  var introduction: Int? {
    if node.properties >= 0 { return tree.properties[node.properties].end }
    guard let parent = place.parents.last else {
      return tree.documents.first { $0.root == place.node && $0.isMarked }?.start
    }
    let entry = tree.entries[parent.entry]
    if entry.colon >= 0 { return entry.colon + 1 }
    return entry.key < 0 ? entry.start + 1 : nil
  }

  /// Whether the node begins on a later line than what introduces it.
  var isOnLaterLine: Bool {
    guard let introduction else { return true }
    return tree.lineEnd(of: introduction) < node.start
  }

  /// What becomes of the rest of the line where a node outside of brackets is replaced.
  struct Remainder {
    /// The comment that stays, with the white space before it.
    let comment: [UInt8]
    /// Behind the last byte that goes with the node, this comment included.
    let end: Int
  }

  /// Returns the comment behind the node, or behind the header of a literal or folded scalar.
  ///
  /// A block collection takes the comment of its last line along, since that is about its last entry. Only where it is
  /// one line behind a dash, the comment may be about the item; it stays if something takes the item's place.
  func remainder(isEmptied: Bool) -> Remainder {
    let lineEnd = tree.lineEnd(of: node.end)
    switch node.style {
    case .literal, .folded:
      let headerEnd = YamlBlockText(of: node, in: tree).headerEnd
      let headerLineEnd = tree.lineEnd(of: headerEnd)
      return Remainder(comment: Array(tree.bytes[headerEnd..<headerLineEnd]), end: max(node.end, headerLineEnd))
    case .block where isEmptied || isOnLaterLine || tree.lineEnd(of: node.start) < node.end:
      return Remainder(comment: [], end: lineEnd)
    default:
      return Remainder(comment: Array(tree.bytes[node.end..<lineEnd]), end: lineEnd)
    }
  }
}
