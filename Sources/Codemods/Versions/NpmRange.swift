/// A range as npm writes it: comparisons, `~`, `^`, `x`, hyphens and `||` (node-semver's README).
struct NpmRange: Sendable {
  struct Comparison: Sendable, Equatable {
    let comparator: VersionComparator
    let version: NpmVersion
  }

  /// One of these lists must hold, each as a whole.
  let alternatives: [[Comparison]]

  init(_ text: String) throws(VersionError) {
    var alternatives: [[Comparison]] = []
    var offset = 0
    for part in NpmRange.alternatives(of: text) {
      alternatives.append(try NpmRange.comparisons(part, offset: offset))
      offset += part.unicodeScalars.count + 2
    }
    self.alternatives = alternatives
  }

  /// Splits at `||`.
  private static func alternatives(of text: String) -> [String] {
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
    guard let partial = NpmPartial(scanner.takeWord()) else { return nil }
    if mark.isEmpty {
      let start = scanner.index
      scanner.skipSpaces()
      if scanner.take("- ") {
        scanner.skipSpaces()
        guard let last = NpmPartial(scanner.takeWord()) else { return nil }
        return [.init(comparator: .atLeast, version: partial.lowest)] + upTo(last)
      }
      scanner.index = start
    }
    return comparisons(mark, partial)
  }

  private static func upTo(_ last: NpmPartial) -> [Comparison] {
    if last.patch != nil { return [.init(comparator: .atMost, version: last.lowest)] }
    return last.end.map { [.init(comparator: .below, version: $0)] } ?? []
  }

  private static func comparisons(_ mark: String, _ partial: NpmPartial) -> [Comparison] {
    let lowest = Comparison(comparator: .atLeast, version: partial.lowest)
    switch mark {
    case ">=": return [lowest]
    case "<": return [.init(comparator: .below, version: partial.lowest)]
    case "<=": return upTo(partial)
    case ">":
      if partial.patch != nil { return [.init(comparator: .above, version: partial.lowest)] }
      // Nothing is above everything.
      guard let end = partial.end else {
        return [.init(comparator: .below, version: .init(major: 0, minor: 0, patch: 0))]
      }
      return [.init(comparator: .atLeast, version: NpmVersion(major: end.major, minor: end.minor, patch: 0))]
    case "~", "~>": return [lowest] + (partial.end.map { [.init(comparator: .below, version: $0)] } ?? [])
    case "^": return [lowest] + (caretEnd(partial).map { [.init(comparator: .below, version: $0)] } ?? [])
    default:
      if partial.patch != nil { return [.init(comparator: .equal, version: partial.lowest)] }
      return partial.end.map { [lowest, .init(comparator: .below, version: $0)] } ?? []
    }
  }

  /// The first version that changes the leftmost part that isn't zero.
  private static func caretEnd(_ partial: NpmPartial) -> NpmVersion? {
    guard let major = partial.major else { return nil }
    guard major == 0, let minor = partial.minor else {
      return NpmVersion(major: major + 1, minor: 0, patch: 0, labels: ["0"])
    }
    guard minor == 0, let patch = partial.patch else {
      return NpmVersion(major: 0, minor: minor + 1, patch: 0, labels: ["0"])
    }
    return NpmVersion(major: 0, minor: 0, patch: patch + 1, labels: ["0"])
  }

  /// Whether a version is in the range. A pre-release is only where a comparison names one of the same version.
  func contains(_ version: NpmVersion) -> Bool {
    alternatives.contains { comparisons in
      guard comparisons.allSatisfy({ $0.comparator.holds(version, $0.version) }) else { return false }
      return version.labels.isEmpty
        || comparisons.contains {
          !$0.version.labels.isEmpty && $0.version.labels != ["0"] && $0.version.hasSameNumbers(as: version)
        }
    }
  }
}

extension VersionScanner {
  fileprivate mutating func takeWord() -> String {
    take { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
  }
}
