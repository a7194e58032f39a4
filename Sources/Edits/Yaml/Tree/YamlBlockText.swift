/// A literal or folded scalar's header and lines.
struct YamlBlockText {
  enum Chomping {
    case strip
    case clip
    case keep
  }

  /// Behind the indicators of the header.
  let headerEnd: Int
  let chomping: Chomping
  private let isFolded: Bool
  /// The lines without their indentation; the last ones may be empty.
  private let lines: [ArraySlice<UInt8>]
  /// Whether the last line has a line break.
  private let isTerminated: Bool

  init(of node: YamlNode, in tree: YamlTree) {
    var position = node.start + 1
    var chomping = Chomping.clip
    while position < node.end, !YamlByte.isWhite(tree.bytes[position]) {
      if tree.bytes[position] == YamlByte.plus { chomping = .keep }
      if tree.bytes[position] == YamlByte.dash { chomping = .strip }
      position += 1
    }
    headerEnd = position
    self.chomping = chomping
    isFolded = node.style == .folded
    var lines: [ArraySlice<UInt8>] = []
    var lineEnd = tree.lineEnd(of: position)
    while lineEnd < node.end {
      let start = tree.afterBreak(at: lineEnd)
      lineEnd = tree.lineEnd(of: start)
      var text = start
      let column = node.indent < 0 ? Int.max : node.indent
      while text < lineEnd, text - start < column, tree.bytes[text] == YamlByte.space { text += 1 }
      lines.append(tree.bytes[text..<lineEnd])
    }
    self.lines = lines
    isTerminated = lineEnd < tree.bytes.count
  }

  var text: [UInt8] {
    var result = isFolded ? foldedLines : Array(lines.joined(separator: [YamlByte.lineFeed]))
    let isBlank = lines.allSatisfy(\.isEmpty)
    switch chomping {
    case .strip: break
    case .clip: if !isBlank, isTerminated { result.append(YamlByte.lineFeed) }
    case .keep: if !lines.isEmpty, isTerminated { result.append(YamlByte.lineFeed) }
    }
    return result
  }

  /// The lines joined as `>` joins them: breaks beside a line that begins with white space stay (8.1.3).
  private var foldedLines: [UInt8] {
    var result: [UInt8] = []
    var emptyCount = 0
    var previous: ArraySlice<UInt8>?
    for line in lines {
      if line.isEmpty {
        emptyCount += 1
        continue
      }
      if let previous {
        let isKept = YamlByte.isBlank(previous[previous.startIndex]) || YamlByte.isBlank(line[line.startIndex])
        if isKept {
          result += [UInt8](repeating: YamlByte.lineFeed, count: emptyCount + 1)
        } else {
          result += emptyCount == 0 ? [YamlByte.space] : [UInt8](repeating: YamlByte.lineFeed, count: emptyCount)
        }
      } else {
        result += [UInt8](repeating: YamlByte.lineFeed, count: emptyCount)
      }
      result += line
      emptyCount = 0
      previous = line
    }
    // Empty lines at the end are only here where they are kept; with no text before, the last break is the chomping's.
    let tail = previous == nil ? max(emptyCount - 1, 0) : emptyCount
    return result + [UInt8](repeating: YamlByte.lineFeed, count: tail)
  }
}
