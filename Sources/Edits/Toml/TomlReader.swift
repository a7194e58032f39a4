/// Reads TOML 1.0 into sections and entries, and builds the tables that they come to.
struct TomlReader {
  private var document: TomlDocument
  private var values: TomlValueReader
  private var source: SourceText { document.source }

  static func read(_ source: SourceText) throws(EditRefusal) -> TomlDocument {
    var reader = TomlReader(source)
    try reader.readLines()
    return reader.document
  }

  private init(_ source: SourceText) {
    let start = TomlDocument.Section(path: [], header: source.start..<source.start)
    document = TomlDocument(source: source, sections: [start])
    values = TomlValueReader(source: source)
  }

  private mutating func readLines() throws(EditRefusal) {
    try checkLineEnds()
    var line = source.start
    while line < source.bytes.count {
      let first = source.skippingBlanks(from: line)
      values.position = first
      switch source.byte(first) {
      case UInt8(ascii: "["): try readHeader(from: line)
      case UInt8(ascii: "#"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), nil: break
      default: try readEntry(from: line)
      }
      try values.skipLineEnd()
      line = values.position
      closeLines(at: line)
    }
  }

  /// TOML has the line ends `\n` and `\r\n`; a lone carriage return is nowhere allowed.
  private func checkLineEnds() throws(EditRefusal) {
    var position = source.start
    while let offset = source.bytes[position...].firstIndex(of: UInt8(ascii: "\r")) {
      guard source.byte(offset + 1) == UInt8(ascii: "\n") else {
        throw EditRefusal(.parse, "there is a carriage return without a line feed behind it", at: offset)
      }
      position = offset + 2
    }
  }

  /// Gives the entry or header that was just read its line end.
  private mutating func closeLines(at end: Int) {
    if let open = openEntry {
      let entry = document.entries[open.index]
      document.entries[open.index] = TomlDocument.Entry(
        key: entry.key, value: entry.value, lines: open.start..<end, table: entry.table, dotted: entry.dotted)
      openEntry = nil
    }
    if let start = openHeader, let section = document.sections.indices.last {
      let read = document.sections[section]
      document.sections[section] = TomlDocument.Section(
        path: read.path, header: start..<end, chain: read.chain, entries: read.entries)
      openHeader = nil
    }
  }

  private var openEntry: (index: Int, start: Int)?
  private var openHeader: Int?

  // MARK: Headers

  private mutating func readHeader(from line: Int) throws(EditRefusal) {
    let start = values.position
    let isElement = source.byte(start + 1) == UInt8(ascii: "[")
    values.position += isElement ? 2 : 1
    let path = try values.keyPath()
    for _ in 0..<(isElement ? 2 : 1) {
      guard source.byte(values.position) == UInt8(ascii: "]") else { throw values.unexpected("in a table's header") }
      values.position += 1
    }
    let section = document.sections.count
    let entries = document.entries.count..<document.entries.count
    document.sections.append(TomlDocument.Section(path: path, header: line..<line, entries: entries))
    openHeader = line
    var chain = [0]
    for part in path.dropLast() {
      let next = try step(from: chain[chain.count - 1], part, section: section)
      chain.append(next)
    }
    if let last = path.last { chain.append(try open(last, in: chain[chain.count - 1], isElement, section)) }
    document.sections[section].chain = chain
  }

  /// The table that a part in the middle of a header's path leads to.
  private mutating func step(
    from table: Int, _ part: TomlDocument.KeyPart, section: Int
  ) throws(EditRefusal) -> Int {
    switch document.tables[table][part.name] {
    case .table(let next)?: return next
    case .tables(let elements)?: return elements[elements.count - 1]
    case .value?: throw twice(part)
    case nil: return add(.implied, part, to: table, section)
    }
  }

  /// The table that a header opens.
  private mutating func open(
    _ part: TomlDocument.KeyPart, in table: Int, _ isElement: Bool, _ section: Int
  ) throws(EditRefusal) -> Int {
    switch (document.tables[table][part.name], isElement) {
    case (nil, false): return add(.header, part, to: table, section)
    case (.table(let next)?, false):
      guard case .implied = document.tables[next].kind else { throw twice(part) }
      document.tables[next].kind = .header
      document.tables[next].section = section
      return next
    case (nil, true), (.tables?, true):
      let next = make(.header, section)
      document.tables[table].append(next, to: part.name)
      return next
    default: throw twice(part)
    }
  }

  private mutating func make(_ kind: TomlDocument.Table.Kind, _ section: Int) -> Int {
    document.tables.append(TomlDocument.Table(kind: kind, section: section))
    return document.tables.count - 1
  }

  private mutating func add(
    _ kind: TomlDocument.Table.Kind, _ part: TomlDocument.KeyPart, to table: Int, _ section: Int
  ) -> Int {
    let next = make(kind, section)
    document.tables[table].add(part.name, .table(next))
    return next
  }

  private func twice(_ part: TomlDocument.KeyPart) -> EditRefusal {
    EditRefusal(
      .ambiguous, "the key \(String(decoding: part.name, as: UTF8.self)) is defined twice", at: part.range.lowerBound)
  }

  // MARK: Entries

  private mutating func readEntry(from line: Int) throws(EditRefusal) {
    let key = try values.keyPath()
    guard source.byte(values.position) == UInt8(ascii: "=") else { throw values.unexpected("where = was expected") }
    values.position = source.skippingBlanks(from: values.position + 1)
    let value = try values.value()
    let section = document.sections.count - 1
    let sectionTable = document.sections[section].table
    var table = sectionTable
    var dotted: [Int] = []
    for part in key.dropLast() {
      switch document.tables[table][part.name] {
      case .table(let next)?:
        guard case .dotted = document.tables[next].kind, document.tables[next].section == section else {
          throw twice(part)
        }
        table = next
      case .value?, .tables?: throw twice(part)
      case nil: table = add(.dotted, part, to: table, section)
      }
      dotted.append(table)
    }
    let index = document.entries.count
    guard let last = key.last, document.tables[table][last.name] == nil else { throw twice(key[key.count - 1]) }
    document.tables[table].add(last.name, .value(index))
    document.entries.append(
      TomlDocument.Entry(key: key, value: value, lines: line..<line, table: sectionTable, dotted: dotted))
    document.sections[section].entries = document.sections[section].entries.lowerBound..<index + 1
    openEntry = (index, line)
  }
}
