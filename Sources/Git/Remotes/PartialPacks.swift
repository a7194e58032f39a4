import Foundation

/// What a killed download left half written in a repository's objects: packs of libgit2 (`pack_git2_…`) and of git
/// (`tmp_pack_…`), loose objects, quarantine folders. Nobody looks at them again, and nothing else removes them.
struct PartialPacks {
  /// Longer than any download that is still under way.
  private static let ageLimit = 24 * 3600
  private static let beginnings = ["pack_git2_", "tmp_", "incoming-", ".tmp-"]

  /// The git folder.
  let repository: String

  /// Removes those that are old enough. What can't be removed costs space and nothing else.
  func sweep() {
    let objects = "\(repository)/objects"
    sweep(objects)
    for name in FolderNames.of(objects) ?? [] where name == "pack" || name.utf8.count == 2 {
      sweep("\(objects)/\(name)")
    }
  }

  private func sweep(_ folder: String) {
    for name in FolderNames.of(folder) ?? [] where PartialPacks.beginnings.contains(where: name.hasPrefix) {
      var status = stat()
      guard lstat("\(folder)/\(name)", &status) == 0 else { continue }
      #if os(Linux)
        let changed = status.st_mtim.tv_sec
      #else
        let changed = status.st_mtimespec.tv_sec
      #endif
      guard time(nil) - changed > PartialPacks.ageLimit else { continue }
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }
}
