import Foundation
import Git

/// A lock between processes: an open file with an advisory lock (flock(2)), which the system releases with the process.
///
/// Held as long as the value lives.
final class FileLock: Sendable {
  private let descriptor: Int32

  /// Waits for the lock, at most `limit`.
  ///
  /// - Throws: `locked` when somebody else held it all the time.
  init(at path: String, limit: Duration, cancellation: Cancellation) throws(GitError) {
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw GitError(operation: "lock \(path)", kind: .other, message: SystemError.text) }
    let deadline = ContinuousClock.now + limit
    var pause: UInt32 = 1_000
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard ContinuousClock.now < deadline, !cancellation.isCancelled else {
        throw GitError(
          operation: "lock \(path)", kind: cancellation.isCancelled ? .cancelled : .locked,
          message: "another process has held it for \(limit.formatted())", isTemporary: true)
      }
      usleep(pause)
      pause = min(pause * 2, 50_000)
    }
  }

  /// Takes the lock if nobody has it, else returns nil at once.
  init?(free path: String) {
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}
