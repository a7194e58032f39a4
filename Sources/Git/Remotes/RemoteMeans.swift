/// How an operation reached its remote.
public enum RemoteMeans: Sendable, Hashable {
  /// The remote is a folder of this machine, and its files were read and written here.
  case inProcess
  /// By the library over a connection: http, ssh, `git://`, or git's own programs for a folder of this machine.
  case transport
  /// By the git program from end to end.
  case git(GitReason)

  /// Why the git program did it; nil where the library did.
  public var gitReason: GitReason? {
    if case .git(let reason) = self { reason } else { nil }
  }
}
