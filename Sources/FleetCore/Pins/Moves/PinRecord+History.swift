import Changes
import Git

extension PinRecord {
  /// Returns whether a branch has pinned `from` since it was written, in whatever commit that came; read along first parents.
  ///
  /// - Parameter base: what the branch has now.
  func wasMerged(into base: some Snapshot) throws(GitError) -> Bool {
    guard let mirror = base as? MirrorSnapshot, let tip = mirror.commit, let from, let since,
      try mirror.repository.contains(since)
    else { return false }
    for commit in try mirror.repository.firstParents(from: tip, excluding: since) {
      if try mirror.repository.entry(at: path.bytes, in: commit)?.id == from { return true }
    }
    return false
  }
}
