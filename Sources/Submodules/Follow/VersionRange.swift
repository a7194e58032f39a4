/// A range of versions as a follow policy writes it: `^1.4`, `~1.2.3`, `>=1.2 <2`, `1.x`, `1.2 - 1.9`, `^1 || ^2`.
///
/// `^`, `~`, `x`, hyphens and `||` are npm's (node-semver's README); `~>` is `~`, `~=` is Python's compatible release,
/// `!=` leaves out everything that its version describes. A pre-release is only in a range that names one of the same
/// version.
public struct VersionRange: Sendable, Equatable {
  /// One of these lists must hold, each as a whole.
  private let alternatives: [[Bound]]

  fileprivate enum Bound: Equatable {
    case atLeast(ReleaseVersion)
    case above(ReleaseVersion)
    case atMost(ReleaseVersion)
    case below(ReleaseVersion)
    case outside(from: ReleaseVersion, end: ReleaseVersion?)
  }

  /// Nil where the text isn't a range.
  public init?(_ text: String) {
    var alternatives: [[Bound]] = []
    for part in VersionRange.alternatives(of: Array(text.utf8)) {
      guard let bounds = VersionRange.comparisons(part) else { return nil }
      alternatives.append(bounds)
    }
    self.alternatives = alternatives
  }

  /// Splits at `||`.
  private static func alternatives(of bytes: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = [[]]
    var rest = bytes[...]
    while let byte = rest.first {
      let isSeparator = rest.starts(with: "||".utf8)
      if isSeparator { parts.append([]) } else { parts[parts.count - 1].append(byte) }
      rest = rest.dropFirst(isSeparator ? 2 : 1)
    }
    return parts
  }

  /// Comparisons are separated by spaces or commas; an operator may stand apart from its version.
  private static func comparisons(_ bytes: [UInt8]) -> [Bound]? {
    let words = bytes.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ",") }
    var bounds: [Bound] = []
    var index = 0
    while index < words.count {
      let word = words[index]
      let mark = String(decoding: word.prefix { "^~<>=!".utf8.contains($0) }, as: UTF8.self)
      var version = word.dropFirst(mark.utf8.count)
      if version.isEmpty {
        index += 1
        guard !mark.isEmpty, index < words.count else { return nil }
        version = words[index]
      }
      guard let partial = PartialVersion(String(decoding: version, as: UTF8.self)) else { return nil }
      index += 1
      if mark.isEmpty, index < words.count, words[index].elementsEqual("-".utf8) {
        guard index + 1 < words.count,
          let last = PartialVersion(String(decoding: words[index + 1], as: UTF8.self))
        else { return nil }
        bounds += [.atLeast(partial.lowest)] + upTo(last)
        index += 2
      } else {
        guard let found = VersionRange.bounds(mark, partial) else { return nil }
        bounds += found
      }
    }
    return bounds.isEmpty ? nil : bounds
  }

  private static func upTo(_ last: PartialVersion) -> [Bound] {
    if last.patch != nil { return [.atMost(last.lowest)] }
    return last.end.map { [.below($0)] } ?? []
  }

  private static func bounds(_ mark: String, _ partial: PartialVersion) -> [Bound]? {
    let lowest = partial.lowest
    let end: ReleaseVersion?
    switch mark {
    case ">=": return [.atLeast(lowest)]
    case ">": return partial.patch != nil ? [.above(lowest)] : [.atLeast(partial.end ?? lowest)]
    case "<=": return [.atLeast(.lowestPreRelease(0, 0, 0))] + upTo(partial)
    case "<": return [.below(lowest)]
    case "!=": return [.outside(from: lowest, end: partial.patch != nil ? nil : partial.end)]
    case "", "=", "==":
      if partial.patch != nil { return [.atLeast(lowest), .atMost(lowest)] }
      end = partial.end
    case "^": end = caretEnd(partial)
    case "~", "~>": end = PartialVersion.end(partial.major, partial.minor)
    case "~=": end = PartialVersion.end(partial.major, partial.patch == nil ? nil : partial.minor)
    default: return nil
    }
    return [.atLeast(lowest)] + (end.map { [.below($0)] } ?? [])
  }

  /// The first version that changes the leftmost part that isn't zero.
  private static func caretEnd(_ partial: PartialVersion) -> ReleaseVersion? {
    guard let major = partial.major else { return nil }
    guard major == 0, let minor = partial.minor else { return .lowestPreRelease(major + 1, 0, 0) }
    guard minor == 0, let patch = partial.patch else { return .lowestPreRelease(0, minor + 1, 0) }
    return .lowestPreRelease(0, 0, patch + 1)
  }

  func contains(_ version: ReleaseVersion) -> Bool {
    alternatives.contains { bounds in
      guard bounds.allSatisfy({ $0.holds(version) }) else { return false }
      return version.labels.isEmpty || bounds.contains { $0.names(preReleaseOf: version) }
    }
  }
}

extension VersionRange.Bound {
  fileprivate func holds(_ version: ReleaseVersion) -> Bool {
    switch self {
    case .atLeast(let bound): version >= bound
    case .above(let bound): version > bound
    case .atMost(let bound): version <= bound
    case .below(let bound): version < bound
    case .outside(let start, let end): version < start || end.map { version >= $0 } ?? (version > start)
    }
  }

  /// Whether the bound, as it was written, is a pre-release of the same version.
  fileprivate func names(preReleaseOf version: ReleaseVersion) -> Bool {
    switch self {
    case .atLeast(let bound), .above(let bound), .atMost(let bound), .below(let bound):
      !bound.labels.isEmpty && bound.labels != ["0"] && bound.hasSameNumbers(as: version)
    case .outside: false
    }
  }
}

extension PartialVersion {
  fileprivate static func end(_ major: Int?, _ minor: Int?) -> ReleaseVersion? {
    guard let major else { return nil }
    return minor.map { .lowestPreRelease(major, $0 + 1, 0) } ?? .lowestPreRelease(major + 1, 0, 0)
  }
}
