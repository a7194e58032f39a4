import Foundation

/// Packs that a killed download left half written; libgit2 never looks at them again, and nothing else removes them.
struct PartialPacks {
  /// Longer than any download that is still under way.
  private static let ageLimit = 24 * 3600

  /// The git folder.
  let repository: String

  /// Removes those that are old enough. What can't be removed costs space and nothing else.
  func sweep() {
    let folder = "\(repository)/objects/pack"
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasPrefix("pack_git2_")
    {
      var status = stat()
      guard lstat("\(folder)/\(name)", &status) == 0 else { continue }
      #if os(Linux)
        let changed = status.st_mtim.tv_sec
      #else
        let changed = status.st_mtimespec.tv_sec
      #endif
      if time(nil) - changed > PartialPacks.ageLimit { unlink("\(folder)/\(name)") }
    }
  }
}
