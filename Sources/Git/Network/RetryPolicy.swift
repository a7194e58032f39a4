/// When an operation that failed is tried again: only what may pass by itself, a few times, later and later, and never
/// before the server wants it.
public struct RetryPolicy: Sendable, Equatable {
  /// How many tries there are in all, the first one too.
  public var attemptLimit: Int
  /// The wait after the first try; each further one is twice as long.
  public var firstDelay: Duration
  /// No wait of our own choice is longer.
  public var longestDelay: Duration
  /// A server that asks for a longer wait than this isn't asked again.
  public var longestRequestedDelay: Duration

  public init(
    attemptLimit: Int = 3, firstDelay: Duration = .seconds(1), longestDelay: Duration = .seconds(30),
    longestRequestedDelay: Duration = .seconds(120)
  ) {
    self.attemptLimit = attemptLimit
    self.firstDelay = firstDelay
    self.longestDelay = longestDelay
    self.longestRequestedDelay = longestRequestedDelay
  }

  /// One try only.
  public static let never = RetryPolicy(attemptLimit: 1)

  /// Returns how long to wait after try number `attempt`, from 1, ended with `error`; nil where it is not to be tried
  /// again.
  ///
  /// Half of the wait is by chance, so that workers that failed together don't come again together.
  public func delay(
    afterAttempt attempt: Int, _ error: GitError, using generator: inout some RandomNumberGenerator
  ) -> Duration? {
    guard error.isTemporary, attempt < attemptLimit else { return nil }
    var delay = firstDelay
    for _ in 1..<max(1, attempt) where delay < longestDelay { delay *= 2 }
    delay = min(delay, longestDelay)
    // From 0 to just below 1; the library's own way asks again and again until a number suits it.
    let chance = Double(generator.next() >> 11) * 0x1p-53
    delay = delay * (0.5 + chance / 2)
    guard let requested = error.retryAfter else { return delay }
    return requested > longestRequestedDelay ? nil : max(requested, delay)
  }
}
