import Git

extension FollowTarget {
  /// Returns what a policy makes of a library's mirror, which has been refreshed.
  ///
  /// - Parameter trustedRefs: refs, with `*` for any text, one of which the commit must be reachable from; empty for every
  ///   branch and tag.
  /// - Throws: `SubmoduleError` where nothing fits or the commit is on no trusted ref, `GitError` where the mirror can't be
  ///   read.
  public static func find(
    _ policy: FollowPolicy, in mirror: borrowing Repository, trustedRefs: [String] = []
  ) throws -> FollowTarget {
    let references = try references(of: mirror)
    let target: FollowTarget
    if case .pin(let id) = policy {
      // Digits only, so that the text can't mean anything else to git.
      guard id.utf8.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
        let commit = try mirror.resolveCommit(id)
      else { throw error(policy, "there is no such commit") }
      target = FollowTarget(commit: commit, reference: nil)
    } else {
      target = try choose(policy, among: references)
    }
    let trusted = references.filter { reference in
      trustedRefs.isEmpty || trustedRefs.contains { fits(Array(reference.name.utf8)[...], Array($0.utf8)[...]) }
    }
    guard try mirror.isReachable(target.commit, fromAnyOf: trusted.map(\.commit)) else {
      let refs = trustedRefs.isEmpty ? "no branch and no tag" : "none of \(trustedRefs.joined(separator: ", "))"
      throw error(policy, "\(target.commit.short) can be reached from \(refs)")
    }
    return target
  }

  /// The branches and tags that lead to commits.
  private static func references(of mirror: borrowing Repository) throws(GitError) -> [FollowReference] {
    var found: [FollowReference] = []
    for prefix in ["refs/heads/", "refs/tags/"] {
      for record in try mirror.references(prefix: prefix) {
        // A tag may lead to a file or a folder, which nobody can pin.
        guard let commit = (try? mirror.resolveCommit(record.id.hex)) ?? nil else { continue }
        let seconds = try mirror.commit(commit).committer.seconds
        found.append(FollowReference(name: record.name, commit: commit, seconds: seconds))
      }
    }
    return found
  }
}
