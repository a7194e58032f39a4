import Git

/// What a library's mirror says of one commit that services pin.
public struct PinStanding: Sendable, Equatable {
  /// From where the commit can be reached.
  public enum Reach: Sendable, Equatable {
    case trusted
    /// From this branch or tag, a full name, and from no trusted one.
    case onlyUnprotected(reference: String)
    /// From nothing. The mirror may still have the object, as after a branch was deleted or rewound.
    case nothing(hasObject: Bool)
  }

  public let reach: Reach
  /// What `git describe --tags` says; nil where no tag leads to the commit.
  public let described: String?
  /// How many commits of the target the pin lacks; nil without a target or without the commit.
  public let behind: Int?
  /// How many commits the pin has and the target lacks.
  public let ahead: Int?

  public init(reach: Reach, described: String? = nil, behind: Int? = nil, ahead: Int? = nil) {
    self.reach = reach
    self.described = described
    self.behind = behind
    self.ahead = ahead
  }
}

extension PinStanding {
  /// What the standing alone says, the gravest first; `current` where nothing is wrong, empty where there is no target.
  public var states: [PinState] {
    var states: [PinState] = []
    switch reach {
    case .trusted: break
    case .onlyUnprotected: states.append(.onlyUnprotectedRef)
    case .nothing: states.append(.unreachable)
    }
    switch (behind ?? 0 > 0, ahead ?? 0 > 0) {
    case (true, true): states.append(.diverged)
    case (true, false): states.append(.behind)
    case (false, true): states.append(.ahead)
    case (false, false): if states.isEmpty, behind != nil { states.append(.current) }
    }
    return states
  }
}
