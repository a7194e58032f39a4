import Clibgit2

/// The library's start and version.
public enum LibGit2 {
  /// The version of the library that this process runs with, such as `1.5.1`.
  public static var version: String {
    start()
    var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
    git_libgit2_version(&major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }

  /// Starts the library, once a process however often it is called; every entry into this module calls it.
  static func start() { _ = started }

  private static let started: Void = {
    git_libgit2_init()
    // Mirrors may lie on a volume that another user owns, as in containers. What git's check protects from, settings
    // that start programs, libgit2 doesn't do, and our own repositories are opened without search.
    fleet_git_set_owner_validation(0)
    fleet_git_set_user_agent("git/2.0 (fleet)")
  }()
}
