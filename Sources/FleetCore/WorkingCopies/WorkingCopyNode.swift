import Changes
import Git
import Submodules

/// A working copy of a service or of a submodule in it, as it was when it was read.
public struct WorkingCopyNode: Sendable {
  /// From the service's folder; empty for the service itself.
  public let path: TreePath
  /// The folder with the files, absolute.
  public let folder: String
  /// The folders with git's data: this working copy's own, and that of the objects and references.
  let gitFolder: String
  let commonFolder: String
  /// Where the one above has it; nil for the service.
  let link: Link?
  /// The URL that it was cloned from, as far as the declarations tell: relative ones are resolved. Nil where there is none
  /// that may be used.
  let url: String?
  public let status: WorkingCopyStatus
  let configuration: GitConfiguration
  /// What git is in the middle of, such as `merge`.
  let operationUnderWay: String?
  let isIndexLocked: Bool
  /// All submodules, those without a working copy too, sorted by path.
  let links: [Link]
  /// The submodules that have a working copy, sorted by path.
  public let children: [WorkingCopyNode]

  /// A submodule as the index of the one above records it.
  struct Link: Sendable {
    /// From the folder of the one above.
    let path: TreePath
    /// What its index records.
    let recorded: ObjectID
    /// What its HEAD records; nil for nothing.
    let committed: ObjectID?
    /// What its `.gitmodules` says; nil where there is no entry that may be used.
    let entry: GitModules.Entry?
  }

  /// The path as messages show it: `.` for the service.
  public var shownPath: String { path.bytes.isEmpty ? "." : path.description }

  public var isService: Bool { link == nil }

  /// The nodes with those below them first: the order in which they are committed and pushed.
  public var bottomUp: [WorkingCopyNode] { children.flatMap(\.bottomUp) + [self] }

  /// The remote that pushes go to, as git chooses it (git-push(1), git-config(1)); nil where there is none.
  var remote: (name: String, url: String)? {
    func value(_ key: String) -> String? { configuration.string(key) }
    let ofBranch = status.branch.flatMap { value("branch.\($0).pushremote") ?? value("remote.pushdefault") }
    let upstream = status.branch.flatMap { value("branch.\($0).remote") }
    let name = ofBranch ?? value("remote.pushdefault") ?? upstream ?? "origin"
    guard let url = value("remote.\(name).pushurl") ?? value("remote.\(name).url") else { return nil }
    return (name, WorkingCopyReader.located(url, in: folder))
  }

  /// The branch of the remote that the branch here belongs to, without `refs/heads/`: its upstream's, else the one of the
  /// same name; nil where HEAD is detached.
  var upstreamBranch: String? {
    guard let branch = status.branch else { return nil }
    let merge = configuration.string("branch.\(branch).merge")
    let isSameRemote = configuration.string("branch.\(branch).remote") == remote?.name
    guard let merge, isSameRemote, merge.hasPrefix("refs/heads/") else { return branch }
    return String(merge.dropFirst("refs/heads/".count))
  }
}
