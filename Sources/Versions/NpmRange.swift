/// A range as npm writes it: comparisons, `~`, `^`, `x`, hyphens and `||` (node-semver's README).
public struct NpmRange: Sendable {
  public struct Comparison: Sendable, Equatable {
    public let comparator: VersionComparator
    public let version: SemanticVersion

    public init(_ comparator: VersionComparator, _ version: SemanticVersion) {
      (self.comparator, self.version) = (comparator, version)
    }
  }

  /// One of these lists must hold, each as a whole.
  public let alternatives: [[Comparison]]

  /// Reads a range; throws with the place where it stops being one.
  public init(_ text: String) throws(VersionError) {
    var alternatives: [[Comparison]] = []
    var offset = 0
    for part in NpmRange.alternatives(of: text) {
      alternatives.append(try NpmRange.comparisons(part, offset: offset))
      offset += part.unicodeScalars.count + 2
    }
    self.alternatives = alternatives
  }

  /// Splits at `||`.
  public static func alternatives(of text: String) -> [String] {
    var parts: [[UInt8]] = [[]]
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      if rest.starts(with: "||".utf8) {
        parts.append([])
        rest = rest.dropFirst(2)
      } else {
        parts[parts.count - 1].append(byte)
        rest = rest.dropFirst()
      }
    }
    return parts.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func comparisons(_ text: String, offset: Int) throws(VersionError) -> [Comparison] {
    var scanner = VersionScanner(text)
    var comparisons: [Comparison] = []
    scanner.skipSpaces()
    while !scanner.isAtEnd {
      let place = VersionError(character: (scanner.error.character ?? 1) + offset)
      guard let found = simple(&scanner) else { throw place }
      comparisons += found
      scanner.skipSpaces()
    }
    return comparisons
  }

  /// Reads one comparison, or two versions with ` - ` between them.
  private static func simple(_ scanner: inout VersionScanner) -> [Comparison]? {
    let mark = ["^", "~>", "~", ">=", "<=", ">", "<", "="].first { scanner.take($0) } ?? ""
    scanner.skipSpaces()
    guard let partial = scanner.takePartial() else { return nil }
    if mark.isEmpty {
      let start = scanner.index
      scanner.skipSpaces()
      if scanner.take("- ") {
        scanner.skipSpaces()
        return scanner.takePartial().map { comparisons(from: partial, to: $0) }
      }
      scanner.index = start
    }
    return comparisons(mark, partial)
  }

  /// What `1.2 - 1.9` means.
  public static func comparisons(from first: PartialVersion, to last: PartialVersion) -> [Comparison] {
    [.init(.atLeast, first.lowest)] + upTo(last)
  }

  private static func upTo(_ last: PartialVersion) -> [Comparison] {
    if last.patch != nil { return [.init(.atMost, last.lowest)] }
    return last.end.map { [.init(.below, $0)] } ?? []
  }

  /// What an operator, which may be empty, means before a version; nil where npm has no such operator.
  public static func comparisons(_ mark: String, _ partial: PartialVersion) -> [Comparison]? {
    switch mark {
    case ">=": return [.init(.atLeast, partial.lowest)]
    case "<": return [.init(.below, partial.lowest)]
    case "<=": return upTo(partial)
    case ">":
      if partial.patch != nil { return [.init(.above, partial.lowest)] }
      // Nothing is above everything.
      guard let end = partial.end else { return [.init(.below, SemanticVersion(0, 0, 0))] }
      return [.init(.atLeast, SemanticVersion(end.major, end.minor, end.patch))]
    case "~", "~>": return comparisons(from: partial, below: partial.nextMinor)
    case "^": return comparisons(from: partial, below: partial.caretEnd)
    case "", "=":
      if partial.patch != nil { return [.init(.equal, partial.lowest)] }
      return partial.end.map { comparisons(from: partial, below: $0) } ?? []
    default: return nil
    }
  }

  /// All from the lowest version that is described, up to an end if there is one.
  public static func comparisons(from first: PartialVersion, below end: SemanticVersion?) -> [Comparison] {
    [.init(.atLeast, first.lowest)] + (end.map { [.init(.below, $0)] } ?? [])
  }

  /// Whether a version is in the range.
  func contains(_ version: SemanticVersion) -> Bool {
    alternatives.contains { NpmRange.holds($0, for: version) }
  }

  /// Whether all comparisons hold for a version. For a pre-release they do only where one of them names one of the same version.
  public static func holds(_ comparisons: [Comparison], for version: SemanticVersion) -> Bool {
    guard comparisons.allSatisfy({ $0.comparator.holds(version, $0.version) }) else { return false }
    return version.labels.isEmpty
      || comparisons.contains {
        !$0.version.labels.isEmpty && $0.version.labels != ["0"] && $0.version.hasSameNumbers(as: version)
      }
  }
}

extension VersionScanner {
  /// Reads what is a partial version up to the next space; npm lets `=` stand before one.
  fileprivate mutating func takePartial() -> PartialVersion? {
    _ = take("=")
    return PartialVersion(take { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") })
  }
}
