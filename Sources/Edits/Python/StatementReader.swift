/// Splits the tokens of a Python file into statements, and checks its indentation as Python does.
struct StatementReader {
  let source: SourceText
  let tokens: [PythonToken]

  /// The blocks around the current line, by the column of the line that opened each; functions and classes with the
  /// index of their header.
  private var blocks: [(column: Int, scope: Int?)] = []
  private var columns = [0]
  private var opensBlock = false
  private var statements: [PythonModule.Statement] = []

  init(source: SourceText, tokens: [PythonToken]) {
    self.source = source
    self.tokens = tokens
  }

  mutating func read() throws(EditRefusal) -> [PythonModule.Statement] {
    var start = 0
    for index in tokens.indices where tokens[index].kind == .lineEnd {
      try readLine(start..<index)
      start = index + 1
    }
    if opensBlock { throw EditRefusal(.parse, "a block was expected before the file's end", at: source.bytes.count) }
    return statements
  }

  private mutating func readLine(_ line: Range<Int>) throws(EditRefusal) {
    guard let first = line.first else { return }
    try indent(to: column(of: tokens[first].range.lowerBound), at: tokens[first].range.lowerBound)
    var rest = line
    let keyword = blockKeyword(line)
    if keyword != .none, let colon = headerColon(line) {
      let isWhole = colon + 1 == line.upperBound
      add(line.lowerBound..<(colon + 1), isHeader: true, isAlone: isWhole)
      blocks.append((columns.last ?? 0, keyword == .local ? statements.count - 1 : nil))
      opensBlock = isWhole
      rest = (colon + 1)..<line.upperBound
    }
    try readSimple(rest, isAfterHeader: rest != line)
    if !opensBlock, rest != line { blocks.removeLast() }
  }

  private mutating func indent(to column: Int, at offset: Int) throws(EditRefusal) {
    let current = columns.last ?? 0
    if opensBlock {
      guard column > current else { throw EditRefusal(.parse, "an indented block was expected", at: offset) }
      columns.append(column)
      opensBlock = false
      return
    }
    if column > current { throw EditRefusal(.parse, "the line is indented without a block", at: offset) }
    while let last = columns.last, last > column { columns.removeLast() }
    guard columns.last == column else {
      throw EditRefusal(.parse, "the indentation is that of no block around", at: offset)
    }
    while let block = blocks.last, block.column >= column { blocks.removeLast() }
  }

  /// The statements of a line between its semicolons.
  private mutating func readSimple(_ line: Range<Int>, isAfterHeader: Bool) throws(EditRefusal) {
    var start = line.lowerBound
    var index = start
    let isOne = !line.contains { tokens[$0].isSpelled(";", in: source) }
    while index <= line.upperBound {
      let isEnd = index == line.upperBound || tokens[index].isSpelled(";", in: source)
      if isEnd {
        if start < index { add(start..<index, isHeader: false, isAlone: isOne && !isAfterHeader) }
        start = index + 1
      }
      index += 1
    }
  }

  private mutating func add(_ range: Range<Int>, isHeader: Bool, isAlone: Bool) {
    statements.append(
      PythonModule.Statement(
        tokens: range, isHeader: isHeader, scope: blocks.last { $0.scope != nil }?.scope, depth: blocks.count,
        isAlone: isAlone))
  }

  /// The column that Python counts: a tab leads to the next multiple of eight, a form feed back to the first.
  private func column(of offset: Int) -> Int {
    var column = 0
    for byte in source.bytes[source.lineStart(of: offset)..<offset] {
      switch byte {
      case UInt8(ascii: "\t"): column = (column / 8 + 1) * 8
      case 0x0C: column = 0
      default: column += 1
      }
    }
    return column
  }

  private enum BlockKeyword {
    case none, plain, local
  }

  /// Whether a line starts a block, and of which sort.
  private func blockKeyword(_ line: Range<Int>) -> BlockKeyword {
    guard let first = line.first, tokens[first].kind == .name else { return .none }
    let word = String(decoding: source.bytes[tokens[first].range], as: UTF8.self)
    switch word {
    case "def", "class": return .local
    case "async": return line.count > 1 && tokens[first + 1].isSpelled("def", in: source) ? .local : .plain
    case "if", "elif", "else", "for", "while", "try", "except", "finally", "with": return .plain
    case "match", "case":
      // Soft keywords: names too, as in `match = 1`, `case.x()` or `match: int = 2`.
      guard line.count > 2, headerColon(line) != nil else { return .none }
      let next = tokens[first + 1]
      let startsValue = "([{-*~".utf8.contains(source.bytes[next.range.lowerBound]) || next.isSpelled("...", in: source)
      return next.kind != .sign || startsValue ? .plain : .none
    default: return .none
    }
  }

  /// The colon that ends a header: the first outside brackets that no `lambda` owns.
  private func headerColon(_ line: Range<Int>) -> Int? {
    var index = line.lowerBound
    var lambdas = 0
    while index < line.upperBound {
      let token = tokens[index]
      if token.isSpelled("lambda", in: source) { lambdas += 1 }
      if token.isSpelled(":", in: source) {
        if lambdas == 0 { return index }
        lambdas -= 1
      }
      index = Int(token.partner) > index ? Int(token.partner) + 1 : index + 1
    }
    return nil
  }
}
