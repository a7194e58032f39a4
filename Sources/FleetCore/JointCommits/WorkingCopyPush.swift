import Git

/// One push of a working copy's commit to a branch of its remote: fast-forward only, and stating the value that it replaces.
struct WorkingCopyPush: Sendable {
  let node: WorkingCopyNode
  let remote: (name: String, url: String)
  /// Without `refs/heads/`.
  let branch: String
  let commit: ObjectID
  let setting: WorkingCopySetting

  /// Pushes; returns false where the remote had it already. Blocks.
  ///
  /// - Throws: `moved` where the remote's branch has other commits, `refused` where a hook or the server says no.
  func run(_ journal: JointCommitJournal) throws(GitError) -> Bool {
    let destination = "refs/heads/\(branch)"
    let network = setting.network(of: node)
    let references = try advertisedReferences(of: remote.url, options: network)
    let old = references.first { $0.name == destination }?.id
    let repository = try Repository(openingBare: node.commonFolder)
    if let old {
      guard try repository.contains(old), try repository.isAncestor(old, of: commit) else {
        // Commits that were built on ours since are no reason to push again.
        if try repository.contains(old), try repository.isAncestor(commit, of: old) { return false }
        throw GitError(
          operation: "push \(node.shownPath) to \(branch)", kind: .moved,
          message: "the remote's \(branch) has commits that aren't here",
          hint: "git\(node.isService ? "" : " -C \(node.path)") pull --rebase, then fleet commit --resume")
      }
      if old == commit { return false }
    }
    setting.observe(.began("pushing \(node.shownPath) to \(branch)"))
    let git = setting.git(in: node.folder)
    try git.runPrePushHook(
      remote: remote, local: node.status.branch.map { "refs/heads/\($0)" } ?? "HEAD", new: commit,
      destination: destination, old: old, onErrors: { setting.observe(.printed($0)) })
    try journal.write(
      .init(step: .pushing, path: node.shownPath, branch: branch, old: old?.hex, new: commit.hex))
    let update = PushUpdate(source: commit, destination: destination, expected: old)
    for result in try repository.push(to: remote.url, updates: [update], options: network) {
      guard case .refused(let reason) = result.verdict else { continue }
      throw GitError(
        operation: "push \(node.shownPath) to \(branch)", kind: .refused, message: reason,
        serverWords: result.serverWords)
    }
    try track(old, in: repository)
    try journal.write(.init(step: .pushed, path: node.shownPath, branch: branch, new: commit.hex))
    return true
  }

  /// Notes where the remote's branch is now, as `git push` does, where the remote's branches are followed as usual.
  private func track(_ old: ObjectID?, in repository: borrowing Repository) throws(GitError) {
    let refspec = "+refs/heads/*:refs/remotes/\(remote.name)/*"
    guard node.configuration.entries.contains(where: { $0.key == "remote.\(remote.name).fetch" && $0.value == refspec })
    else { return }
    try repository.setReference("refs/remotes/\(remote.name)/\(branch)", to: commit)
  }
}
