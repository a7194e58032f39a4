import Foundation

/// A file that is made anew where it is lost or damaged, so that nobody waits for the disk.
///
/// Foundation syncs every file that it writes, which costs more than making a whole checkout.
public enum UnsyncedFile {
  /// Puts a file in the place of what is at a path, but for a folder: others, and whoever comes after a kill, see the old one or
  /// the whole new one.
  ///
  /// - Parameter temporary: where the file is written first, in the same file system; one process at a time does this for one
  ///   such path.
  public static func write(
    _ bytes: [UInt8], to path: String, by temporary: String? = nil, permissions: mode_t = 0o666
  ) throws(GitError) {
    let new = temporary ?? path + ".new"
    // What a killed run left; where it can't be removed the next call fails.
    unlink(new)
    let file = open(new, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, permissions)
    guard file >= 0 else { throw failure(path) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        let error = failure(path)
        close(file)
        unlink(new)
        throw error
      }
      rest = rest.dropFirst(count)
    }
    guard close(file) == 0, rename(new, path) == 0 else {
      let error = failure(path)
      unlink(new)
      throw error
    }
  }

  private static func failure(_ path: String) -> GitError {
    GitError(operation: "write \(path)", kind: .other, message: String(cString: strerror(errno)))
  }
}
