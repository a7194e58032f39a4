import Documents

extension Manifest {
  /// Reads a manifest: YAML, or JSON where the file's name ends in `.json`.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - file: The file as findings show it; its name tells the format.
  ///   - folder: The absolute path of the manifest's folder, links resolved: relative paths and URLs start there.
  /// - Throws: everything that is wrong with it, at once.
  public init(reading bytes: [UInt8], file: String, folder: String) throws(InvalidDocument) {
    let format: DocumentFormat = file.lowercased().hasSuffix(".json") ? .json : .yaml
    let document = Document(reading: bytes, as: format)
    let findings = FindingCollector(document.findings)
    let reader = ManifestReader(folder: folder, findings: findings)
    let manifest = document.root.map { reader.manifest(Field($0, findings: findings)) }
    guard let manifest, findings.isEmpty else {
      throw InvalidDocument(file: file, findings: findings.findings, notation: .dotted)
    }
    self = manifest
  }
}
