/// Plans one edit of a TOML file.
struct TomlEdit {
  let document: TomlDocument
  let request: EditRequest

  private var source: SourceText { document.source }

  func result() throws(EditRefusal) -> EditResult {
    var plan = SyntaxPlan()
    var removed: Set<Int> = []
    for arrival in TomlLocator(document: document, path: request.path).arrivals() {
      switch arrival {
      case .value(let entry, let step): plan.add(try edit(document.entries[entry], step))
      case .table(let table, let owner):
        plan.add(try edit([table], owner, isArray: false))
        removed.insert(table)
      case .tables(let elements, let owner):
        plan.add(try edit(elements, owner, isArray: true))
        removed.formUnion(elements)
      case .missing(let table, let step, let reason): plan.add(try missing(table, step, reason))
      }
    }
    // All tables at once: neighbours share the empty lines between them.
    if case .delete = request.operation { plan.add(SyntaxPlan(splices: removals(of: removed))) }
    try plan.arrange()
    return EditResult(splices: source.withoutNewFinalBreak(plan.splices), matchCount: plan.matchCount)
  }

  private func match(_ splices: [Splice]) -> SyntaxPlan {
    SyntaxPlan(splices: splices, matchCount: 1)
  }

  // MARK: Entries

  private func edit(_ entry: TomlDocument.Entry, _ step: Int) throws(EditRefusal) -> SyntaxPlan {
    if step == request.path.count {
      switch request.operation {
      case .delete: return match([Splice(range: entry.lines, replacement: [])])
      case .rename(let name, _):
        guard let part = entry.key.last, let table = entry.chain.last else { break }
        return try renaming([part], to: name, in: table)
      case .set, .append: break
      }
    }
    let edit = SyntaxEdit(dialect: TomlValues(), source: source, document: entry.value, request: request)
    let locator = Locator(dialect: TomlValues(), source: source, path: request.path)
    return try edit.plan(for: locator.arrivals(from: Place(node: entry.value, parents: []), step: step))
  }

  // MARK: Tables

  private func edit(_ tables: [Int], _ owner: Int, isArray: Bool) throws(EditRefusal) -> SyntaxPlan {
    guard tables != [0] else { throw EditRefusal(.type, "the file as a whole can't be edited; the path needs a key") }
    switch request.operation {
    case .delete: return .match
    case .rename(let name, _):
      guard case .key? = request.path.last else {
        throw EditRefusal(.type, "\(request.path.shown) has no key that could be renamed")
      }
      return try renaming(parts(naming: Set(tables)), to: name, in: owner)
    case .append(let value, _):
      guard isArray else { throw EditRefusal(.type, "\(request.path.shown) is a table, not a list") }
      if tables.contains(where: { document.data(of: $0).isSame(as: value, in: .toml) }) { return .match }
      return match([try TomlInsertion(document: document).element(value, behind: tables)])
    case .set(let value, _):
      let data: EditValue = isArray ? .array(tables.map { document.data(of: $0) }) : document.data(of: tables[0])
      if data.isSame(as: value, in: .toml) { return .match }
      throw EditRefusal(
        .type, "\(request.path.shown) is \(isArray ? "an array of tables" : "a table"); set the keys in it")
    }
  }

  /// The lines of all sections and dotted keys that make up the tables.
  private func removals(of tables: Set<Int>) -> [Splice] {
    var splices: [Splice] = []
    for section in document.sections {
      if section.chain.contains(where: tables.contains) {
        let lines = source.block(section.header.lowerBound..<document.end(of: section))
        splices.append(Splice(range: lines, replacement: []))
        continue
      }
      for entry in section.entries.map({ document.entries[$0] }) where entry.chain.contains(where: tables.contains) {
        splices.append(Splice(range: entry.lines, replacement: []))
      }
    }
    return merged(splices)
  }

  /// Joins ranges that touch or, by the empty lines around blocks, overlap.
  private func merged(_ splices: [Splice]) -> [Splice] {
    var merged: [Splice] = []
    for splice in splices {
      if let last = merged.last, last.range.upperBound >= splice.range.lowerBound {
        let end = max(last.range.upperBound, splice.range.upperBound)
        merged[merged.count - 1] = Splice(
          range: min(last.range.lowerBound, splice.range.lowerBound)..<end, replacement: [])
      } else {
        merged.append(splice)
      }
    }
    return merged
  }

  /// The parts of headers and dotted keys that name one of the tables.
  private func parts(naming tables: Set<Int>) -> [TomlDocument.KeyPart] {
    var parts: [TomlDocument.KeyPart] = []
    for section in document.sections {
      parts += zip(section.path, section.chain.dropFirst()).filter { tables.contains($1) }.map(\.0)
      for entry in section.entries.map({ document.entries[$0] }) {
        parts += zip(entry.key, entry.chain.dropFirst()).filter { tables.contains($1) }.map(\.0)
      }
    }
    return parts
  }

  private func renaming(
    _ parts: [TomlDocument.KeyPart], to name: String, in table: Int
  ) throws(EditRefusal) -> SyntaxPlan {
    let bytes = Array(name.utf8)[...]
    if parts.allSatisfy({ $0.name == bytes }) { return .match }
    if document.tables[table][bytes] != nil {
      throw EditRefusal(.exists, "there is a key \(name) beside \(request.path.shown) already")
    }
    let key = try TomlValues.spelling(ofKey: name, in: source)
    return match(parts.map { Splice(range: $0.range, replacement: key) })
  }

  // MARK: What is missing

  private func missing(_ table: Int, _ step: Int, _ reason: String) throws(EditRefusal) -> SyntaxPlan {
    let wanted: EditValue
    let policy: EditRequest.Missing
    switch request.operation {
    case .set(let value, let missing): (wanted, policy) = (value, missing)
    case .append(let value, let missing): (wanted, policy) = (.array([value]), missing)
    case .delete(let missing), .rename(_, let missing): (wanted, policy) = (.null, missing)
    }
    switch policy {
    case .skip: return SyntaxPlan()
    case .fail: throw EditRefusal(.noMatch, reason)
    case .create: break
    }
    guard case .key(let key) = request.path[step] else {
      throw EditRefusal(.noMatch, "\(reason), and an element can't be created so")
    }
    // An element of a list on the way is another table each time, which only inline values can be put into.
    let names = request.path.compactMap { if case .key(let name) = $0 { name } else { nil } }
    let insertion = TomlInsertion(document: document)
    let isDotted = if case .dotted = document.tables[table].kind { true } else { false }
    if names.count == request.path.count, step + 1 < names.count, !isDotted {
      return match([try insertion.section(Array(names.dropLast()), names[names.count - 1], wanted)])
    }
    guard let nested = wanted.nested(under: request.path[(step + 1)...]) else {
      throw EditRefusal(.noMatch, "\(reason), and an element that isn't the next can't be created")
    }
    return match([try insertion.entry(key, nested, into: table)])
  }
}
