/// A version of Semantic Versioning 2.0.0, as npm and most tags have it. Build data count for nothing and aren't kept.
public struct SemanticVersion: Sendable, Equatable {
  public let major: Int
  public let minor: Int
  public let patch: Int
  /// The parts of a pre-release; empty for a release.
  public let labels: [String]

  public init(_ major: Int, _ minor: Int, _ patch: Int, labels: [String] = []) {
    (self.major, self.minor, self.patch, self.labels) = (major, minor, patch, labels)
  }

  /// Reads a version with all three numbers; a `v` may stand before it.
  public init?(_ text: some StringProtocol) {
    guard let partial = PartialVersion(text), partial.patch != nil else { return nil }
    self = partial.lowest
  }

  /// The lowest version with these numbers: what is below it is below all of its pre-releases too.
  static func lowestPreRelease(_ major: Int, _ minor: Int, _ patch: Int) -> SemanticVersion {
    SemanticVersion(major, minor, patch, labels: ["0"])
  }

  func hasSameNumbers(as other: SemanticVersion) -> Bool {
    (major, minor, patch) == (other.major, other.minor, other.patch)
  }
}

extension SemanticVersion: Comparable {
  public static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
    guard left.hasSameNumbers(as: right) else {
      return (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
    if left.labels.isEmpty || right.labels.isEmpty { return !left.labels.isEmpty && right.labels.isEmpty }
    for (mine, other) in zip(left.labels, right.labels) where mine != other {
      switch (Int(mine), Int(other)) {
      case (let mine?, let other?): return mine < other
      case (_?, nil): return true
      case (nil, _?): return false
      case (nil, nil): return mine.utf8.lexicographicallyPrecedes(other.utf8)
      }
    }
    return left.labels.count < right.labels.count
  }
}
