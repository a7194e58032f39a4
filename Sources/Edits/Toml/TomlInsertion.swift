/// Adds entries and sections to a TOML file, written like their neighbours.
struct TomlInsertion {
  let document: TomlDocument

  private var source: SourceText { document.source }

  /// Adds an entry to a table.
  func entry(_ key: String, _ value: EditValue, into table: Int) throws(EditRefusal) -> Splice {
    let section = document.sections[document.tables[table].section]
    let lineEnd = source.lineEnd()
    switch document.tables[table].kind {
    case .root, .header:
      let model = section.entries.last.map { document.entries[$0] }
      let line = try line(TomlValues.spelling(ofKey: key, in: source), value, like: model)
      if section.header.isEmpty, model == nil { return atStart(line, lineEnd) }
      return source.inserting(line, at: document.end(of: section), lineEnd: lineEnd)
    case .dotted:
      guard
        let model = section.entries.last(where: { document.entries[$0].chain.contains(table) })
          .map({ document.entries[$0] }), let depth = model.chain.firstIndex(of: table)
      else { throw EditRefusal(.verification, "the table of \(key) has no entry") }
      let prefix = source.bytes[model.key[0].range.lowerBound..<model.key[depth - 1].range.upperBound]
      let name = try Array(prefix) + [UInt8(ascii: ".")] + TomlValues.spelling(ofKey: key, in: source)
      return source.inserting(try line(name, value, like: model), at: model.lines.upperBound, lineEnd: lineEnd)
    case .implied:
      guard let depth = section.chain.firstIndex(of: table) else {
        throw EditRefusal(.verification, "the table of \(key) has no header")
      }
      let path = source.bytes[section.path[0].range.lowerBound..<section.path[depth - 1].range.upperBound]
      let line = try line(TomlValues.spelling(ofKey: key, in: source), value, like: nil)
      let header = [UInt8(ascii: "[")] + Array(path) + [UInt8(ascii: "]")]
      let position = source.commentBlockStart(above: section.header.lowerBound, marks: "#")
      return source.inserting(header + lineEnd + line + lineEnd, at: position, lineEnd: lineEnd)
    }
  }

  /// Adds a section with one entry at the file's end.
  func section(_ path: [String], _ key: String, _ value: EditValue) throws(EditRefusal) -> Splice {
    var header: [UInt8] = []
    for name in path {
      header += header.isEmpty ? [] : [UInt8(ascii: ".")]
      header += try TomlValues.spelling(ofKey: name, in: source)
    }
    let lineEnd = source.lineEnd()
    let line = try line(TomlValues.spelling(ofKey: key, in: source), value, like: nil)
    let gap = source.bytes.count == source.start || source.endsWithEmptyLine() ? [] : lineEnd
    let lines = gap + [UInt8(ascii: "[")] + header + [UInt8(ascii: "]")] + lineEnd + line
    return source.inserting(lines, at: source.bytes.count, lineEnd: lineEnd)
  }

  /// Adds an element behind the last one of an array of tables.
  func element(_ value: EditValue, behind elements: [Int]) throws(EditRefusal) -> Splice {
    guard case .object(let members) = value else {
      throw EditRefusal(.type, "\(value.shown) isn't a table, as the other elements are")
    }
    guard let last = elements.last, let end = document.sections.last(where: { $0.chain.contains(last) }) else {
      throw EditRefusal(.verification, "the array of tables has no element")
    }
    let section = document.sections[document.tables[last].section]
    let lineEnd = source.lineEnd()
    let header = source.bytes[section.path[0].range.lowerBound..<section.path[section.path.count - 1].range.upperBound]
    var lines = Array("[[".utf8) + Array(header) + Array("]]".utf8)
    let model = section.entries.last.map { document.entries[$0] }
    for member in members {
      lines += try lineEnd + line(TomlValues.spelling(ofKey: member.key, in: source), member.value, like: model)
    }
    let position = document.end(of: end)
    let gap = lineEnd
    return source.inserting(gap + lines, at: position, lineEnd: lineEnd)
  }

  /// An entry in front of all headers, where there is none yet, with an empty line behind it.
  private func atStart(_ line: [UInt8], _ lineEnd: [UInt8]) -> Splice {
    guard let header = document.sections.dropFirst().first?.header.lowerBound else {
      return source.inserting(line, at: source.bytes.count, lineEnd: lineEnd)
    }
    let position = source.commentBlockStart(above: header, marks: "#")
    return source.inserting(line + lineEnd, at: position, lineEnd: lineEnd)
  }

  /// An entry's line, with the indentation, the sign and the quotes of a model.
  private func line(
    _ key: [UInt8], _ value: EditValue, like model: TomlDocument.Entry?
  ) throws(EditRefusal) -> [UInt8] {
    let example = model ?? document.entries.last
    let front = model.map { source.indentation(at: $0.keyRange.lowerBound) } ?? []
    let sign = example.map { Array(source.bytes[$0.keyRange.upperBound..<$0.value.range.lowerBound]) }
    let text = try text(of: value, like: model, indentation: front)
    return front + key + (sign ?? Array(" = ".utf8)) + text
  }

  private func text(
    of value: EditValue, like model: TomlDocument.Entry?, indentation: [UInt8]
  ) throws(EditRefusal) -> [UInt8] {
    let table = document.entries.lazy.map(\.value).first { if case .mapping = $0.kind { true } else { false } }
    let root = table ?? Syntax(kind: .null, range: source.start..<source.start)
    let reader = StyleReader(dialect: TomlValues(), source: source, root: root)
    let style = reader.style(in: Place(node: Syntax(kind: .null, range: root.range), parents: []))
    let writer = ValueWriter(dialect: TomlValues(), source: source, style: style)
    let quoted: Syntax? =
      if let model, case .string = model.value.kind, case .string = value { model.value } else { nil }
    return try writer.text(of: value, replacing: quoted, indentation: indentation)
  }
}
