/// Which engine does the work with a remote; the raw values are those of a manifest's `engine`.
public enum RemoteEngine: String, Sendable, Hashable, CaseIterable {
  /// The library, and the git program where the library can't do it or is far slower.
  case automatic
  /// The library in this process, whatever it costs.
  case libgit2
  /// The git program.
  case git
}

/// Why the git program did what the library does otherwise.
public enum GitReason: String, Sendable, Hashable {
  /// Its user wanted it.
  case wanted
  /// The server has files and no git behind them (gitprotocol-http(5)).
  case dumbServer
  /// The library would search for deltas between more than it is quick for.
  case largePush
}
