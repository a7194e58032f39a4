import Foundation

extension WorkingGit {
  /// Runs the working copy's `pre-push` hook, as `git push` does before it sends anything (githooks(5)): it may bring
  /// along what the push needs, such as large files, or forbid it.
  ///
  /// - Parameters:
  ///   - remote: the remote's name and URL.
  ///   - old: what the remote's branch is now; nil for one that isn't there.
  /// - Throws: `refused` where the hook says no.
  public func runPrePushHook(
    remote: (name: String, url: String), local: String, new: ObjectID, destination: String, old: ObjectID?,
    onErrors: (([UInt8]) -> Void)? = nil
  ) throws(GitError) {
    let path = try read(["rev-parse", "--git-path", "hooks/pre-push"]).text
    let hook = path.hasPrefix("/") ? path : "\(folder)/\(path)"
    guard access(hook, X_OK) == 0 else { return }
    let line = "\(local) \(new.hex) \(destination) \((old ?? .zero).hex)\n"
    let command = ProgramCommand(
      "/bin/sh", ["-c", "cd \"$0\" && exec \"$@\"", folder, hook, remote.name, RemoteURL.redacted(remote.url)],
      environment: environment)
    let answer = try run(command, "run the pre-push hook", input: Array(line.utf8), onErrors: onErrors)
    guard answer.isSuccess else {
      throw GitError(
        operation: "push from \(folder)", kind: .refused,
        message: "the pre-push hook says no" + (answer.errors.last.map { ": \($0)" } ?? ""), serverWords: answer.errors)
    }
  }
}
