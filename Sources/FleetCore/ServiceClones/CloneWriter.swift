import Changes
import Foundation
import Git

/// Writes a planned working copy: objects linked from the mirrors, git's data of submodules where git itself keeps them.
///
/// Nothing in it needs the mirrors afterwards: a file of objects that is linked stays when the mirror goes.
struct CloneWriter: Sendable {
  let setting: WorkingCopySetting
  let plan: ClonePlan

  /// Makes everything in a folder beside and renames it when it is whole. Blocks.
  func write(to folder: String) throws(GitError) {
    let parent = (folder as NSString).deletingLastPathComponent
    let beside = "\(parent)/.\((folder as NSString).lastPathComponent).fleet-clone"
    let operation = "write \(folder)"
    do {
      try FileManager.default.createDirectory(atPath: beside, withIntermediateDirectories: true)
    } catch {
      throw GitError(operation: operation, kind: .other, message: error.localizedDescription)
    }
    guard let lock = FileLock(free: "\(beside)/lock") else {
      throw GitError(operation: operation, kind: .locked, message: "another fleet clone is writing it")
    }
    defer {
      // What can't be removed now, the next clone to this place removes.
      try? FileManager.default.removeItem(atPath: beside)
      withExtendedLifetime(lock) {}
    }
    let work = "\(beside)/work"
    // What a killed clone left.
    try? FileManager.default.removeItem(atPath: work)
    do {
      try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: false)
    } catch {
      throw GitError(operation: operation, kind: .other, message: error.localizedDescription)
    }
    try write(plan, to: work, gitFolder: nil, top: work)
    guard unsafe rename(work, folder) == 0 else {
      throw GitError(operation: "name \(folder)", kind: .other, message: SystemError.text)
    }
  }

  private func write(_ part: ClonePlan, to folder: String, gitFolder: String?, top: String) throws(GitError) {
    if setting.network.cancellation.isCancelled {
      throw GitError(operation: "clone", kind: .cancelled, message: "interrupted")
    }
    let branch = part.branch ?? "main"
    let own = gitFolder ?? "\(folder)/.git"
    try configure(part, WorkingCopy(creatingAt: folder, gitFolder: gitFolder, branch: branch), branch: branch)
    let repository = try Repository(openingBare: own)
    // Nothing goes over a network: the mirror is a folder of this machine.
    _ = try repository.fetch(
      from: part.mirror, refspecs: ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"],
      options: setting.network)
    let standard = try Repository(openingBare: part.mirror).symbolicTarget(of: "HEAD")
    if let standard, standard.hasPrefix("refs/heads/"), try repository.reference(standard.asRemoteBranch) != nil {
      try repository.setSymbolicReference("refs/remotes/origin/HEAD", to: standard.asRemoteBranch)
    }
    let git = setting.git(in: folder)
    if part.branch != nil { try repository.setReference("refs/heads/\(branch)", to: part.commit) }
    let target = part.branch == nil ? ["--detach", part.commit.hex] : [branch]
    let answer = try git.run(["checkout", "--quiet", "--force"] + target + ["--"])
    guard answer.isSuccess else { throw git.failure("git checkout", answer) }
    for child in part.children {
      guard let name = child.name else { continue }
      let place = "\(top)/\(child.path)"
      try requirePlainFolders(from: folder, to: place)
      try write(child, to: place, gitFolder: "\(own)/modules/\(name)", top: top)
    }
  }

  private func configure(_ part: ClonePlan, _ copy: borrowing WorkingCopy, branch: String) throws(GitError) {
    try copy.setOrigin(part.url)
    if part.branch != nil {
      try copy.configure([("branch.\(branch).remote", "origin"), ("branch.\(branch).merge", "refs/heads/\(branch)")])
    }
    // What git submodule init writes.
    try copy.configure(
      part.children.flatMap { child in
        child.name.map { [("submodule.\($0).active", "true"), ("submodule.\($0).url", child.url)] } ?? []
      })
  }

  /// Git makes an empty folder for a submodule. A link in its place, or in that of a folder above it, could lead anywhere.
  private func requirePlainFolders(from folder: String, to place: String) throws(GitError) {
    var path = place
    while path.utf8.count > folder.utf8.count {
      var status = stat()
      guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        throw GitError(operation: "clone into \(place)", kind: .unsupported, message: "\(path) isn't a folder")
      }
      path = (path as NSString).deletingLastPathComponent
    }
  }
}

extension String {
  /// The reference under which a clone has a branch of its remote, both as full names.
  fileprivate var asRemoteBranch: String { "refs/remotes/origin/" + dropFirst("refs/heads/".count) }
}
