import Changes
import Foundation
import Git

/// Files before and after a change, outside of any repository.
public enum FileComparison {
  /// Compares as git does, in a repository that lives only as long as this takes.
  ///
  /// - Parameters:
  ///   - old: the files as they were: writes only.
  ///   - edits: what became of them.
  static func diff(of old: [TreeEdit], edits: [TreeEdit]) throws -> TreeDiff {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("fleet-\(UUID().uuidString).git")
    // A folder for temporary files that can't be emptied is the system's to sweep.
    defer { try? FileManager.default.removeItem(at: path) }
    let repository = try Repository(creatingBare: path.path(percentEncoded: false))
    let before = try repository.writeTree(base: nil, edits: old.map { try TreeEntryEdit($0) })
    let after = try repository.writeTree(base: before, edits: edits.map { try TreeEntryEdit($0) })
    return try repository.diff(from: before, to: after)
  }

  /// Returns a unified diff of one file; nil stands for no file.
  public static func unifiedDiff(of path: TreePath, from old: [UInt8]?, to new: [UInt8]?) throws -> String {
    let before = old.map { [TreeEdit(path: path, action: .write($0, mode: .file))] } ?? []
    let edit = TreeEdit(path: path, action: new.map { .write($0, mode: .file) } ?? .delete)
    return String(decoding: try diff(of: before, edits: [edit]).patch, as: UTF8.self)
  }
}
