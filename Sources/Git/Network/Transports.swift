import Clibgit2

/// Registers the transports for http, https and ssh with libgit2, in place of its own.
///
/// Every network operation of this module calls it first; it may be called again and by any thread.
public func registerTransports() throws(GitError) { try registered.get() }

/// The registration, made once a process: libgit2's list of transports has no lock.
private let registered: Result<Void, GitError> = {
  LibGit2.start()
  do throws(GitError) {
    for scheme in SshTransport.schemes {
      try SubtransportDefinition(isStateless: false) { SshTransport.makeSubtransport() }.register(for: scheme)
    }
    for scheme in ["http", "https"] {
      try SubtransportDefinition(isStateless: true) { HttpSubtransport() }.register(for: scheme)
    }
    return .success(())
  } catch {
    return .failure(error)
  }
}()
