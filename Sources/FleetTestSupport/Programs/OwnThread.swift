import Foundation

/// Runs what blocks on a thread of its own, so that a long test doesn't hold one of Swift's threads, which all tests share.
///
/// Expectations belong outside of `body`: there they know their test.
public func onOwnThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread { continuation.resume(with: Result { try body() }) }.start()
  }
}
