import Changes
import Git

/// What a joint commit does in one working copy.
struct JointCommitStep: Sendable {
  let node: WorkingCopyNode
  /// The library's canonical repository; nil for the service, and where there is none.
  let authority: PinAuthority?
  /// The remote's branch that pushes go to, without `refs/heads/`; nil where none is chosen.
  let branch: String?
  /// Whether the branch was named for it, or is checked out: then commits that are there already may go to it too.
  let isBranchExplicit: Bool
  /// Whether there is something to commit.
  let commits: Bool
  /// What goes into the commit besides what is staged, from the working copy's folder.
  let paths: [[UInt8]]
  /// Whether an interrupted run has made its commit.
  let isCommitted: Bool
  /// Whether the pin in the one above changes.
  let changesPin: Bool

  /// The manifest's name of the library.
  var library: String? { authority?.library }

  var shownPath: String { node.shownPath }

  /// Whether HEAD is put on the branch first, since no branch is checked out.
  var attaches: Bool { commits && node.status.branch == nil && !node.isService }
}
