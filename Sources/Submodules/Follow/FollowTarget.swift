import Git
import Versions

/// The commit that users of a library should pin by its follow policy, and what says so.
public struct FollowTarget: Sendable, Equatable {
  public let commit: ObjectID
  /// The branch or tag that leads there, as a full name; nil where the policy names a commit.
  public let reference: String?

  public init(commit: ObjectID, reference: String?) {
    self.commit = commit
    self.reference = reference
  }
}

/// A branch or tag of a library, with the commit that it leads to.
public struct FollowReference: Sendable, Equatable {
  /// The full name, such as `refs/tags/v1.4.2`.
  public let name: String
  /// Of a tag with a message the commit behind it.
  public let commit: ObjectID
  /// When that commit was made, in seconds since 1970.
  public let seconds: Int64

  public init(name: String, commit: ObjectID, seconds: Int64) {
    self.name = name
    self.commit = commit
    self.seconds = seconds
  }
}

extension FollowTarget {
  /// Returns what a policy makes of a library's branches and tags.
  ///
  /// A tag pattern takes the newest commit, and of several tags on commits of one time the last by name. A range takes the
  /// highest version; two tags that are the same version must lead to one commit.
  /// - Throws: where nothing fits, or nobody can tell what fits. A policy that names a commit isn't answered here: whether
  ///   that commit exists only the repository knows.
  public static func choose(_ policy: FollowPolicy, among references: [FollowReference]) throws(SubmoduleError)
    -> FollowTarget
  {
    switch policy {
    case .branch(let name):
      let full = "refs/heads/\(name)"
      guard let branch = references.first(where: { $0.name.utf8.elementsEqual(full.utf8) }) else {
        throw error(policy, "there is no such branch")
      }
      return FollowTarget(branch)
    case .tag(let pattern):
      let full = Array("refs/tags/\(pattern)".utf8)
      let newest = references.filter { fits(Array($0.name.utf8)[...], full[...]) }.max { left, right in
        left.seconds != right.seconds
          ? left.seconds < right.seconds : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
      }
      guard let newest else { throw error(policy, "no tag fits it") }
      return FollowTarget(newest)
    case .semver(let range): return try highest(range, policy, references)
    case .pin: throw error(policy, "only the repository knows whether there is such a commit")
    }
  }

  private static func highest(
    _ text: String, _ policy: FollowPolicy, _ references: [FollowReference]
  ) throws(SubmoduleError) -> FollowTarget {
    guard let range = FollowRange(text) else { throw error(policy, "it isn't a range of versions") }
    let prefix = "refs/tags/"
    var found: (version: SemanticVersion, reference: FollowReference)?
    for reference in references.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
    where reference.name.hasPrefix(prefix) {
      guard let version = SemanticVersion(tag: reference.name.dropFirst(prefix.count)), range.contains(version)
      else { continue }
      if let found, found.version == version, found.reference.commit != reference.commit {
        throw error(policy, "\(found.reference.name) and \(reference.name) are one version and two commits")
      }
      if found.map({ $0.version < version }) ?? true { found = (version, reference) }
    }
    guard let found else { throw error(policy, "no tag is a version in this range") }
    return FollowTarget(found.reference)
  }

  private init(_ reference: FollowReference) {
    self.init(commit: reference.commit, reference: reference.name)
  }

  static func error(_ policy: FollowPolicy, _ message: String) -> SubmoduleError {
    SubmoduleError(operation: "follow \(policy)", message: message)
  }

  /// Whether a name fits a pattern in which `*` is any text, slashes too.
  static func fits(_ name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
    let pieces = pattern.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
    guard let first = pieces.first, let last = pieces.last, pieces.count > 1 else { return name.elementsEqual(pattern) }
    guard name.starts(with: first), name.count >= first.count + last.count,
      name.suffix(last.count).elementsEqual(last)
    else { return false }
    var rest = name.dropFirst(first.count).dropLast(last.count)
    for piece in pieces.dropFirst().dropLast() {
      guard let place = rest.firstRange(of: piece) else { return false }
      rest = rest[place.upperBound...]
    }
    return true
  }
}
