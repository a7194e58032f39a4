import Foundation

/// Lock files of references that a killed process left behind.
///
/// A reference's lock lives for a fraction of a millisecond, so one that is older than `limit` belongs to nobody. Without
/// this a run that was killed at the wrong moment would block every later one.
struct StaleLock {
  static let limit = Duration.seconds(5)

  /// The git folder.
  let repository: String
  /// The reference's full name.
  let name: String

  /// Runs a change of the reference again while another process has its lock, at most for the limit; then the lock is
  /// taken away.
  func waiting<Value>(_ change: () throws(GitError) -> Value) throws(GitError) -> Value {
    let end = ContinuousClock.now + StaleLock.limit
    while true {
      do throws(GitError) {
        return try change()
      } catch  where error.kind == .locked {
        if removeStaleFiles() { continue }
        if ContinuousClock.now >= end { throw error }
        poll(nil, 0, 20)
      }
    }
  }

  /// Removes the locks that are older than the limit; whether there was one.
  private func removeStaleFiles() -> Bool {
    var isRemoved = false
    for file in ["\(repository)/\(name).lock", "\(repository)/packed-refs.lock"] {
      var status = stat()
      guard lstat(file, &status) == 0 else { continue }
      #if os(Linux)
        let changed = status.st_mtim.tv_sec
      #else
        let changed = status.st_mtimespec.tv_sec
      #endif
      // In whole seconds, so never too early.
      if time(nil) - changed > Int(StaleLock.limit.components.seconds), unlink(file) == 0 { isRemoved = true }
    }
    return isRemoved
  }
}
