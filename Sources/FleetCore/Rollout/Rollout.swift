/// In which order and at which pace a campaign reaches its repositories, and what stops it.
public struct Rollout: Sendable, Equatable {
  /// With a quorum, nothing is pushed before so many of the repositories are known to be good.
  public let quorum: Share?
  public let waves: Waves?
  public let pushRate: PushRate?

  public init(quorum: Share? = nil, waves: Waves? = nil, pushRate: PushRate? = nil) {
    self.quorum = quorum
    self.waves = waves
    self.pushRate = pushRate
  }

  /// Whether each repository goes its way without regard to others.
  var isImmediate: Bool { quorum == nil && waves == nil }
}

/// At most so many pushes in any span of a length.
public struct PushRate: Sendable, Equatable {
  public let count: Int
  public let window: Duration

  /// - Parameter count: at least 1.
  public init(count: Int, window: Duration) {
    self.count = max(1, count)
    self.window = window
  }
}
