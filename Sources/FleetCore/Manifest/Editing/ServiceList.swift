import Documents

/// The lines of a manifest's block list of services.
struct ServiceList {
  let lines: TextLines
  let entries: [Node]
  /// The column of every entry's dash, from 1.
  let dashColumn: Int

  /// Returns nil where the value isn't a list with an entry a line.
  init?(_ node: Node, in lines: TextLines) {
    guard case .list(let entries) = node.value, !entries.isEmpty else { return nil }
    let start = lines.offset(of: node.position)
    guard start < lines.bytes.count, lines.bytes[start] == UInt8(ascii: "-") else { return nil }
    self.lines = lines
    self.entries = entries
    dashColumn = node.position.column
  }

  /// The lines of one entry, with its comments at the end of lines and those that are indented like its members.
  func extent(of index: Int) -> ClosedRange<Int> {
    var first = entries[index].position.line
    while !hasDash(first), first > 1 { first -= 1 }
    // A value that stands in the line of its key ends there; `max` is for an entry of nothing but a dash.
    var last = max(first, entries[index].end.line)
    while last < lines.count, lines.isComment(last + 1), lines.indentation(ofLine: last + 1) >= dashColumn { last += 1 }
    return first...last
  }

  private func hasDash(_ line: Int) -> Bool {
    let content = lines.content(ofLine: line)
    return lines.indentation(ofLine: line) == dashColumn - 1
      && content.dropFirst(dashColumn - 1).first == UInt8(ascii: "-")
  }

  /// Whether blank lines part the last two entries.
  var isSpaced: Bool {
    guard entries.count > 1 else { return false }
    let between = extent(of: entries.count - 2).upperBound + 1..<extent(of: entries.count - 1).lowerBound
    return between.contains { lines.isBlank($0) }
  }

  /// The style of the last entry, for the next one.
  var style: EntryStyle {
    let last = entries[entries.count - 1]
    let start = lines.offset(of: last.position)
    let indentation = String(repeating: " ", count: dashColumn - 1)
    if lines.bytes[start] == UInt8(ascii: "{") {
      return EntryStyle(indentation: indentation, shape: .braces(isSpaced: lines.bytes[start + 1] == UInt8(ascii: " ")))
    }
    let isBesideDash = hasDash(last.position.line)
    return EntryStyle(
      indentation: indentation, shape: .block(gap: isBesideDash ? last.position.column - dashColumn - 1 : 1))
  }
}

/// How an entry of a list is laid out.
struct EntryStyle {
  enum Shape {
    /// A member a line; `gap` is the number of spaces behind the dash.
    case block(gap: Int)
    /// All members in one line, in braces, with spaces inside them or not.
    case braces(isSpaced: Bool)
  }

  let indentation: String
  let shape: Shape

  /// Returns the entry's lines without their ends.
  func lines(of service: NewService) -> [String] {
    switch shape {
    case .braces(let isSpaced):
      let space = isSpaced ? " " : ""
      return ["\(indentation)- {\(space)\(service.members.joined(separator: ", "))\(space)}"]
    case .block(let gap):
      let space = String(repeating: " ", count: gap)
      return service.members.enumerated().map { index, member in
        indentation + (index == 0 ? "-" : " ") + space + member
      }
    }
  }
}
