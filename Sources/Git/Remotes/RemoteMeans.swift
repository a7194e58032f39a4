/// How an operation reached its remote.
public enum RemoteMeans: Sendable, Hashable {
  /// The remote is a folder of this machine, and its files were read and written here.
  case inProcess
  /// Over a connection: http, ssh, `git://`, or git's own programs for a folder of this machine.
  case transport
}
