/// What a render takes from outside of the template and the answers: the time, and chance.
///
/// The same inputs and answers give the same files, byte for byte: whoever wants to render a service's files again keeps
/// them.
public struct RenderInputs: Sendable {
  /// Where random numbers come from.
  public enum Chance: Sendable {
    /// The same numbers for the same seed, drawn for every file and variable anew: another file in the template doesn't
    /// change them. A service's name or id makes a good seed. Whoever knows the seed knows the numbers, so that
    /// a secret that must not be in the repository needs a seed that isn't there either.
    case seed(String)
    /// Numbers that the caller draws.
    case drawn(@Sendable () -> UInt64)
  }

  public let time: Instant
  public let chance: Chance

  public init(time: Instant, chance: Chance) {
    self.time = time
    self.chance = chance
  }
}

/// A moment, and the time zone that counts as local there.
public struct Instant: Sendable, Equatable {
  /// Seconds since 1970, UTC.
  public let seconds: Int
  public let microseconds: Int
  /// What `local` means in templates: a name of the time zone database, or nil for UTC.
  public let localZone: String?

  public init(seconds: Int, microseconds: Int = 0, localZone: String? = nil) {
    self.seconds = seconds
    self.microseconds = microseconds
    self.localZone = localZone
  }
}
