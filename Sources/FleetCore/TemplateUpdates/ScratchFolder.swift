import Foundation
import Git

/// A folder in which projects are stamped and thrown away.
struct ScratchFolder: Sendable {
  /// What a killed run left behind goes after so long.
  private static let lifetime: TimeInterval = 24 * 3600

  private let root: String

  /// - Parameter folder: holds nothing else than such folders.
  init(in folder: String) throws {
    Self.sweep(folder)
    root = "\(folder)/\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: project, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// Where projects are made.
  var project: String { root + "/project" }
  /// What a sandbox keeps its own folders in.
  var sandbox: String { root + "/sandbox" }

  private static func sweep(_ folder: String) {
    let files = FileManager.default
    // What isn't there or can't be removed takes room, and nothing else.
    for name in (try? files.contentsOfDirectory(atPath: folder)) ?? [] {
      let changed = (try? files.attributesOfItem(atPath: "\(folder)/\(name)"))?[.modificationDate] as? Date
      if let changed, -changed.timeIntervalSinceNow > lifetime { try? GuardedFolder.removeAll(at: "\(folder)/\(name)") }
    }
  }

  /// Removes what was stamped.
  func empty() {
    // A second project of the same name is refused where this fails.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: project)) ?? []
    for name in names { try? GuardedFolder.removeAll(at: "\(project)/\(name)") }
  }

  func remove() {
    // What stays is swept later.
    try? GuardedFolder.removeAll(at: root)
  }
}
