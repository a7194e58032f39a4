import Foundation

/// What the streams and transports under one libgit2 network call need to know, and what they saw.
///
/// libgit2 hands its streams nothing but a host and a port, so this reaches them through the thread: the call and its
/// streams share one. A context is for one operation and never leaves its thread.
public final class OperationContext {
  public let settings: NetworkSettings
  public let limits: NetworkLimits
  public let cancellation: Cancellation
  /// When `limits.total` passes.
  public let deadline: ContinuousClock.Instant

  /// What ended the operation; the first failure wins, since later ones follow from it.
  public private(set) var failure: NetworkFailure?

  /// What the server has advertised already: a connection to it needn't ask.
  var advertisement: ReferenceAdvertisement?
  /// What heard that in this operation, for the steps that follow: it knows where redirects led, and who asks.
  var exchange: HttpExchange?

  private init(settings: NetworkSettings, limits: NetworkLimits, cancellation: Cancellation) {
    self.settings = settings
    self.limits = limits
    self.cancellation = cancellation
    deadline = .now + limits.total
  }

  /// The context of the network call that runs on this thread, if one does.
  public static var current: OperationContext? {
    guard let pointer = pthread_getspecific(key) else { return nil }
    return Unmanaged<OperationContext>.fromOpaque(pointer).takeUnretainedValue()
  }

  /// Runs one libgit2 network call under limits. `body` maps a failed call with `failure` of the context it gets.
  ///
  /// SIGPIPE is blocked on this thread meanwhile, so that a server or program that goes away is an error and not the end
  /// of the process.
  public static func run<Value, Failure: Error>(
    settings: NetworkSettings, limits: NetworkLimits, cancellation: Cancellation,
    _ body: (OperationContext) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let context = OperationContext(settings: settings, limits: limits, cancellation: cancellation)
    let outer = pthread_getspecific(key)
    pthread_setspecific(key, Unmanaged.passUnretained(context).toOpaque())
    let signal = BlockedSignal(SIGPIPE)
    defer {
      signal.unblock()
      pthread_setspecific(key, outer)
      withExtendedLifetime(context) {}
    }
    return try body(context)
  }

  /// Notes what ended the operation, for the caller of libgit2 to report.
  public func record(_ failure: NetworkFailure) {
    if self.failure == nil { self.failure = failure }
  }

  /// The slot of each thread; nothing is retained in it.
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    // Fails only when a process has used up its slots, long before any of this runs.
    precondition(pthread_key_create(&key, nil) == 0)
    return key
  }()
}
