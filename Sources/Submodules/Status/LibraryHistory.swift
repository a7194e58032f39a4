import Git

/// What a library's mirror knows: its branches and tags, which of them are trusted, and where its policy leads.
///
/// Read once for a library, then asked for each commit that services pin.
public struct LibraryHistory: Sendable {
  /// The branches and tags that lead to commits, sorted by name.
  public let references: [FollowReference]
  /// Where the policy leads; nil without a policy, or where `targetProblem` says why.
  public let target: FollowTarget?
  /// Why the policy leads nowhere, in one line.
  public let targetProblem: String?
  private let hasTags: Bool
  private let trusted: [FollowReference]
  private let trustedTips: [ObjectID]
  private let untrusted: [FollowReference]

  /// Reads a mirror as it is; nobody is asked.
  ///
  /// - Parameter trustedRefs: refs, with `*` for any text, that pins have to be reachable from; empty for every branch and
  ///   tag.
  public init(
    reading mirror: borrowing Repository, follow policy: FollowPolicy?, trustedRefs: [String]
  ) throws(GitError) {
    references = try Self.references(of: mirror)
    hasTags = references.contains { $0.name.hasPrefix("refs/tags/") }
    func isTrusted(_ reference: FollowReference) -> Bool { Self.isTrusted(reference.name, by: trustedRefs) }
    trusted = references.filter(isTrusted)
    trustedTips = Array(Set(trusted.map(\.commit)))
    untrusted = references.filter { !isTrusted($0) }
    guard let policy else {
      (target, targetProblem) = (nil, nil)
      return
    }
    switch try Self.target(of: policy, references: references, trustedTips: trustedTips, in: mirror) {
    case .success(let found): (target, targetProblem) = (found, nil)
    case .failure(let error): (target, targetProblem) = (nil, error.description)
    }
  }

  /// Whether a ref, a full name, is one of `trustedRefs`, which hold `*` for any text; of none at all every one is.
  public static func isTrusted(_ reference: String, by trustedRefs: [String]) -> Bool {
    trustedRefs.isEmpty || trustedRefs.contains { FollowTarget.fits(Array(reference.utf8)[...], Array($0.utf8)[...]) }
  }

  /// Returns what the mirror, from which this was read, says of a commit.
  public func standing(of commit: ObjectID, in mirror: borrowing Repository) throws(GitError) -> PinStanding {
    var distance = HistoryDistance()
    return try standing(of: commit, in: mirror, &distance)
  }

  /// Returns what the mirror, from which this was read, says of each of some commits, in their order.
  public func standings(
    of commits: some Sequence<ObjectID>, in mirror: borrowing Repository
  ) throws(GitError) -> [(commit: ObjectID, standing: PinStanding)] {
    var distance = HistoryDistance()
    var found: [(commit: ObjectID, standing: PinStanding)] = []
    for commit in commits { found.append((commit, try standing(of: commit, in: mirror, &distance))) }
    return found
  }

  private func standing(
    of commit: ObjectID, in mirror: borrowing Repository, _ distance: inout HistoryDistance
  ) throws(GitError) -> PinStanding {
    guard try mirror.hasCommit(commit) else { return PinStanding(reach: .nothing(hasObject: false)) }
    var counts: (ahead: Int, behind: Int)?
    if let target { counts = try distance.aheadBehind(commit, upstream: target.commit, in: mirror) }
    let reach = try reach(of: commit, isInTarget: counts?.ahead == 0, in: mirror)
    // Without a tag there is nothing to describe a commit by.
    let described = hasTags ? try mirror.describe(commit) : nil
    return PinStanding(reach: reach, described: described, behind: counts?.behind, ahead: counts?.ahead)
  }

  /// Returns from where a commit can be reached in the mirror from which this was read.
  public func reach(of commit: ObjectID, in mirror: borrowing Repository) throws(GitError) -> PinStanding.Reach {
    guard try mirror.hasCommit(commit) else { return .nothing(hasObject: false) }
    return try reach(of: commit, isInTarget: false, in: mirror)
  }

  /// Returns the trusted branch or tag from which a commit can be reached, as a full name: the one that the policy leads to,
  /// else the first by name; nil where there is none.
  public func trustedReference(to commit: ObjectID, in mirror: borrowing Repository) throws(GitError) -> String? {
    guard try mirror.hasCommit(commit) else { return nil }
    let first = trusted.filter { $0.name == target?.reference }
    for reference in first + trusted where try mirror.isAncestor(commit, of: reference.commit) {
      return reference.name
    }
    return nil
  }

  /// - Parameter isInTarget: whether the target, which is on a trusted ref, is known to contain the commit.
  private func reach(
    of commit: ObjectID, isInTarget: Bool, in mirror: borrowing Repository
  ) throws(GitError) -> PinStanding.Reach {
    if isInTarget { return .trusted }
    if try mirror.isReachable(commit, fromAnyOf: trustedTips) { return .trusted }
    guard try mirror.isReachable(commit, fromAnyOf: untrusted.map(\.commit)) else {
      return .nothing(hasObject: true)
    }
    for reference in untrusted where try mirror.isAncestor(commit, of: reference.commit) {
      return .onlyUnprotected(reference: reference.name)
    }
    return .nothing(hasObject: true)
  }

  private static func target(
    of policy: FollowPolicy, references: [FollowReference], trustedTips: [ObjectID], in mirror: borrowing Repository
  ) throws(GitError) -> Result<FollowTarget, SubmoduleError> {
    let target: FollowTarget
    do throws(SubmoduleError) {
      if case .pin(let id) = policy {
        target = FollowTarget(commit: try commit(abbreviated: id, policy, in: mirror), reference: nil)
      } else {
        target = try FollowTarget.choose(policy, among: references)
      }
    } catch {
      return .failure(error)
    }
    // Nobody may be led to a commit that a clone of the library doesn't have.
    guard try mirror.isReachable(target.commit, fromAnyOf: trustedTips) else {
      return .failure(FollowTarget.error(policy, "\(target.commit.short) can't be reached from any trusted ref"))
    }
    return .success(target)
  }

  private static func commit(
    abbreviated id: String, _ policy: FollowPolicy, in mirror: borrowing Repository
  ) throws(SubmoduleError) -> ObjectID {
    let isHexadecimal = id.utf8.allSatisfy { Unicode.Scalar($0).properties.isASCIIHexDigit }
    // Whatever libgit2 finds wrong with it, such as digits that fit several commits, the policy names no commit.
    guard isHexadecimal, let commit = (try? mirror.resolveCommit(id)) ?? nil else {
      throw FollowTarget.error(policy, "there is no such commit, or more than one")
    }
    return commit
  }

  private static func references(of mirror: borrowing Repository) throws(GitError) -> [FollowReference] {
    var found: [FollowReference] = []
    for prefix in ["refs/heads/", "refs/tags/"] {
      for record in try mirror.references(prefix: prefix) {
        // A tag may lead to a file or a folder, which nobody can pin.
        guard let id = (try? mirror.resolveCommit(record.id.hex)) ?? nil else { continue }
        let commit = try mirror.commit(id)
        found.append(FollowReference(name: record.name, commit: id, seconds: commit.committer.seconds))
      }
    }
    return found
  }
}

extension Repository {
  /// Whether the repository has the object and it is a commit.
  public func hasCommit(_ id: ObjectID) throws(GitError) -> Bool {
    do throws(GitError) {
      _ = try commit(id)
      return true
    } catch  where error.kind == .notFound {
      return false
    }
  }
}
