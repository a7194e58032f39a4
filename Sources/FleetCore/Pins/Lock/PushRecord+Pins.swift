import Changes
import Git

extension PushRecord {
  /// Returns what takes the pins back that the push moved, read from the mirror in a folder of mirrors; sorted by path.
  public func pinsTakenBack(mirrors: String) throws(GitError) -> [PinRecord] {
    let repository = try Repository(openingBare: "\(mirrors)/\(mirror).git")
    let diff = try repository.diff(from: repository.tree(of: base), to: tree, patchLimit: 0)
    return diff.files.filter { $0.oldMode == FileMode.submodule.rawValue && $0.newMode == $0.oldMode }.map { file in
      PinRecord(path: TreePath(bytes: file.pathBytes), from: file.newID, to: file.oldID, since: base)
    }
  }
}
