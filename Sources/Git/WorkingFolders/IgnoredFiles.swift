import Clibgit2
import Foundation

/// What git leaves out of a plain folder: files that its `.gitignore` files name, unless its index has them.
///
/// Only the folder's own rules count, not the user's or the machine's. Stays on the thread that made it.
public final class IgnoredFiles {
  private let folder: String
  /// A repository that lives as long as this, since libgit2 knows ignored files only for repositories.
  private var repository: OpaquePointer?
  private var scratch: URL?
  private lazy var tracked = trackedPaths()
  /// The folders whose rules are known to be ordinary files.
  private var readableFolders: Set<[UInt8]> = []

  /// - Parameter folder: an absolute path without links in it.
  public init(of folder: String) {
    self.folder = folder
  }

  deinit {
    git_repository_free(repository)
    // A folder for temporary files that can't be emptied is the system's to sweep.
    if let scratch { try? FileManager.default.removeItem(at: scratch) }
  }

  /// Whether git would leave out a path, or a folder that it is in.
  public func contains(_ path: [UInt8], isFolder: Bool) throws(GitError) -> Bool {
    if !isFolder, tracked.contains(path) { return false }
    if isFolder, tracked.contains(where: { $0.starts(with: path + [UInt8(ascii: "/")]) }) { return false }
    try requireReadableRules(above: path)
    return try FolderRules(repository: try opened()).ignores(path, isFolder: isFolder)
  }

  /// - Throws: where a file of rules would keep whoever reads it waiting.
  private func requireReadableRules(above path: [UInt8]) throws(GitError) {
    var above = path[...]
    while let slash = above.lastIndex(of: UInt8(ascii: "/")) {
      above = above[..<slash]
      try requireReadableRules(in: Array(above) + [UInt8(ascii: "/")])
    }
    try requireReadableRules(in: [])
  }

  /// - Parameter prefix: the folder's path with a slash behind it; empty for the folder itself.
  private func requireReadableRules(in prefix: [UInt8]) throws(GitError) {
    guard readableFolders.insert(prefix).inserted else { return }
    for name in FolderRules.fileNames {
      var status = stat()
      let file = (Array(folder.utf8) + [UInt8(ascii: "/")] + prefix + name + [0]).map { CChar(bitPattern: $0) }
      guard stat(file, &status) == 0, FolderEntry(name: name, status: status).kind == .special else { continue }
      throw FolderRules.blocked(prefix + name, "read \(folder)")
    }
  }

  private func opened() throws(GitError) -> OpaquePointer {
    if let repository { return repository }
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("fleet-\(UUID().uuidString).git")
    let operation = "ask what is ignored in \(folder)"
    self.scratch = scratch
    do {
      // The repository itself isn't kept open: only its place is of interest.
      _ = try Repository(creatingBare: scratch.path(percentEncoded: false))
    }
    let handle = try make(operation) { git_repository_open_bare(&$0, scratch.path(percentEncoded: false)) }
    repository = handle
    let config = try make(operation) { git_config_new(&$0) }
    defer { git_config_free(config) }
    try check(operation) { git_repository_set_config(handle, config) }
    try check(operation) { git_repository_set_workdir(handle, folder, 0) }
    return handle
  }

  /// The paths in the index of a working copy; none in a folder that isn't one.
  private func trackedPaths() -> Set<[UInt8]> {
    LibGit2.start()
    var index: OpaquePointer?
    guard FileManager.default.fileExists(atPath: folder + "/.git/index"),
      git_index_open(&index, folder + "/.git/index") == 0
    else { return [] }
    defer { git_index_free(index) }
    return Set(
      (0..<git_index_entrycount(index)).compactMap { position in
        git_index_get_byindex(index, position).map { entry in
          Array(UnsafeRawBufferPointer(start: entry.pointee.path, count: strlen(entry.pointee.path)))
        }
      })
  }
}
