import Clibgit2

/// An open bare repository: a mirror.
///
/// One thread at a time may use it; it may be handed on from one thread to another. What its functions return are
/// values that outlive it.
public struct Repository: ~Copyable {
  let handle: OpaquePointer
  /// The git folder, without a final slash.
  public let path: String

  /// Opens the bare repository whose git folder is `path`; parents aren't searched.
  ///
  /// Only the repository's own configuration counts, never the user's or the machine's: what a mirror says must not
  /// depend on who asks, and reading three more files would double the cost of opening.
  public init(openingBare path: String) throws(GitError) {
    LibGit2.start()
    let pointer: OpaquePointer
    do throws(GitError) {
      pointer = try make("open \(path)") { git_repository_open_bare(&$0, path) }
    } catch {
      throw Repository.asNotARepository(error)
    }
    try self.init(owning: pointer)
  }

  /// Makes an empty bare repository at `path`, with the folders above it where they are missing; `HEAD` names the branch
  /// whose full name is `head`.
  public init(creatingBare path: String, head: String = "refs/heads/main") throws(GitError) {
    LibGit2.start()
    var options = git_repository_init_options()
    git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION))
    options.flags =
      GIT_REPOSITORY_INIT_BARE.rawValue | GIT_REPOSITORY_INIT_MKPATH.rawValue
      | GIT_REPOSITORY_INIT_NO_REINIT.rawValue
    let pointer = try make("create \(path)") { pointer in
      head.withCString { name in
        options.initial_head = name
        return git_repository_init_ext(&pointer, path, &options)
      }
    }
    try self.init(owning: pointer)
  }

  private init(owning pointer: OpaquePointer) throws(GitError) {
    handle = pointer
    var path = String(cString: git_repository_path(pointer))
    if path.count > 1 && path.hasSuffix("/") { path.removeLast() }
    self.path = path
    try useOwnConfigurationOnly()
    if git_repository_is_shallow(pointer) == 1 {
      throw GitError(
        operation: "open \(path)", kind: .unsupported, message: "the repository is shallow: history is missing from it")
    }
  }

  deinit { git_repository_free(handle) }

  /// Replaces the stack of configuration files by the repository's own.
  private func useOwnConfigurationOnly() throws(GitError) {
    let operation = "read the configuration of \(path)"
    let config = try make(operation) { git_config_new(&$0) }
    defer { git_config_free(config) }
    try check(operation) {
      git_config_add_file_ondisk(config, "\(path)/config", GIT_CONFIG_LEVEL_LOCAL, handle, 0)
    }
    // libgit2 opens a partial clone, and then misses objects that git would fetch one by one.
    var entry: UnsafeMutablePointer<git_config_entry>?
    if try find(operation, { git_config_get_entry(&entry, config, "extensions.partialclone") }) {
      git_config_entry_free(entry)
      throw GitError(
        operation: "open \(path)", kind: .unsupported,
        message: "the repository is a partial clone: objects are missing from it")
    }
    try check(operation) { git_repository_set_config(handle, config) }
    // Reflogs ask for a name; libgit2 would look for one in the environment.
    try check("name the writer of \(path)") { git_repository_set_ident(handle, "fleet", "fleet@localhost") }
  }

  private static func asNotARepository(_ error: GitError) -> GitError {
    guard error.kind == .notFound else { return error }
    var changed = error
    changed.kind = .notARepository
    changed.message = "there is no git repository"
    return changed
  }
}
