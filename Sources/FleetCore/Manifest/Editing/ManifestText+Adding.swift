import Documents

extension ManifestText {
  func textAdding(_ services: [NewService]) throws(ManifestEditError) -> [UInt8] {
    let (root, lines) = try parts()
    guard case .mapping(let members) = root.value, let member = members.first(where: { $0.key == "services" }) else {
      return textAddingKey(services, root: root, lines: lines)
    }
    if let list = ServiceList(member.value, in: lines) {
      let last = list.extent(of: list.entries.count - 1).upperBound
      return inserting(services, in: list.style, isSpaced: list.isSpaced, behindLine: last, lines: lines)
    }
    let range = try emptyValue(of: member, lines: lines)
    let emptied = TextLines(Array(bytes[..<range.lowerBound] + bytes[range.upperBound...]))
    let keyLine = member.keyPosition.line
    var last = keyLine
    // Commented-out examples below the key stay above what is added.
    while last < emptied.count, emptied.isComment(last + 1),
      emptied.indentation(ofLine: last + 1) >= member.keyPosition.column
    { last += 1 }
    let style = EntryStyle(
      indentation: indentation(under: member.keyPosition.column, root: root), shape: .block(gap: 1))
    return inserting(services, in: style, isSpaced: false, behindLine: last, lines: emptied)
  }

  /// Returns the bytes of an empty value, with the space before them: `[]`, `null`, `~`, or nothing at all.
  private func emptyValue(of member: Node.Member, lines: TextLines) throws(ManifestEditError) -> Range<Int> {
    let node = member.value
    let end = lines.offset(of: node.end)
    var start = lines.offset(of: node.position)
    if start == end { return start..<end }
    let isBare = bytes[start..<end].allSatisfy { !"#,".utf8.contains($0) }
    guard node.position.line == node.end.line, node.position.line == member.keyPosition.line, isBare else {
      throw flowError
    }
    if case .list(let entries) = node.value, !entries.isEmpty { throw flowError }
    while start > 0, bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
    return start..<end
  }

  private func textAddingKey(_ services: [NewService], root: Node, lines: TextLines) -> [UInt8] {
    let column = root.value == .null ? 1 : root.position.column
    let style = EntryStyle(indentation: indentation(under: column, root: root), shape: .block(gap: 1))
    let isSpaced = lines.count > 0 && !lines.isBlank(lines.count)
    let key = String(repeating: " ", count: column - 1) + "services:"
    let text = (isSpaced ? [""] : []) + [key] + services.flatMap { style.lines(of: $0) }
    return inserting(text, behindLine: lines.count, lines: lines)
  }

  /// Lists of a file are indented alike: like the other ones, or else by two spaces.
  private func indentation(under column: Int, root: Node) -> String {
    var depth = 2
    if case .mapping(let members) = root.value {
      let lines = TextLines(bytes)
      let lists = members.compactMap { ServiceList($0.value, in: lines) }
      if let list = lists.first { depth = max(0, list.dashColumn - column) }
    }
    return String(repeating: " ", count: column - 1 + depth)
  }

  private func inserting(
    _ services: [NewService], in style: EntryStyle, isSpaced: Bool, behindLine line: Int, lines: TextLines
  ) -> [UInt8] {
    inserting(services.flatMap { (isSpaced ? [""] : []) + style.lines(of: $0) }, behindLine: line, lines: lines)
  }

  /// A file without an end of its last line is left without one.
  private func inserting(_ text: [String], behindLine line: Int, lines: TextLines) -> [UInt8] {
    let lineEnd = lines.lineEnd
    let offset = line == 0 ? lines.bytes.count : lines.range(ofLine: line).upperBound
    let isOpen = line > 0 && offset == lines.bytes.count && !lines.endsWithLineEnd
    var inserted: [UInt8] = []
    for piece in text {
      inserted += isOpen ? lineEnd + Array(piece.utf8) : Array(piece.utf8) + lineEnd
    }
    return Array(lines.bytes[..<offset] + inserted + lines.bytes[offset...])
  }
}
