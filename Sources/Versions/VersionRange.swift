/// A range of versions by one ecosystem's rules.
public struct VersionRange: Sendable {
  private enum Rules: Sendable {
    case pip(PipRange)
    case maven(MavenRange)
    case npm(NpmRange)
  }

  private let rules: Rules

  /// Reads a range; throws with the place where it stops being one.
  public init(_ text: String, in ecosystem: Ecosystem) throws(VersionError) {
    switch ecosystem {
    case .pip: rules = .pip(try PipRange(text))
    case .maven: rules = .maven(try MavenRange(text))
    case .npm: rules = .npm(try NpmRange(text))
    }
  }

  /// Whether a version is in the range; a text that is no version is in none.
  public func contains(_ version: String) -> Bool {
    switch rules {
    case .pip(let range): PipVersion(version).map(range.contains) ?? false
    case .maven(let range): range.contains(MavenVersion(version))
    case .npm(let range): SemanticVersion(version).map(range.contains) ?? false
    }
  }
}
