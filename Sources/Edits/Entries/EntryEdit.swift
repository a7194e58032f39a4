/// Plans one edit of a file of entries.
struct EntryEdit<Language: EntryDialect> {
  let dialect: Language
  let file: EntryFile
  let request: EditRequest

  private var source: SourceText { file.source }

  func result() throws(EditRefusal) -> EditResult {
    let keys = try keys()
    if dialect.hasSections, keys.count == 1, file.sections.contains(where: { isNamed($0, keys[0]) }) {
      return try editSection(keys[0])
    }
    let sectionName = keys.count == 2 ? keys[0] : nil
    guard let key = keys.last else { return EditResult(splices: [], matchCount: 0) }
    let sections = file.sections.indices.filter { isNamed(file.sections[$0], sectionName) }
    guard sections.count <= 1 else {
      throw EditRefusal(
        .ambiguous, "the section \(sectionName ?? "") is there \(sections.count) times",
        at: file.sections[sections[1]].header.lowerBound)
    }
    let section = sections.first.map { file.sections[$0] }
    let entries = (section?.entries ?? []).filter { $0.key.utf8.elementsEqual(key.utf8) }
    guard entries.count <= 1 else {
      throw EditRefusal(
        .ambiguous, "\(request.path.shown) is there \(entries.count) times", at: entries[1].keyRange.lowerBound)
    }
    if let section { try checkHidden(key, in: section) }
    if let section, let entry = entries.first { return try edit(entry, in: section) }
    return try missing(key, in: section, named: sectionName)
  }

  /// The path's steps, which are all keys.
  private func keys() throws(EditRefusal) -> [String] {
    var keys: [String] = []
    for step in request.path {
      guard case .key(let key) = step else {
        throw EditRefusal(.noMatch, "\(dialect.format.rawValue) has no lists, so \([step].shown) leads nowhere")
      }
      keys.append(key)
    }
    let limit = dialect.hasSections ? 2 : 1
    guard (1...limit).contains(keys.count) else {
      let shape = dialect.hasSections ? "a section and a key" : "one key, dots and all"
      throw EditRefusal(.noMatch, "a path in \(dialect.format.rawValue) is \(shape), not \(request.path.shown)")
    }
    return keys
  }

  private func isNamed(_ section: EntryFile.Section, _ name: String?) -> Bool {
    guard let name, let own = section.name else { return (name == nil) == (section.name == nil) }
    return own.utf8.elementsEqual(name.utf8)
  }

  // MARK: Entries

  /// Refuses a key that only some programs read, where others read more of the value above.
  private func checkHidden(_ key: String, in section: EntryFile.Section) throws(EditRefusal) {
    let isHidden: (String) -> Bool = { $0.utf8.elementsEqual(key.utf8) || dialect.isAlike($0, key) }
    guard let owner = section.entries.first(where: { $0.hiddenKeys.contains(where: isHidden) }) else { return }
    throw EditRefusal(
      .ambiguous, "\(key) is a key for some programs, and for others its line continues that of \(owner.key)",
      at: owner.keyRange.lowerBound)
  }

  private func edit(_ entry: EntryFile.Entry, in section: EntryFile.Section) throws(EditRefusal) -> EditResult {
    if let doubt = entry.doubt {
      throw EditRefusal(.ambiguous, "\(request.path.shown) \(doubt)", at: entry.keyRange.lowerBound)
    }
    switch request.operation {
    case .append: throw noLists()
    case .delete: return match(removal(of: entry.lines))
    case .rename(let name, _):
      if name.utf8.elementsEqual(entry.key.utf8) { return match(nil) }
      if let other = section.entries.first(where: { $0.key.utf8.elementsEqual(name.utf8) }) {
        throw EditRefusal(
          .exists, "there is a key \(name) beside \(request.path.shown) already", at: other.keyRange.lowerBound)
      }
      try checkHidden(name, in: section)
      let others = section.entries.filter { $0.keyRange != entry.keyRange }
      if let alike = others.first(where: { dialect.isAlike($0.key, name) }) {
        throw EditRefusal(
          .ambiguous, "beside \(request.path.shown) there is \(alike.key), which some programs take for \(name)",
          at: alike.keyRange.lowerBound)
      }
      return match(Splice(range: entry.keyRange, replacement: try dialect.spelling(ofKey: name, in: source)))
    case .set(let value, _):
      let text = try plainText(value)
      if let old = entry.value, old.utf8.elementsEqual(text.utf8) { return match(nil) }
      let spelling = try dialect.spelling(ofValue: text, replacing: entry, in: source)
      return match(
        Splice(range: entry.valueRange, replacement: signing(entry, in: section) + spelling + gap(behind: entry)))
    }
  }

  /// What a value that was empty needs in front of it: the sign, or the blank that the sign has on its other side.
  private func signing(_ entry: EntryFile.Entry, in section: EntryFile.Section) -> [UInt8] {
    guard let sign = entry.separator else { return separator(like: section) }
    let signBytes = source.bytes[sign]
    guard entry.valueRange.isEmpty, signBytes.first?.isBlank == true, signBytes.last?.isBlank == false else {
      return []
    }
    return [UInt8(ascii: " ")]
  }

  /// What a value that was empty needs behind it: a blank in front of a comment.
  private func gap(behind entry: EntryFile.Entry) -> [UInt8] {
    guard entry.valueRange.isEmpty, let next = source.byte(entry.valueRange.upperBound), "#;".utf8.contains(next) else {
      return []
    }
    return [UInt8(ascii: " ")]
  }

  /// Takes lines out; at the end of a file whose last line has no end, the line end in front of them instead.
  private func removal(of lines: Range<Int>) -> Splice {
    var first = lines.lowerBound
    let isOpen = lines.upperBound == source.bytes.count && source.bytes.last?.isLineEnd == false
    if isOpen, first > source.start {
      first -= 1
      let isPair = source.bytes[first] == UInt8(ascii: "\n") && first > source.start
      if isPair, source.bytes[first - 1] == UInt8(ascii: "\r") { first -= 1 }
    }
    return Splice(range: first..<lines.upperBound, replacement: [])
  }

  private func match(_ splice: Splice?) -> EditResult {
    EditResult(splices: splice.map { [$0] } ?? [], matchCount: 1)
  }

  private func plainText(_ value: EditValue) throws(EditRefusal) -> String {
    guard let text = value.plainText else {
      throw EditRefusal(.type, "\(value.shown) can't be written: \(dialect.format.rawValue) has text only")
    }
    return text
  }

  private func noLists() -> EditRefusal {
    EditRefusal(.type, "\(dialect.format.rawValue) has no lists that something could be appended to")
  }

  // MARK: What is missing

  private func missing(
    _ key: String, in section: EntryFile.Section?, named name: String?
  ) throws(EditRefusal) -> EditResult {
    let policy: EditRequest.Missing
    switch request.operation {
    case .set(_, let missing), .delete(let missing), .rename(_, let missing), .append(_, let missing): policy = missing
    }
    switch (policy, request.operation) {
    case (.skip, _): return EditResult(splices: [], matchCount: 0)
    case (.create, .set(let value, _)):
      if let alike = section?.entries.first(where: { dialect.isAlike($0.key, key) }) {
        throw EditRefusal(
          .ambiguous, "\(request.path.shown) is missing, but there is \(alike.key)", at: alike.keyRange.lowerBound)
      }
      let splice = try insertion(key, try plainText(value), in: section, named: name)
      return EditResult(splices: [splice], matchCount: 1)
    case (.create, _): throw noLists()
    case (.fail, _): throw EditRefusal(.noMatch, reason(key, section, name))
    }
  }

  private func reason(_ key: String, _ section: EntryFile.Section?, _ name: String?) -> String {
    guard let section else {
      return "there is no section \(name ?? ""); there are \(listed(file.sections.compactMap(\.name)))"
    }
    let owner =
      section.name.map { "the section \($0)" } ?? (dialect.hasSections ? "the part before all sections" : "the file")
    return "\(owner) has no key \(key); it has \(listed(section.entries.map(\.key)))"
  }

  private func listed(_ names: [String]) -> String {
    if names.isEmpty { return "none" }
    return names.prefix(8).joined(separator: ", ") + (names.count > 8 ? " and \(names.count - 8) more" : "")
  }

  /// Adds an entry behind the last one of its section, and the section where it is missing.
  private func insertion(
    _ key: String, _ text: String, in section: EntryFile.Section?, named name: String?
  ) throws(EditRefusal) -> Splice {
    let lineEnd = source.lineEnd()
    let model = section?.entries.last ?? file.sections.last { !$0.entries.isEmpty }?.entries.last
    var line: [UInt8] = []
    if let start = model?.keyRange.lowerBound { line += source.bytes[source.lineStart(of: start)..<start] }
    line += try dialect.spelling(ofKey: key, in: source)
    line += separator(like: section)
    line += try dialect.spelling(ofValue: text, replacing: nil, in: source)
    if let section {
      let isStart = section.header.isEmpty && section.entries.isEmpty
      let position = isStart ? source.commentBlockStart(above: firstHeader, marks: "#;!") : section.end
      try checkLine(above: position)
      return source.inserting(line, at: position, lineEnd: lineEnd)
    }
    try dialect.checkSection(name ?? "")
    let header = try source.encoded("[\(name ?? "")]")
    // An empty line in front of a header, as files of several sections have it.
    let gap = source.bytes.count == source.start || source.endsWithEmptyLine() ? [] : lineEnd
    try checkLine(above: source.bytes.count)
    return source.inserting(gap + header + lineEnd + line, at: source.bytes.count, lineEnd: lineEnd)
  }

  /// Refuses to put a line where the one above continues, for some programs that read files with sections.
  private func checkLine(above position: Int) throws(EditRefusal) {
    let above = source.bytes[source.start..<position].last { !$0.isLineEnd }
    if dialect.hasSections, above == UInt8(ascii: "\\") {
      throw EditRefusal(
        .ambiguous, "the line above ends with a backslash, which continues it for some programs", at: position)
    }
  }

  /// The start of the first header, or the file's end.
  private var firstHeader: Int {
    file.sections.first { $0.name != nil }?.header.lowerBound ?? source.bytes.count
  }

  /// The sign and spaces of the section's last entry that has them, else of the file's.
  private func separator(like section: EntryFile.Section?) -> [UInt8] {
    for section in [section].compactMap({ $0 }) + file.sections.reversed() {
      let model = section.entries.last { entry in
        guard let sign = entry.separator, !entry.valueRange.isEmpty else { return false }
        let hasOneLine = !source.bytes[sign].contains { $0.isLineEnd || $0 == UInt8(ascii: "\\") }
        return hasOneLine && !source.bytes[entry.valueRange.lowerBound].isLineEnd
      }
      if let sign = model?.separator { return Array(source.bytes[sign]) }
    }
    return Array(dialect.defaultSeparator.utf8)
  }

  // MARK: Sections

  private func editSection(_ name: String) throws(EditRefusal) -> EditResult {
    let sections = file.sections.filter { isNamed($0, name) }
    guard sections.count == 1, let section = sections.first else {
      throw EditRefusal(.ambiguous, "the section \(name) is there \(sections.count) times")
    }
    if file.sections[0].entries.contains(where: { $0.key.utf8.elementsEqual(name.utf8) }) {
      throw EditRefusal(.ambiguous, "\(name) is both a section and a key", at: section.header.lowerBound)
    }
    switch request.operation {
    case .set, .append: throw EditRefusal(.type, "\(name) is a section, not a value", at: section.header.lowerBound)
    case .delete:
      return match(removal(of: source.block(section.header.lowerBound..<section.end)))
    case .rename(let new, _):
      if new.utf8.elementsEqual(name.utf8) { return match(nil) }
      if let other = file.sections.first(where: { isNamed($0, new) }) {
        throw EditRefusal(.exists, "there is a section \(new) already", at: other.header.lowerBound)
      }
      try dialect.checkSection(new)
      return match(Splice(range: section.nameRange, replacement: try source.encoded(new)))
    }
  }
}
