/// The formats in which people write documents for this program.
public enum DocumentFormat: Sendable, Equatable {
  case json
  case yaml

  /// Returns the format that a file's name tells: YAML for `.yaml`, `.yml` and vcstool's `.repos`, else JSON.
  public init(fileName: String) {
    let name = fileName.lowercased()
    self = [".yaml", ".yml", ".repos"].contains { name.hasSuffix($0) } ? .yaml : .json
  }
}

/// What reading a document came to: its value, and everything that is wrong with its text.
///
/// A root beside findings is there so that the rest can be checked in the same go; such a document must not be used.
public struct Document: Sendable, Equatable {
  /// Nil where the text couldn't be read to its end.
  public let root: Node?
  /// Sorted by position.
  public let findings: [Finding]

  public init(root: Node?, findings: [Finding]) {
    self.root = root
    self.findings = findings.sorted { $0.position < $1.position }
  }

  /// Reads a document by the strict rules of its format.
  ///
  /// Both formats: UTF-8, one document, no key twice in a mapping, at most 200 levels. JSON is RFC 8259 with nothing
  /// added. YAML is without anchors, aliases, tags and merge keys, and plain words mean what YAML 1.2's core schema says:
  /// `yes` and `1_000` are text. A number that JSON would spell otherwise (`010`, `0o17`, `+1`) is a finding, since one
  /// reader takes it for eight, another for ten, a third for text.
  public init(reading bytes: [UInt8], as format: DocumentFormat) {
    if let offset = firstInvalidUTF8(in: bytes) {
      var positions = PositionTracker(bytes)
      let finding = Finding(
        code: "encoding", position: positions.position(atByte: offset), path: [],
        message: encodingMessage(bytes, invalidAt: offset))
      self.init(root: nil, findings: [finding])
      return
    }
    switch format {
    case .json:
      var reader = JSONReader(bytes)
      self = reader.document()
    case .yaml:
      var reader = YAMLReader(bytes); self = reader.document()
    }
  }

  /// How deep lists and mappings may stand in one another.
  static let depthLimit = 200
}

private func encodingMessage(_ bytes: [UInt8], invalidAt offset: Int) -> String {
  if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
    return "the text must be UTF-8, not UTF-16"
  }
  let hexadecimal = String(bytes[offset], radix: 16, uppercase: true)
  return "the text must be UTF-8, and the byte 0x\(hexadecimal) isn't part of a character here"
}
