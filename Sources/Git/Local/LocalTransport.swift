/// Reaches repositories of this machine through the `git` program, as git does.
///
/// libgit2's own way runs no hooks, doesn't compare and swap on a push, and is many times slower at packing. What costs
/// more to start than to do is done by `LocalRepository` and `LocalPush` first; this is for all that they leave.
enum LocalTransport {
  static func makeSubtransport() -> ProgramSubtransport {
    ProgramSubtransport { service, text, context throws(NetworkFailure) in
      let path = try path(of: text)
      let program = service.program.dropFirst("git-".count)
      let shown = String(decoding: path, as: UTF8.self).printable
      return ProgramSubtransport.Connection(
        command: ProgramCommand(
          "git", [Array(program.utf8), path], environment: environment(context.settings.environment)),
        host: shown,
        failure: { status, words in failure(path: shown, status: status, words: words) })
    }
  }

  /// Returns the path that a `file://` URL names.
  static func path(of text: String) throws(NetworkFailure) -> [UInt8] {
    do throws(GitError) {
      return Array(try RemoteURL(parsing: text).path.utf8)
    } catch {
      throw NetworkFailure(error.kind, host: "", error.message)
    }
  }

  /// What git takes out of the environment of a program that works on another repository
  /// (`git rev-parse --local-env-vars`): we may run in a hook or below an alias.
  static let variablesOfOneRepository: Set<String> = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT",
    "GIT_OBJECT_DIRECTORY", "GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_GRAFT_FILE", "GIT_INDEX_FILE",
    "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE", "GIT_PREFIX", "GIT_INTERNAL_SUPER_PREFIX", "GIT_SHALLOW_FILE",
    "GIT_COMMON_DIR", "GIT_PROTOCOL",
  ]

  private static func environment(_ environment: [String: String]) -> [String: String] {
    environment.filter { !variablesOfOneRepository.contains($0.key) }
  }

  private static func failure(path: String, status: ChildProgram.ExitStatus, words: [String]) -> NetworkFailure {
    let text = words.joined(separator: "\n")
    let reason = words.last { $0.hasPrefix("fatal: ") }.map { String($0.dropFirst("fatal: ".count)) } ?? words.last
    if text.contains("does not appear to be a git repository") || text.contains("not a git repository") {
      return NetworkFailure(.notARepository, host: path, "there is no git repository at \(path)", serverWords: words)
    }
    if text.contains("dubious ownership") {
      return NetworkFailure(
        .refused, host: path, "git doesn't trust the owner of \(path)",
        hint: "git config --global --add safe.directory \(path)", serverWords: words)
    }
    return NetworkFailure(
      .refused, host: path, reason.map { GitError.oneLine($0) } ?? "git ended without an answer (\(status))",
      serverWords: words)
  }
}
