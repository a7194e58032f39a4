import Git

/// One service repository of the fleet.
public struct Service: Sendable, Hashable {
  public let name: String
  public let remote: RemoteLocation
  /// The branch that changes start from; nil for the one that the remote calls its default.
  public let branch: String?
  /// In the file's order, none twice.
  public let tags: [String]
  /// What shows that the service works: its own, else that of the defaults; nil where nobody said anything.
  public let test: Test?
  /// Which engine reaches the remote: its own, else that of the defaults.
  public let engine: RemoteEngine

  public init(
    name: String, remote: RemoteLocation, branch: String? = nil, tags: [String] = [], test: Test? = nil,
    engine: RemoteEngine = .automatic
  ) {
    self.name = name
    self.remote = remote
    self.branch = branch
    self.tags = tags
    self.test = test
    self.engine = engine
  }

  /// The address that git is given: as in the manifest, or the absolute path that a relative one comes to.
  public var url: String { remote.url }

  /// What shows that a service works.
  public enum Test: Sendable, Hashable {
    /// A line that `sh -c` runs.
    case shell(String)
    /// A program and its arguments, run without a shell.
    case arguments([String])
    /// The service has no tests, and its owner says so.
    case none
  }
}
