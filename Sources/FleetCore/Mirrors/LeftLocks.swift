import Foundation

/// Lock files of references and indexes that a killed program left behind in a git folder: while such a file is there, git
/// and libgit2 refuse to change what it locks, for ever.
///
/// Only for whoever holds our own lock on the folder: then no other `fleet` is at work in it.
struct LeftLocks {
  /// Longer than any program holds such a lock, in seconds.
  private static let age: TimeInterval = 1

  let gitFolder: String

  /// Removes all of them; for a folder in which nobody but us works.
  func remove() {
    for path in paths() { unsafe unlink(path) }
  }

  /// Waits until those that are there now are too old to be anybody's, and removes them. Somebody's own git may work in a
  /// mirror too.
  ///
  /// - Returns: whether there was any.
  func removeOld() -> Bool {
    let found = paths()
    for path in found {
      while let changed = Self.changed(path) {
        let rest = Self.age - Date().timeIntervalSince(changed)
        // A clock that was set back must not make this wait.
        guard rest > 0, rest <= Self.age else {
          unsafe unlink(path)
          break
        }
        poll(nil, 0, Int32(rest * 1000) + 1)
      }
    }
    return !found.isEmpty
  }

  private func paths() -> [String] {
    let references = FileManager.default.enumerator(atPath: "\(gitFolder)/refs")?.compactMap { $0 as? String } ?? []
    // A folder that isn't there has no locks.
    let top = (try? FileManager.default.contentsOfDirectory(atPath: gitFolder)) ?? []
    return (top + references.map { "refs/\($0)" }).filter { $0.hasSuffix(".lock") }.map { "\(gitFolder)/\($0)" }
  }

  private static func changed(_ path: String) -> Date? {
    // What isn't there any more needs nothing.
    (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
  }
}
