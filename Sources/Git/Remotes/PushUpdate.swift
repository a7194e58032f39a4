/// One reference that a push is to set or delete, and what it has to be before.
public struct PushUpdate: Sendable, Hashable {
  /// The object that the reference is to name; nil deletes it.
  public let source: ObjectID?
  /// The full name on the remote, such as `refs/heads/fleet/bump-timeout`.
  public let destination: String
  /// Where the remote's reference has to be now; nil where it must not exist.
  public let expected: ObjectID?
  /// Whether commits that only the remote's reference has may drop out of it; the expectation counts all the same.
  public let allowsNonFastForward: Bool

  public init(source: ObjectID?, destination: String, expected: ObjectID?, allowsNonFastForward: Bool = false) {
    self.source = source
    self.destination = destination
    self.expected = expected
    self.allowsNonFastForward = allowsNonFastForward
  }
}

/// What the server said to one update of a push.
public struct PushResult: Sendable, Hashable {
  public enum Verdict: Sendable, Hashable {
    case accepted
    /// The server's reason, such as `pre-receive hook declined`.
    case refused(String)
  }

  public let destination: String
  public let verdict: Verdict
  /// What the server and its hooks said during the push, one line each.
  public let serverWords: [String]
  public let means: RemoteMeans

  public init(
    destination: String, verdict: Verdict, serverWords: [String] = [], means: RemoteMeans = .transport
  ) {
    self.destination = destination
    self.verdict = verdict
    self.serverWords = serverWords
    self.means = means
  }

  public var isAccepted: Bool { verdict == .accepted }
}
