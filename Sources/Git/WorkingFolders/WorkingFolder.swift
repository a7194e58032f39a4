import Clibgit2
import Foundation

/// A folder with the files of one tree of a mirror, which programs may work in.
///
/// The folder's git data lie outside of it, in `gitFolder`; in the folder a `.git` file leads there, so that programs see
/// an ordinary repository. What they do to it counts for nothing: configuration, excludes and the index that this type
/// works by are put back or kept apart. Objects are read from the mirror and written into it.
///
/// The caller owns both folders and lets one thread of one process at a time work on them.
public struct WorkingFolder: ~Copyable {
  let handle: OpaquePointer
  let layout: WorkingFolderLayout
  /// The folder with the files, absolute.
  public let path: String
  /// The folder with the git data, absolute.
  public let gitFolder: String

  /// Opens the folder, or makes it where it is missing. `path` and `gitFolder` are absolute.
  public init(at path: String, gitFolder: String, mirror: borrowing Repository) throws(GitError) {
    let layout = WorkingFolderLayout(path: path, gitFolder: gitFolder, mirror: mirror.path)
    try layout.putInPlace()
    let operation = "open \(path)"
    let handle = try make(operation) { git_repository_open_bare(&$0, gitFolder) }
    do throws(GitError) {
      try WorkingFolder.setUp(handle, layout: layout, mirror: mirror, operation: operation)
    } catch {
      git_repository_free(handle)
      throw error
    }
    self.handle = handle
    self.layout = layout
    self.path = path
    self.gitFolder = gitFolder
  }

  deinit { git_repository_free(handle) }

  /// Gives the repository the folder and the mirror's objects.
  private static func setUp(
    _ handle: OpaquePointer, layout: WorkingFolderLayout, mirror: borrowing Repository, operation: String
  ) throws(GitError) {
    let config = try make(operation) { git_config_new(&$0) }
    defer { git_config_free(config) }
    try check(operation) {
      git_config_add_file_ondisk(config, layout.configFile, GIT_CONFIG_LEVEL_LOCAL, handle, 0)
    }
    try check(operation) { git_repository_set_config(handle, config) }
    try check(operation) { git_repository_set_ident(handle, "fleet", "fleet@localhost") }
    try check(operation) { git_repository_set_workdir(handle, layout.path, 0) }
    _ = try mirror.withObjectDatabase { (database) throws(GitError) in
      try check(operation) { git_repository_set_odb(handle, database) }
    }
  }
}
