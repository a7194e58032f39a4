import Changes
import Git
import Submodules

/// A working copy that is to be made: of a service, or of a submodule in it.
struct ClonePlan: Sendable {
  /// From the service's folder; empty for the service.
  let path: TreePath
  /// The name by which the one above keeps its git data; nil for the service.
  let name: String?
  /// The manifest's name of the library.
  let library: String?
  /// What its `origin` is: without a password.
  let url: String
  /// The mirror with its objects.
  let mirror: String
  let commit: ObjectID
  /// The branch that is checked out, at the commit wherever the remote's is; nil where only a tag leads to the commit.
  let branch: String?
  /// How many commits of the remote's branch the commit lacks.
  let behind: Int
  let children: [ClonePlan]

  var topDown: [ClonePlan] { [self] + children.flatMap(\.topDown) }

  var shownPath: String { path.bytes.isEmpty ? "." : path.description }
}

/// The branch of a library that a commit belongs to.
enum BranchOfCommit {
  /// Returns the default branch where it has the commit, else the one that has the fewest commits besides, by name among
  /// equals; nil where no branch has it.
  static func find(_ commit: ObjectID, in mirror: borrowing Repository) throws(GitError) -> (name: String, behind: Int)?
  {
    let prefix = "refs/heads/"
    let standard = try mirror.symbolicTarget(of: "HEAD")
    var best: (name: String, behind: Int)?
    for reference in try mirror.references(prefix: prefix) {
      guard try mirror.isAncestor(commit, of: reference.id) else { continue }
      let found = (
        name: String(reference.name.dropFirst(prefix.count)),
        behind: try mirror.aheadBehind(commit, upstream: reference.id).behind
      )
      if reference.name == standard { return found }
      if best.map({ found.behind < $0.behind }) ?? true { best = found }
    }
    return best
  }
}
