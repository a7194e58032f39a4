import Git

/// What holds for every service that doesn't say otherwise.
public struct ManifestDefaults: Sendable, Equatable {
  public let branch: String?
  public let test: Service.Test?
  /// When the tests run on the untouched base, as `--baseline`.
  public let baseline: TestPolicy.Baseline
  /// Whether services may be changed whose tests fail on the untouched base, as `--allow-red`.
  public let allowsRed: Bool
  /// How often tests that fail are run again, as `--retries`.
  public let retries: Int
  public let delivery: DeliveryMode
  public let commit: CommitDefaults
  public let timeouts: Timeouts
  /// How many connections one server gets at most; nil for the program's own.
  public let connections: Int?
  public let engine: RemoteEngine
  /// Where tests and scripts run.
  public let sandbox: SandboxMode

  public init(
    branch: String? = nil, test: Service.Test? = nil, baseline: TestPolicy.Baseline = .first,
    allowsRed: Bool = false, retries: Int = 0, delivery: DeliveryMode = .branch,
    commit: CommitDefaults = CommitDefaults(), timeouts: Timeouts = Timeouts(), connections: Int? = nil,
    engine: RemoteEngine = .automatic, sandbox: SandboxMode = .none
  ) {
    self.branch = branch
    self.test = test
    self.baseline = baseline
    self.allowsRed = allowsRed
    self.retries = retries
    self.delivery = delivery
    self.commit = commit
    self.timeouts = timeouts
    self.connections = connections
    self.engine = engine
    self.sandbox = sandbox
  }

  /// Where a change is pushed to.
  public enum DeliveryMode: String, Sendable, CaseIterable {
    /// A branch of the change's own.
    case branch
    /// The service's branch itself.
    case direct
  }

  /// Who commits, and what every message ends with.
  public struct CommitDefaults: Sendable, Equatable {
    /// Nil for the name in git's configuration.
    public let name: String?
    /// Nil for the address in git's configuration.
    public let email: String?
    /// Whether messages get a `Signed-off-by` line.
    public let signsOff: Bool
    /// By which kind of key commits are signed; nil for none.
    public let sign: SignatureFormat?
    public let trailers: [Trailer]

    public init(
      name: String? = nil, email: String? = nil, signsOff: Bool = false, sign: SignatureFormat? = nil,
      trailers: [Trailer] = []
    ) {
      self.name = name
      self.email = email
      self.signsOff = signsOff
      self.sign = sign
      self.trailers = trailers
    }
  }

  /// Limits; nil leaves the program's own.
  public struct Timeouts: Sendable, Equatable {
    /// For reaching a server.
    public let connect: Duration?
    /// For a server that has gone silent.
    public let idle: Duration?
    /// For one network operation from start to end, as `--timeout`.
    public let operation: Duration?
    /// For one run of a service's tests, as `--test-timeout`.
    public let test: Duration?

    public init(
      connect: Duration? = nil, idle: Duration? = nil, operation: Duration? = nil, test: Duration? = nil
    ) {
      self.connect = connect
      self.idle = idle
      self.operation = operation
      self.test = test
    }
  }
}
