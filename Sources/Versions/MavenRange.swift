/// A range of Maven versions: Maven's own `[1.0,2.0)`, several of them with commas, or comparisons such as `>=2.7,<3`.
///
/// A version alone is exactly that version.
struct MavenRange: Sendable {
  private typealias Comparison = (comparator: VersionComparator, version: MavenVersion)

  /// One of these lists must hold, each as a whole.
  private let alternatives: [[Comparison]]

  init(_ text: String) throws(VersionError) {
    var scanner = VersionScanner(text)
    scanner.skipSpaces()
    if scanner.isAtEnd { throw scanner.error }
    let isInterval = scanner.next == UInt8(ascii: "[") || scanner.next == UInt8(ascii: "(")
    alternatives =
      isInterval ? try MavenRange.intervals(&scanner) : [try MavenRange.comparisons(&scanner)]
  }

  private static func intervals(_ scanner: inout VersionScanner) throws(VersionError) -> [[Comparison]] {
    var intervals: [[Comparison]] = []
    repeat {
      scanner.skipSpaces()
      intervals.append(try interval(&scanner))
      scanner.skipSpaces()
    } while scanner.take(",")
    guard scanner.isAtEnd else { throw scanner.error }
    return intervals
  }

  private static func interval(_ scanner: inout VersionScanner) throws(VersionError) -> [Comparison] {
    let start = scanner.error
    let takesFirst = scanner.take("[")
    guard takesFirst || scanner.take("(") else { throw start }
    let first = version(&scanner)
    guard scanner.take(",") else {
      // `[1.0]` is that version alone.
      guard let first, takesFirst, scanner.take("]") else { throw scanner.error }
      return [(.equal, first)]
    }
    let last = version(&scanner)
    let takesLast = scanner.take("]")
    guard takesLast || scanner.take(")") else { throw scanner.error }
    var comparisons: [Comparison] = []
    if let first { comparisons.append((takesFirst ? .atLeast : .above, first)) }
    if let last { comparisons.append((takesLast ? .atMost : .below, last)) }
    return comparisons
  }

  private static func comparisons(_ scanner: inout VersionScanner) throws(VersionError) -> [Comparison] {
    var comparisons: [Comparison] = []
    repeat {
      let separator = VersionError(character: comparisons.isEmpty ? 1 : scanner.index)
      scanner.skipSpaces()
      let comparator = VersionComparator.allCases.first { scanner.take($0.rawValue) }
      if comparator == .equal { _ = scanner.take("=") }
      guard comparator != nil || comparisons.isEmpty else { throw separator }
      guard let version = version(&scanner) else { throw scanner.error }
      comparisons.append((comparator ?? .equal, version))
      if comparator == nil { break }
    } while scanner.take(",")
    guard scanner.isAtEnd else { throw scanner.error }
    return comparisons
  }

  private static func version(_ scanner: inout VersionScanner) -> MavenVersion? {
    scanner.skipSpaces()
    let text = scanner.take {
      VersionScanner.isDigit($0) || VersionScanner.isLetter($0) || ".-_+".utf8.contains($0)
    }
    scanner.skipSpaces()
    return text.isEmpty ? nil : MavenVersion(text)
  }

  func contains(_ version: MavenVersion) -> Bool {
    alternatives.contains { $0.allSatisfy { $0.comparator.holds(version, $0.version) } }
  }
}
