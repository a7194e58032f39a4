extension WorkingGit {
  /// Commits as `git commit` does: what is staged and the given paths, with hooks, filters and signatures as the working
  /// copy has them. Where it fails, index and files are as they were.
  ///
  /// - Parameters:
  ///   - paths: from `folder`, which is the top; what is tracked there goes in as it is on disk.
  ///   - trailer: added to the message's last paragraph.
  /// - Returns: the new commit.
  public func commit(
    message: String, trailer: String, paths: [[UInt8]], onErrors: (([UInt8]) -> Void)? = nil
  ) throws(GitError) -> ObjectID {
    var arguments = ["commit", "--quiet", "-m", message, "--trailer", trailer]
    // Put in by git under its own lock of the index, which it gives up where a hook says no.
    if !paths.isEmpty { arguments += ["--include", "--pathspec-from-file=-", "--pathspec-file-nul"] }
    var input: [UInt8] = []
    for path in paths { input += Array(":(top,literal)".utf8) + path + [0] }
    let answer = try run(arguments, input: input, onErrors: onErrors)
    guard answer.isSuccess else { throw failure("git commit", answer) }
    guard let commit = try commit("HEAD") else { throw failure("find the commit", answer) }
    return commit
  }

  /// Puts a detached HEAD on a branch, which is made or, where all its commits are in HEAD, moved; no file changes.
  public func attachHead(to branch: String) throws(GitError) {
    let answer = try run(["switch", "--quiet", "--no-track", "-C", branch])
    guard answer.isSuccess else { throw failure("git switch", answer) }
  }
}
