import Changes
import Foundation

/// The files of a plain folder, read from the disk.
///
/// Links are entries and are never followed; `.git`, and folders that are repositories of their own, are left out, as a
/// commit's tree would hold them as submodules.
public struct FolderSnapshot: Snapshot {
  private let folder: String

  /// - Parameter folder: an absolute path.
  public init(folder: String) {
    self.folder = folder
  }

  public func walk(descends: (TreePath) -> Bool, visit: (SnapshotEntry) throws -> Void) throws {
    try walk(TreePath(bytes: []), descends, visit)
  }

  private func walk(
    _ path: TreePath, _ descends: (TreePath) -> Bool, _ visit: (SnapshotEntry) throws -> Void
  ) throws {
    for name in try names(in: path) where name != ".git" {
      let child = path.appending(name.utf8)
      switch try kind(of: child) {
      case .folder where try !isRepository(child) && descends(child): try walk(child, descends, visit)
      case .file(let mode): try visit(SnapshotEntry(path: child, mode: mode, id: ""))
      case .folder, .other: continue
      }
    }
  }

  public func entry(at path: TreePath) throws -> SnapshotEntry? {
    guard path.isSafe, try !crossesLink(path), case .file(let mode) = try kind(of: path) else { return nil }
    return SnapshotEntry(path: path, mode: mode, id: "")
  }

  public func content(of entry: SnapshotEntry) throws -> [UInt8] {
    if entry.mode == .link {
      return Array(try FileManager.default.destinationOfSymbolicLink(atPath: absolute(entry.path)).utf8)
    }
    return Array(try Data(contentsOf: URL(fileURLWithPath: absolute(entry.path))))
  }

  private enum Kind {
    case file(FileMode)
    case folder
    /// Nothing, or what git doesn't keep: sockets, devices.
    case other
  }

  /// The names in a folder in git's tree order, in which a folder sorts as if its name ended with a slash.
  private func names(in path: TreePath) throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: absolute(path))
    let keys = try names.map { name in
      if case .folder = try kind(of: path.appending(name.utf8)) { return Array(name.utf8) + [UInt8(ascii: "/")] }
      return Array(name.utf8)
    }
    return zip(keys, names).sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
  }

  private func kind(of path: TreePath) throws -> Kind {
    var status = stat()
    guard unsafe lstat(absolute(path), &status) == 0 else { return .other }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file(status.st_mode & S_IXUSR != 0 ? .executable : .file)
    case S_IFLNK: return .file(.link)
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  private func isRepository(_ path: TreePath) throws -> Bool {
    FileManager.default.fileExists(atPath: absolute(path) + "/.git")
  }

  /// Whether a folder on the way is a link: what lies behind it isn't in this folder.
  private func crossesLink(_ path: TreePath) throws -> Bool {
    var parent = TreePath(bytes: [])
    for part in path.parts.dropLast() {
      parent = parent.appending(part)
      guard case .folder = try kind(of: parent) else { return true }
    }
    return false
  }

  private func absolute(_ path: TreePath) -> String {
    path.bytes.isEmpty ? folder : "\(folder)/\(path)"
  }
}
