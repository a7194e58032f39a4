/// A format of entries: how it is read and how its keys and values are written.
protocol EntryDialect: DataEditor where Document == EntryFile {
  /// Whether the format has sections, so that a path has two steps.
  var hasSections: Bool { get }

  /// What stands between key and value in a file that has no entry yet.
  var defaultSeparator: String { get }

  func parse(_ source: SourceText) throws(EditRefusal) -> EntryFile

  /// Returns a value's spelling, in the style of the entry whose value it replaces, or like its neighbour's.
  func spelling(
    ofValue text: String, replacing old: EntryFile.Entry?, in source: SourceText
  ) throws(EditRefusal) -> [UInt8]

  func spelling(ofKey key: String, in source: SourceText) throws(EditRefusal) -> [UInt8]

  /// Refuses what can't be a section's name.
  func checkSection(_ name: String) throws(EditRefusal)

  /// Whether two keys that differ are the same to programs that read the format.
  func isAlike(_ key: String, _ other: String) -> Bool
}

extension EntryDialect {
  func checkSection(_ name: String) throws(EditRefusal) {}

  func isAlike(_ key: String, _ other: String) -> Bool { false }

  func read(_ bytes: [UInt8]) throws(EditRefusal) -> EntryFile {
    try parse(SourceText(bytes))
  }

  func data(of file: EntryFile) -> EditValue { file.data }

  func splices(in file: EntryFile, for request: EditRequest) throws(EditRefusal) -> EditResult {
    try EntryEdit(dialect: self, file: file, request: request).result()
  }
}
