import Clibgit2

/// Registers this module's transports with libgit2, in place of its own: http, https and ssh.
///
/// `OperationContext.run` calls it, so nobody has to; it may be called again and by any thread.
public func registerTransports() { _ = registered }

/// The registration, made once a process: libgit2's list of transports has no lock.
private let registered: Void = {
  LibGit2.start()
  do throws(GitError) {
    for scheme in SshTransport.schemes {
      try SubtransportDefinition(isStateless: false) { SshTransport.makeSubtransport() }.register(for: scheme)
    }
    for scheme in ["http", "https"] {
      try SubtransportDefinition(isStateless: true) { HttpSubtransport() }.register(for: scheme)
    }
  } catch {
    // Only a process without memory gets here; going on would mean libgit2's own transports, which have no limits.
    preconditionFailure(error.description)
  }
}()
