import Documents
import Edits

extension EditRequest.Missing {
  /// The words that `delete` and `rename` take: there is nothing that they could create.
  enum WithoutCreation: String, CaseIterable {
    case fail, skip
  }

  enum WithCreation: String, CaseIterable {
    case fail, skip, create
  }
}

/// The words of `alias`.
private enum AliasWord: String, CaseIterable {
  case fail, replace
}

extension CodemodReader {
  /// Reads a `set`, `delete`, `rename` or `append` step.
  func valueEdit(_ kind: OperationKind, _ reader: MappingReader) -> (any Operation)? {
    let files = self.files(reader)
    let path = reader.required("path").flatMap(self.path)
    let action = valueAction(kind, reader)
    let format = reader.optional("format").map { $0.choice(FileFormat.self) }
    let missing = self.missing(kind, reader)
    let documents = reader.optional("documents").map(self.documents) ?? .only
    let alias = Field.choice(reader.optional("alias"), default: AliasWord.fail)
    let matches = self.matches(
      reader.optional("matches"), default: missing == .skip ? .any : .atLeastOne)
    guard let files, let path, let action, let missing, let documents, let alias, let matches else { return nil }
    if case .some(nil) = format { return nil }
    if case .rename = action, case .key? = path.last {
    } else if case .rename = action {
      reader.optional("path")?.report("value", "must end in a key, since that is what gets another name")
      return nil
    }
    return ValueEdit(
      files: files, format: format ?? nil, path: path, action: action, missing: missing, documents: documents,
      alias: alias == .replace ? .replace : .fail, matches: matches)
  }

  private func valueAction(_ kind: OperationKind, _ reader: MappingReader) -> ValueEdit.Action? {
    switch kind {
    case .set: reader.required("value").flatMap(value).map { .set($0) }
    case .append: reader.required("value").flatMap(value).map { .append($0) }
    case .rename: reader.required("to").flatMap(nonEmptyText).map { .rename($0) }
    default: .delete
    }
  }

  private func missing(_ kind: OperationKind, _ reader: MappingReader) -> EditRequest.Missing? {
    let field = reader.optional("missing")
    switch kind {
    case .set, .append:
      return Field.choice(field, default: EditRequest.Missing.WithCreation.fail).flatMap {
        .init(rawValue: $0.rawValue)
      }
    default:
      return Field.choice(field, default: EditRequest.Missing.WithoutCreation.fail)
        .flatMap { .init(rawValue: $0.rawValue) }
    }
  }

  private func documents(_ field: Field) -> EditRequest.Documents? {
    if case .string("all") = field.node.value { return .all }
    guard case .number(let text) = field.node.value, let index = Int(text), index >= 0 else {
      field.reportType("\"all\" or a whole number of at least 0")
      return nil
    }
    return .index(index)
  }
}
