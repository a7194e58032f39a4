import Documents

extension CodemodReader {
  /// Reads one step: what all have, then what its operation has.
  func step(_ field: Field, number: Int) -> Step? {
    guard case .mapping = field.node.value else {
      field.reportType("a mapping")
      return nil
    }
    guard let op = field.node.member("op") else {
      field.report("missing-key", "a step needs \"op\"")
      return nil
    }
    let opField = Field(op, at: field.path + [.key("op")], findings: findings)
    guard let kind = opField.choice(OperationKind.self) else { return nil }
    let article = "aeiou".contains(kind.rawValue.prefix(1)) ? "an" : "a"
    guard
      let reader = field.mapping("\(article) \"\(kind.rawValue)\" step", keys: ["op", "id", "when"] + kind.keys)
    else { return nil }
    let id = reader.optional("id")?.identifier()
    let when = reader.optional("when").map(condition)
    guard let operation = operation(kind, reader) else { return nil }
    return Step(name: id ?? "steps/\(number)", when: when ?? nil, operation: operation)
  }

  private func operation(_ kind: OperationKind, _ reader: MappingReader) -> (any Operation)? {
    switch kind {
    case .set, .delete, .rename, .append: valueEdit(kind, reader)
    case .replace: replacement(reader)
    case .rewrite: rewrite(reader)
    case .bump: bump(reader)
    case .image: image(reader)
    case .create: creation(reader)
    case .remove: removal(reader)
    case .move: move(reader)
    case .copy: copy(reader)
    case .mode: modeChange(reader)
    case .run: run(reader)
    case .use: use(reader)
    }
  }
}

/// The operations by their names in the format.
enum OperationKind: String, CaseIterable {
  case set, delete, rename, append, replace, rewrite, bump, image, create, remove, move, copy, mode, run, use

  /// The keys that a step of this operation may have besides `op`, `id` and `when`.
  var keys: [String] {
    switch self {
    case .set, .append:
      ["files", "path", "value", "exclude", "format", "missing", "documents", "alias", "matches"]
    case .delete: ["files", "path", "exclude", "format", "missing", "documents", "alias", "matches"]
    case .rename: ["files", "path", "to", "exclude", "format", "missing", "documents", "alias", "matches"]
    case .replace: ["files", "with", "text", "regex", "flags", "exclude", "matches", "done"]
    case .rewrite: ["files", "language", "pattern", "rewrite", "rule", "exclude", "matches", "done"]
    case .bump: ["ecosystem", "name", "to", "files", "from", "missing"]
    case .image: ["name", "tag", "files", "digest", "missing"]
    case .create: ["file", "content", "exists", "mode"]
    case .remove: ["file", "missing"]
    case .move: ["from", "to", "missing", "exists"]
    case .copy: ["from", "to", "exists"]
    case .mode: ["file", "mode"]
    case .run: ["command", "env", "writes", "timeout"]
    case .use: ["codemod", "parameters"]
    }
  }
}
