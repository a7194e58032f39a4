import Changes
import Git

/// Writes a change's edits into a plain folder: all of them, or none.
public struct FolderWriter {
  private let folder: PlainFolder

  /// - Parameter folder: an absolute path.
  public init(folder: String) {
    self.folder = PlainFolder(folder)
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
    let path = edit.path.bytes
    let oldPermissions = folder.permissions(of: path)
    let oldBytes = oldPermissions == nil ? nil : try folder.content(of: path)
    let putBack = { [folder] in
      if let oldBytes { try folder.write(oldBytes, to: path, permissions: oldPermissions ?? 0o644) }
    }
    switch edit.action {
    case .write(let bytes, let mode):
      let made = try folder.makeFolders(above: path)
      do {
        try folder.write(bytes, to: path, permissions: permissions(mode, old: oldPermissions))
      } catch {
        folder.removeEmpty(made)
        throw error
      }
      return { [folder] in
        if oldBytes == nil { try folder.remove(path) }
        try putBack()
        folder.removeEmpty(made)
      }
    case .delete:
      try folder.remove(path)
      return putBack
    case .pin:
      throw Refusal(
        kind: "outside", message: "a plain folder has no submodules to move", place: Refusal.Place(path: edit.path))
    }
  }

  /// The file's own permissions with the owner's, group's and others' right to execute as the mode says.
  private func permissions(_ mode: FileMode, old: UInt32?) -> UInt32 {
    let base = old ?? 0o644
    let readable = base & 0o444
    return mode == .executable ? base | readable >> 2 : base & ~0o111
  }
}
