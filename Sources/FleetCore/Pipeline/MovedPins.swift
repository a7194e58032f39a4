import Changes
import Git
import Submodules

/// The pins of what is pushed to a service, where it has other gitlinks than the service.
struct MovedPins: Sendable, Equatable {
  /// All of them: where one is moved, all count, as they do for a move of pins.
  let recorded: RecordedPins
  /// Those whose commit the service didn't have.
  let moved: Set<TreePath>

  /// Reads them where a tree is made and needn't be written yet; nil where no gitlink differs.
  ///
  /// - Parameters:
  ///   - diff: between the two trees.
  ///   - carried: what others have on top of the new one, which may move pins too.
  init?(
    _ diff: TreeDiff, from base: ObjectID, to tree: ObjectID, carried: [CarriedCommit], in open: OpenMirror
  ) throws(GitError) {
    var (files, tip) = (diff.files, tree)
    if let last = carried.last {
      (files, tip) = (try open.repository.diff(from: base, to: last.tree, patchLimit: 0).files, last.tree)
    }
    let gitlinks = files.filter(\.leavesGitlink)
    guard !gitlinks.isEmpty else { return nil }
    // A submodule that is only put elsewhere keeps the commit that the service had.
    let kept = Set(files.filter { $0.oldMode == FileMode.submodule.rawValue }.map(\.oldID))
    moved = Set(gitlinks.filter { !kept.contains($0.newID) }.map { TreePath(bytes: $0.pathBytes) })
    recorded = try RecordedPins.read(tip, in: open)
  }
}

extension FilePatch {
  fileprivate var leavesGitlink: Bool { status != .deleted && FileMode(rawValue: newMode) == .submodule }
}
