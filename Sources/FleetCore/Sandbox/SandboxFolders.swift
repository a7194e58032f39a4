import Foundation
import Git

/// The folders that a repository's programs have to themselves: a home, kept with its caches from run to run, and one for
/// temporary files, emptied for each program.
struct SandboxFolders: Sendable {
  let base: String

  var home: String { base + "/home" }
  var temporary: String { base + "/tmp" }

  /// Makes the folders, with nothing in the temporary one.
  ///
  /// What a program that ran without a sandbox may have put in their place, such as a link to the user's own home, goes.
  func prepare() throws {
    try removeTemporary()
    for folder in [base, home, temporary] {
      if let type = type(of: folder), type != .typeDirectory { try FileManager.default.removeItem(atPath: folder) }
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
  }

  /// Removes the temporary files.
  func removeTemporary() throws {
    guard type(of: base) == .typeDirectory, type(of: temporary) != nil else { return }
    try GuardedFolder.removeAll(at: temporary)
  }

  /// What a path names itself, not what a link there leads to; nil for nothing.
  private func type(of path: String) -> FileAttributeType? {
    // What can't be looked at can't be made either, and that is then the error.
    (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
  }
}
