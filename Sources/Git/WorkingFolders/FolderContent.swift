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
    ObjectID(hashingBlob: try bytes(of: entry, in: folder, path: path))
  }
}
