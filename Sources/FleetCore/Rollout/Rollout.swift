/// In which order and at which pace a campaign reaches its repositories, and what stops it.
public struct Rollout: Sendable, Equatable {
  /// With a quorum, nothing is pushed before so many of the repositories are known to be good.
  public let quorum: Share?
  public let waves: Waves?
  public let pushRate: PushRate?
  /// Whether the change itself says in which wave a service is, where `waves` doesn't say otherwise.
  public let isOrderedByChange: Bool

  public init(
    quorum: Share? = nil, waves: Waves? = nil, pushRate: PushRate? = nil, isOrderedByChange: Bool = false
  ) {
    self.quorum = quorum
    self.waves = waves
    self.pushRate = pushRate
    self.isOrderedByChange = isOrderedByChange
  }

  /// Returns the same for a change that has an order of its own.
  public func orderedByChange(_ isOrdered: Bool) -> Rollout {
    Rollout(quorum: quorum, waves: waves, pushRate: pushRate, isOrderedByChange: isOrdered)
  }

  /// Whether each repository goes its way without regard to others.
  var isImmediate: Bool { quorum == nil && waves == nil && !isOrderedByChange }
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
