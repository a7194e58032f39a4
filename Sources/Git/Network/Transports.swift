import Clibgit2

/// Registers this module's transports with libgit2, in place of its own: http, https and ssh.
///
/// Safe to call again and from any thread, but not while another thread starts a network call: call it once at start.
public func registerTransports() throws(GitError) {
}
