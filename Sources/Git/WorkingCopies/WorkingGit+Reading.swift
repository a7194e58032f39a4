import Foundation

extension WorkingGit {
  /// The folder with the files of the repository that `folder` is in.
  public func top() throws(GitError) -> String { try read(["rev-parse", "--show-toplevel"]).text }

  /// The working copy that has this one as a submodule; nil where there is none.
  public func superproject() throws(GitError) -> String? {
    let text = try read(["rev-parse", "--show-superproject-working-tree"]).text
    return text.isEmpty ? nil : text
  }

  /// The folders with git's data, absolute: that of this working copy, and the one with the objects and references, which is
  /// another one in a second working copy (git-worktree(1)).
  public func gitFolders() throws(GitError) -> (own: String, common: String) {
    let own = try read(["rev-parse", "--absolute-git-dir"]).text
    let common = try read(["rev-parse", "--git-common-dir"]).text
    return (own, common.hasPrefix("/") ? common : "\(folder)/\(common)")
  }

  /// Git's configuration as it is in this working copy: its own, its owner's and the machine's.
  public func configuration() throws(GitError) -> GitConfiguration {
    let output = try read(["config", "--null", "--list"]).output
    return GitConfiguration(
      entries: output.split(separator: 0).map { item in
        let end = item.firstIndex(of: UInt8(ascii: "\n"))
        return GitConfiguration.Entry(
          key: String(decoding: item[..<(end ?? item.endIndex)], as: UTF8.self),
          value: end.map { String(decoding: item[($0 + 1)...], as: UTF8.self) })
      })
  }

  /// What has changed; files that git doesn't track aren't looked for, and submodules are compared by their commits alone.
  public func status() throws(GitError) -> WorkingCopyStatus {
    let arguments = [
      "status", "--porcelain=v2", "-z", "--branch", "--untracked-files=no", "--ignore-submodules=dirty", "--no-renames",
    ]
    return try WorkingCopyStatus(parsing: try read(arguments).output)
  }

  /// The submodules that the index records, sorted by path.
  public func gitlinks() throws(GitError) -> [(path: [UInt8], commit: ObjectID)] {
    let output = try read(["ls-files", "--stage", "-z"]).output
    return output.split(separator: 0).compactMap { line in
      guard line.starts(with: "160000 ".utf8), let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
      let words = line[..<tab].split(separator: UInt8(ascii: " "))
      guard words.count == 3, let id = ObjectID(hex: String(decoding: words[1], as: UTF8.self)) else { return nil }
      // Of a conflict every side is listed, and `status` tells of it.
      guard words[2].elementsEqual("0".utf8) else { return nil }
      return (Array(line[(tab + 1)...]), id)
    }
  }

  /// What git is in the middle of there, such as `merge`; nil if it is in the middle of nothing.
  public static func operationUnderWay(in gitFolder: String) -> String? {
    let marks = [
      ("MERGE_HEAD", "merge"), ("rebase-merge", "rebase"), ("rebase-apply", "rebase"),
      ("CHERRY_PICK_HEAD", "cherry-pick"), ("REVERT_HEAD", "revert"), ("BISECT_LOG", "bisect"),
    ]
    return marks.first { access("\(gitFolder)/\($0.0)", F_OK) == 0 }?.1
  }

  /// Whether a git holds the lock of the index.
  public static func isIndexLocked(in gitFolder: String) -> Bool { access("\(gitFolder)/index.lock", F_OK) == 0 }

  /// Why git would not commit here for want of a name; nil where it knows who commits.
  public func identityProblem() throws(GitError) -> String? {
    for name in ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"] {
      let answer = try run(["var", name], onlyReads: true)
      if !answer.isSuccess { return failure("git var", answer).message }
    }
    return nil
  }
}

extension WorkingGit {
  /// Whether a commit is in the history of another; a commit that isn't there is in nobody's.
  public func isAncestor(_ ancestor: ObjectID, of descendant: ObjectID) throws(GitError) -> Bool {
    if ancestor == descendant { return true }
    return try run(["merge-base", "--is-ancestor", ancestor.hex, descendant.hex], onlyReads: true).isSuccess
  }

  /// The commit that a revision names; nil where there is none.
  public func commit(_ revision: String) throws(GitError) -> ObjectID? {
    let answer = try run(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(revision)^{commit}"], onlyReads: true)
    return answer.isSuccess ? ObjectID(hex: answer.text) : nil
  }
}
