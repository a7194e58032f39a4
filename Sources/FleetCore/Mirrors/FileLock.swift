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
    let deadline = ContinuousClock.now + limit
    var pause: UInt32 = 1_000
    while true {
      switch Self.attempt(path) {
      case .held(let descriptor):
        self.descriptor = descriptor
        return
      case .replaced: continue
      case .failed: throw GitError(operation: "lock \(path)", kind: .other, message: SystemError.text)
      case .busy: break
      }
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
    guard case .held(let descriptor) = Self.attempt(path) else { return nil }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  private enum Attempt {
    case held(Int32)
    case busy
    /// The file went while we waited for it, and a lock on what has no name keeps nobody out.
    case replaced
    case failed
  }

  private static func attempt(_ path: String) -> Attempt {
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return .failed }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return .busy
    }
    var (held, named) = (stat(), stat())
    guard unsafe fstat(descriptor, &held) == 0, unsafe stat(path, &named) == 0, held.st_ino == named.st_ino,
      held.st_dev == named.st_dev
    else {
      close(descriptor)
      return .replaced
    }
    return .held(descriptor)
  }
}
