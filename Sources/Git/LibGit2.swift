import Clibgit2
import Foundation

/// The library's start and version.
public enum LibGit2 {
  /// The version of the library that this process runs with, such as `1.5.1`.
  public static var version: String {
    // Needs no start, which reads the certificates of all authorities.
    var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
    git_libgit2_version(&major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }

  /// Starts the library on a thread of its own, for who will need it soon: it reads the certificates of all authorities.
  public static func startAhead() {
    // Not a task: Swift has a thread a processor, and whoever needs the library soon blocks another of them.
    Thread.detachNewThread { start() }
  }

  /// Starts the library, once a process however often it is called; every entry into this module calls it.
  static func start() { _ = started }

  private static let started: Void = {
    // Never ended: other threads may be in the library until the process is gone.
    git_libgit2_init()
  }()
}
