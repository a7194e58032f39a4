import Clibgit2

/// Registers this module's transports with libgit2, in place of its own: http, https and ssh.
///
/// May be called again and by any thread; the first call has to come before the first network call.
public func registerTransports() throws(GitError) {
  try registered.get()
}

/// The registration, made once a process: libgit2's list of transports has no lock.
private let registered: Result<Void, GitError> = {
  LibGit2.start()
  do throws(GitError) {
    for scheme in SshTransport.schemes {
      try SubtransportDefinition(isStateless: false) { SshTransport.makeSubtransport() }.register(for: scheme)
    }
    return .success(())
  } catch {
    return .failure(error)
  }
}()
