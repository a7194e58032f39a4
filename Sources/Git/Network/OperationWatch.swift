/// How long a stream may still wait: the idle limit from the last sign of life, the operation's deadline, cancellation.
struct OperationWatch {
  let context: OperationContext
  /// The server's name for messages.
  let host: String
  private var lastActivity: ContinuousClock.Instant

  init(context: OperationContext, host: String) {
    self.context = context
    self.host = host
    lastActivity = .now
  }

  /// Starts the idle limit anew: bytes went or came, or a wait begins after work of our own.
  mutating func noteActivity() {
    lastActivity = .now
  }

  /// Throws where the operation was cancelled or its deadline passed: a stream that never has to wait is ended too.
  func check() throws(NetworkFailure) {
    if context.cancellation.isCancelled { throw .cancelled(host: host) }
    if .now >= context.deadline { throw .timedOut(.total, after: context.limits.total, host: host) }
  }

  /// Returns for how many milliseconds a `poll` may wait, at least 1; throws when the time is up.
  func milliseconds() throws(NetworkFailure) -> Int32 {
    try check()
    let now = ContinuousClock.Instant.now
    let idleEnd = lastActivity + context.limits.idle
    if now >= idleEnd { throw .timedOut(.idle, after: context.limits.idle, host: host) }
    return now.milliseconds(until: min(context.deadline, idleEnd))
  }
}

extension ContinuousClock.Instant {
  /// The whole milliseconds until `end`, rounded up so that a wait of that length reaches it; at least 1.
  func milliseconds(until end: ContinuousClock.Instant) -> Int32 {
    let (seconds, attoseconds) = duration(to: end).components
    let milliseconds = min(seconds, 1_000_000) * 1000 + attoseconds / 1_000_000_000_000_000 + 1
    return Int32(max(1, min(milliseconds, Int64(Int32.max))))
  }
}
