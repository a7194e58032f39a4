import Clibgit2

/// Reads files of a working folder as git would put them into a tree.
struct FolderContent {
  let rules: FolderRules

  /// Returns the bytes of a file, or what a link holds.
  func bytes(of entry: FolderEntry, in folder: borrowing FolderDescriptor, path: [UInt8]) throws(GitError) -> [UInt8] {
    if entry.kind == .link { return try folder.target(ofLink: entry.name) }
    return try rules.inTree(try folder.content(of: entry.name), path: path)
  }

  /// Returns the id that the bytes have, without writing them.
  func id(of entry: FolderEntry, in folder: borrowing FolderDescriptor, path: [UInt8]) throws(GitError) -> ObjectID {
    let bytes = try bytes(of: entry, in: folder, path: path)
    var id = git_oid()
    try check("read \(String(decoding: path, as: UTF8.self).printable)") {
      bytes.withUnsafeBytes { git_odb_hash(&id, $0.baseAddress, $0.count, GIT_OBJECT_BLOB) }
    }
    return ObjectID(id)
  }
}
