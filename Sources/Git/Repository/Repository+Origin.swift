import Clibgit2

extension Repository {
  /// The URL of the remote `origin`, as the repository's configuration has it; nil if there is none.
  public func origin() throws(GitError) -> String? {
    let operation = "read the origin of \(path)"
    var config: OpaquePointer?
    try check(operation) { git_repository_config_snapshot(&config, handle) }
    defer { git_config_free(config) }
    var text: UnsafePointer<CChar>?
    guard try find(operation, { git_config_get_string(&text, config, "remote.origin.url") }) else { return nil }
    return text.map { String(cString: $0) }
  }
}
