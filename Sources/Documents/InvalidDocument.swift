/// A document that can't be used, with everything that is wrong with it.
public struct InvalidDocument: Error, Sendable, Equatable {
  /// The file as it is shown to the user.
  public let file: String
  /// At least one, sorted by position.
  public let findings: [Finding]
  /// How places are written: manifests and codemods differ.
  public let notation: PathNotation

  public init(file: String, findings: [Finding], notation: PathNotation) {
    self.file = file
    self.findings = findings
    self.notation = notation
  }

  /// The findings as lines.
  public var lines: [String] { findings.map { $0.line(in: file, notation) } }

  /// The findings as programs read them.
  public var reported: [ReportedFinding] { findings.map { ReportedFinding($0, in: file) } }
}

extension InvalidDocument: CustomStringConvertible {
  public var description: String { lines.joined(separator: "\n") }
}
