import Changes
import Foundation

/// Writes a change's edits into a plain folder: all of them, or none.
public struct FolderWriter {
  private let folder: String

  /// - Parameter folder: an absolute path.
  public init(folder: String) {
    self.folder = folder
  }

  /// Makes the edits; where one can't be made, those before it are taken back and the error is thrown.
  public func write(_ edits: [TreeEdit]) throws {
    var undo: [() throws -> Void] = []
    do {
      for edit in edits { undo.append(try write(edit)) }
    } catch {
      // The first error is the one to tell; what can't be taken back now was readable and writable a moment ago.
      for step in undo.reversed() { try? step() }
      throw error
    }
  }

  /// Makes one edit and returns how it is taken back.
  private func write(_ edit: TreeEdit) throws -> () throws -> Void {
    let files = FileManager.default
    let path = "\(folder)/\(edit.path)"
    let isThere = (try? files.attributesOfItem(atPath: path)) != nil
    let old = isThere ? try files.attributesOfItem(atPath: path) : nil
    let oldBytes = isThere ? try Data(contentsOf: URL(fileURLWithPath: path)) : nil
    switch edit.action {
    case .write(let bytes, let mode):
      let made = try makeFolders(above: path)
      try replace(path, with: Data(bytes), permissions: permissions(mode, old: old))
      return {
        if let oldBytes {
          try replace(path, with: oldBytes, permissions: old?[.posixPermissions] as? Int ?? 0o644)
        } else {
          try files.removeItem(atPath: made ?? path)
        }
      }
    case .delete:
      try files.removeItem(atPath: path)
      return {
        if let oldBytes { try replace(path, with: oldBytes, permissions: old?[.posixPermissions] as? Int ?? 0o644) }
      }
    case .pin:
      throw Refusal(
        kind: "outside", message: "a plain folder has no submodules to move", place: Refusal.Place(path: edit.path))
    }
  }

  /// Makes the folders that are missing and returns the topmost of them.
  private func makeFolders(above path: String) throws -> String? {
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent()
    var topmost: String?
    var ancestor = parent
    while !FileManager.default.fileExists(atPath: ancestor.path(percentEncoded: false)) {
      topmost = ancestor.path(percentEncoded: false)
      ancestor = ancestor.deletingLastPathComponent()
    }
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    return topmost
  }

  /// Replaces a file in one step: a reader sees the old bytes or the new ones.
  private func replace(_ path: String, with bytes: Data, permissions: Int) throws {
    try bytes.write(to: URL(fileURLWithPath: path), options: .atomic)
    try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
  }

  /// The file's own permissions with the owner's, group's and others' right to execute as the mode says.
  private func permissions(_ mode: FileMode, old: [FileAttributeKey: Any]?) -> Int {
    let base = old?[.posixPermissions] as? Int ?? 0o644
    let readable = base & 0o444
    return mode == .executable ? base | readable >> 2 : base & ~0o111
  }
}
