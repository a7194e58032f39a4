import Clibgit2
import Foundation

/// A repository with its files beside it, as `git init` and `git submodule` make it: the one that a person works in.
///
/// Only its own configuration counts. What needs no files (objects, references, pushes) is done by a `Repository` that is
/// opened at `gitFolder`.
public struct WorkingCopy: ~Copyable {
  let handle: OpaquePointer
  /// The folder with the files, absolute.
  public let path: String
  /// The folder with git's data, absolute.
  public let gitFolder: String

  /// Makes an empty repository for the files in a folder, which must be there.
  ///
  /// - Parameters:
  ///   - gitFolder: where git's data go: `.git` in the folder, or elsewhere, and then a file `.git` leads there by
  ///     a relative path, as in a submodule.
  ///   - branch: the short name of the branch to begin with.
  public init(creatingAt path: String, gitFolder: String? = nil, branch: String) throws(GitError) {
    LibGit2.start()
    var options = git_repository_init_options()
    git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION))
    options.flags = GIT_REPOSITORY_INIT_NO_REINIT.rawValue
    if gitFolder != nil {
      options.flags |=
        GIT_REPOSITORY_INIT_MKPATH.rawValue | GIT_REPOSITORY_INIT_NO_DOTGIT_DIR.rawValue
        | GIT_REPOSITORY_INIT_RELATIVE_GITLINK.rawValue
    }
    let pointer = try make("create a repository in \(path)") { pointer in
      "refs/heads/\(branch)".withCString { head in
        path.withCString { folder in
          options.initial_head = head
          if gitFolder != nil { options.workdir_path = folder }
          return git_repository_init_ext(&pointer, gitFolder ?? path, &options)
        }
      }
    }
    try self.init(owning: pointer, path: path, gitFolder: gitFolder ?? "\(path)/.git")
  }

  /// Opens the repository whose git folder is `.git` in a folder.
  public init(openingAt path: String) throws(GitError) {
    LibGit2.start()
    let pointer = try make("open \(path)") {
      git_repository_open_ext(&$0, path, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil)
    }
    try self.init(owning: pointer, path: path, gitFolder: "\(path)/.git")
  }

  private init(owning pointer: OpaquePointer, path: String, gitFolder: String) throws(GitError) {
    handle = pointer
    self.path = path
    self.gitFolder = gitFolder
    let operation = "read the configuration of \(path)"
    let config = try make(operation) { git_config_new(&$0) }
    defer { git_config_free(config) }
    try check(operation) {
      git_config_add_file_ondisk(config, "\(gitFolder)/config", GIT_CONFIG_LEVEL_LOCAL, pointer, 0)
    }
    try check(operation) { git_repository_set_config(pointer, config) }
  }

  deinit { git_repository_free(handle) }
}

extension WorkingCopy {
  /// Sets values of the repository's own configuration, such as `remote.origin.url`.
  public func configure(_ values: [(key: String, value: String)]) throws(GitError) {
    let operation = "configure \(path)"
    let config = try make(operation) { git_repository_config(&$0, handle) }
    defer { git_config_free(config) }
    for (key, value) in values { try check(operation) { git_config_set_string(config, key, value) } }
  }

  /// Makes a remote the repository's `origin`, as a clone has it.
  ///
  /// - Parameter url: without a password: the configuration is a file that others may read.
  public func setOrigin(_ url: String) throws(GitError) {
    try configure([("remote.origin.url", url), ("remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")])
  }
}
