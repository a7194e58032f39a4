/// The lossless editor of TOML 1.0.
///
/// A path goes through tables however they are written: headers, dotted keys, inline. Dates and times count as text.
struct TomlEditor: DataEditor {
  var format: FileFormat { .toml }

  func read(_ bytes: [UInt8]) throws(EditRefusal) -> TomlDocument {
    try TomlReader.read(SourceText(bytes))
  }

  func splices(in document: TomlDocument, for request: EditRequest) throws(EditRefusal) -> EditResult {
    try TomlEdit(document: document, request: request).result()
  }

  func data(of document: TomlDocument) -> EditValue {
    document.data(of: 0)
  }

  func dataToCompare(
    _ old: TomlDocument, _ new: TomlDocument, along path: [PathStep]
  ) -> (old: EditValue, new: EditValue) {
    TomlDifference(old: old, new: new).data(along: path)
  }
}
