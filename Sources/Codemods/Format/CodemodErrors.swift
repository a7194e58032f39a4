import Documents

/// Everything that is wrong with a codemod file and the files that it uses.
public struct CodemodErrors: Error, Sendable, Equatable {
  public struct Located: Sendable, Equatable {
    public let file: String
    public let finding: Finding
  }

  /// Never empty; by file in the order in which the files were read, then by position.
  public let findings: [Located]

  /// The findings as programs read them.
  public var reported: [ReportedFinding] {
    findings.map { ReportedFinding($0.finding, in: $0.file) }
  }
}

extension CodemodErrors: CustomStringConvertible {
  /// One line a finding, then how many there are.
  public var description: String {
    let lines = findings.map { $0.finding.line(in: $0.file, .pointer) }
    let count = findings.count == 1 ? "1 error" : "\(findings.count) errors"
    return (lines + ["\(count); nothing was run"]).joined(separator: "\n")
  }
}
