/// Every transport of this module, registered before the first network call.
enum OwnTransports {
  /// Registers what isn't yet; every network operation calls it first.
  static func register() throws(GitError) { try registered.get() }

  /// libgit2's list of transports has no lock: it is written once, before anything reads it.
  private static let registered: Result<Void, GitError> = {
    do throws(GitError) {
      try registerTransports()
      try SubtransportDefinition(isStateless: false) { DaemonTransport() }.register(for: "git")
      try SubtransportDefinition(isStateless: false) { LocalTransport.makeSubtransport() }.register(for: "file")
      return .success(())
    } catch {
      return .failure(error)
    }
  }()
}
