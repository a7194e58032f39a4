/// A list of comparisons that must all hold, such as `>=2.1,<3` (PEP 440, "Version specifiers"). Empty holds always.
///
/// Pre-releases are compared like other versions: which of them to install isn't asked here.
public struct PipRange: Sendable {
  public struct Clause: Sendable {
    public enum Comparator: String, Sendable, CaseIterable {
      case identical = "==="
      case equal = "=="
      case unequal = "!="
      case compatible = "~="
      case atMost = "<="
      case atLeast = ">="
      case below = "<"
      case above = ">"
    }

    public let comparator: Comparator
    public let version: PipVersion
    /// The version as it is written.
    public let text: String
    /// Whether `.*` follows.
    public let isPrefix: Bool
  }

  public let clauses: [Clause]

  public init(_ text: String) throws(VersionError) {
    var scanner = VersionScanner(text)
    var clauses: [Clause] = []
    scanner.skipSpaces()
    while !scanner.isAtEnd {
      clauses.append(try PipRange.clause(&scanner, isFirst: clauses.isEmpty))
      scanner.skipSpaces()
    }
    self.clauses = clauses
  }

  private static func clause(_ scanner: inout VersionScanner, isFirst: Bool) throws(VersionError) -> Clause {
    let start = scanner.error
    if !isFirst {
      guard scanner.take(",") else { throw start }
      scanner.skipSpaces()
    }
    // What stands behind a comma and isn't a comparison makes the comma wrong: `>=2,1`.
    guard let comparator = Clause.Comparator.allCases.first(where: { scanner.take($0.rawValue) }) else { throw start }
    scanner.skipSpaces()
    let place = scanner.error
    let written = scanner.take { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: " ") }
    let isPrefix = written.hasSuffix(".*") && (comparator == .equal || comparator == .unequal)
    guard let version = PipVersion(isPrefix ? String(written.dropLast(2)) : written) else { throw place }
    if comparator == .compatible, version.release.count < 2 { throw place }
    return Clause(comparator: comparator, version: version, text: written, isPrefix: isPrefix)
  }

  func contains(_ version: PipVersion) -> Bool {
    clauses.allSatisfy { $0.holds(for: version) }
  }
}

extension PipRange.Clause {
  func holds(for candidate: PipVersion) -> Bool {
    let unlabelled = candidate.withoutLocal
    switch comparator {
    case .identical: return candidate == version
    case .equal: return isEqual(candidate)
    case .unequal: return !isEqual(candidate)
    case .compatible:
      return unlabelled >= version && candidate.begins(with: version.release.dropLast(), epoch: version.epoch)
    case .atMost: return unlabelled <= version
    case .atLeast: return unlabelled >= version
    case .below:
      // `<2.2` leaves out 2.2's own pre-releases, unless it names one itself.
      if candidate.isPreRelease, !version.isPreRelease, candidate.hasSameRelease(as: version) { return false }
      return unlabelled < version
    case .above:
      if candidate.post != nil, version.post == nil, candidate.hasSameRelease(as: version) { return false }
      return unlabelled > version
    }
  }

  private func isEqual(_ candidate: PipVersion) -> Bool {
    if isPrefix { return candidate.begins(with: version.release, epoch: version.epoch) }
    return version.local.isEmpty ? candidate.withoutLocal == version : candidate == version
  }
}

extension PipVersion {
  fileprivate func begins(with prefix: ArraySlice<Int>, epoch: Int) -> Bool {
    begins(with: Array(prefix), epoch: epoch)
  }
}
