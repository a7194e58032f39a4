import Clibgit2
import Foundation

extension WorkingFolder {
  /// Writes the folder's files as a tree into the mirror and returns its id: kept files as they are now, and new ones that
  /// aren't ignored.
  ///
  /// Submodules stay as the tree that was checked out has them, whatever lies in their folders. Kind `unsupported` where a
  /// program left a git repository of its own in the folder.
  public func writeTree() throws(GitError) -> ObjectID {
    let operation = "read the files of \(path)"
    return try withIndex(operation) { (index) throws(GitError) in
      let pins = WorkingFolder.submodules(in: index)
      try check(operation) {
        git_index_add_all(index, nil, UInt32(GIT_INDEX_ADD_DISABLE_PATHSPEC_MATCH.rawValue), nil, nil)
      }
      for pin in WorkingFolder.submodules(in: index) where !pins.contains(where: { $0.pathBytes == pin.pathBytes }) {
        throw GitError(
          operation: operation, kind: .unsupported,
          message: "\(String(decoding: pin.pathBytes, as: UTF8.self)) is a git repository of its own")
      }
      for pin in pins { try put(pin, back: index, operation: operation) }
      var id = git_oid()
      try check(operation) { git_index_write_tree(&id, index) }
      return ObjectID(id)
    }
  }

  private func put(_ pin: TreeEntryRecord, back index: OpaquePointer, operation: String) throws(GitError) {
    let name = pin.pathBytes.map { CChar(bitPattern: $0) } + [0]
    try check(operation) { git_index_remove_directory(index, name, 0) }
    try check(operation) {
      name.withUnsafeBufferPointer { name in
        var entry = git_index_entry()
        entry.mode = pin.mode
        entry.id = pin.id.raw
        entry.path = name.baseAddress
        return git_index_add(index, &entry)
      }
    }
  }
}
