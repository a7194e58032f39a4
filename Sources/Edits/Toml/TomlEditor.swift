/// The lossless editor of TOML 1.0.
///
/// A path goes through tables however they are written: headers, dotted keys, inline. Dates and times count as text.
struct TomlEditor: DataEditor {
  var format: FileFormat { .toml }

  func splices(in bytes: [UInt8], for request: EditRequest) throws(EditRefusal) -> EditResult {
    try TomlEdit(document: try TomlReader.read(SourceText(bytes)), request: request).result()
  }

  func data(of bytes: [UInt8]) throws(EditRefusal) -> EditValue {
    try TomlReader.read(SourceText(bytes)).data(of: 0)
  }
}
