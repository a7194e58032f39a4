import Changes
import Documents

/// The words of `mode`.
private enum ModeWord: String, CaseIterable {
  case plain = "644"
  case executable = "755"

  var mode: FileMode { self == .plain ? .file : .executable }
}

extension CodemodReader {
  /// Reads a `create` step.
  func creation(_ reader: MappingReader) -> (any Operation)? {
    let file = reader.required("file").flatMap(nonEmptyText)
    let content = reader.required("content").flatMap(self.content)
    let exists = Field.choice(reader.optional("exists"), default: FileCreation.Exists.fail)
    let mode = reader.optional("mode").map { $0.choice(ModeWord.self)?.mode }
    guard let file, let content, let exists else { return nil }
    if case .some(nil) = mode { return nil }
    return FileCreation(file: file, content: content, exists: exists, mode: mode ?? nil)
  }

  /// Reads a `remove` step.
  func removal(_ reader: MappingReader) -> (any Operation)? {
    let file = reader.required("file").flatMap(nonEmptyText)
    let missing = Field.choice(reader.optional("missing"), default: MissingFile.fail)
    guard let file, let missing else { return nil }
    return FileRemoval(file: file, missing: missing)
  }

  /// Reads a `move` step.
  func move(_ reader: MappingReader) -> (any Operation)? {
    let missing = Field.choice(reader.optional("missing"), default: MissingFile.fail)
    return transfer(reader, missing: missing, keepsSource: false)
  }

  /// Reads a `copy` step.
  func copy(_ reader: MappingReader) -> (any Operation)? {
    transfer(reader, missing: .fail, keepsSource: true)
  }

  private func transfer(_ reader: MappingReader, missing: MissingFile?, keepsSource: Bool) -> (any Operation)? {
    let from = reader.required("from").flatMap(nonEmptyText)
    let to = reader.required("to").flatMap(nonEmptyText)
    let exists = Field.choice(reader.optional("exists"), default: FileTransfer.Exists.fail)
    guard let from, let to, let missing, let exists else { return nil }
    if from == to {
      reader.optional("to")?.report("conflict", "is the same path as \"from\"")
      return nil
    }
    return FileTransfer(from: from, to: to, missing: missing, exists: exists, keepsSource: keepsSource)
  }

  /// Reads a `mode` step.
  func modeChange(_ reader: MappingReader) -> (any Operation)? {
    let file = reader.required("file").flatMap(nonEmptyText)
    let mode = reader.required("mode")?.choice(ModeWord.self)?.mode
    guard let file, let mode else { return nil }
    return ModeChange(file: file, mode: mode)
  }
}
