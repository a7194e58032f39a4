import Changes
import Git
import Submodules

/// What somebody has under way in the working copy of a submodule: what `sync` must not touch and `status` shows.
public struct WorkingCopyWork: Sendable, Equatable {
  /// Changes that aren't committed, in files that git tracks, there or in a submodule below.
  public let isDirty: Bool
  public let isDetached: Bool
  /// Whether HEAD or a branch has commits that no branch of a remote, and no tag, is known to have.
  public let isUnpushed: Bool
  /// The commit that is checked out, where it isn't the pin.
  public let otherCommit: ObjectID?
  /// What git is in the middle of, such as `merge`.
  public let operationUnderWay: String?

  /// Looks at a submodule's working copy; nothing is written and nobody is asked.
  public init(of node: WorkingCopyNode, git: WorkingGit) throws(GitError) {
    isDirty = node.bottomUp.contains { !$0.status.entries.isEmpty }
    isDetached = node.status.branch == nil
    otherCommit = node.link.flatMap { $0.recorded == node.status.head ? nil : node.status.head }
    operationUnderWay = node.operationUnderWay
    guard node.status.head != nil else {
      isUnpushed = false
      return
    }
    let arguments = ["rev-list", "--max-count=1", "HEAD", "--branches", "--not", "--remotes", "--tags", "--"]
    isUnpushed = try !git.at(node.folder).read(arguments).output.isEmpty
  }

  /// The states of `fleet submodules status`.
  public var states: [PinState] {
    (isDirty ? [.dirty] : []) + (isUnpushed ? [.unpushed] : []) + (isDetached ? [.detached] : [])
  }

  /// What a row says about it, one line each.
  public var messages: [String] {
    [otherCommit.map { "\($0.short) is checked out" }, operationUnderWay.map { "a \($0) is under way" }]
      .compactMap(\.self)
  }
}
