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

  /// Sets the URL of the remote `origin`, so that git commands in the mirror know where it comes from.
  ///
  /// The URL is one without credentials: the configuration is a file that others may read.
  public func setOrigin(_ url: String) throws(GitError) {
    let operation = "set the origin of \(path)"
    var config: OpaquePointer?
    try check(operation) { git_repository_config(&config, handle) }
    defer { git_config_free(config) }
    try check(operation) { git_config_set_string(config, "remote.origin.url", url) }
    try check(operation) { git_config_set_string(config, "remote.origin.fetch", "+refs/*:refs/*") }
    try check(operation) { git_config_set_bool(config, "remote.origin.mirror", 1) }
  }
}
