import Clibgit2

/// A tree as it is to be on disk, read whole and checked before anything is written.
struct TargetFolder: Sendable {
  enum Entry: Sendable {
    case leaf(mode: UInt32, id: ObjectID)
    case folder(TargetFolder)
  }

  private(set) var entries: [[UInt8]: Entry] = [:]
  /// Whether there is a `.gitattributes` in the folder or below it.
  private(set) var hasAttributes = false

  /// Reads a tree. Throws for names that must not be written and for two entries of one name, which git never makes.
  init(_ tree: ObjectID, in repository: OpaquePointer, operation: String) throws(GitError) {
    var count = 0
    try self.init(tree, in: repository, depth: 0, count: &count, operation: operation)
  }

  private init(
    _ id: ObjectID, in repository: OpaquePointer, depth: Int, count: inout Int, operation: String
  ) throws(GitError) {
    var raw = id.raw
    let tree = try make(operation) { git_tree_lookup(&$0, repository, &raw) }
    defer { git_tree_free(tree) }
    for index in 0..<git_tree_entrycount(tree) {
      guard let entry = git_tree_entry_byindex(tree, index), let rawName = git_tree_entry_name(entry) else { continue }
      let name = TargetFolder.bytes(rawName)
      count += 1
      guard PathSafety.isEntryName(name), count <= Repository.maximumWalkedEntryCount else {
        throw GitError(
          operation: operation, kind: .unsupported,
          message: "the tree has an entry that must not be written: \(String(decoding: name, as: UTF8.self).printable)")
      }
      let target: Entry
      let entryID = ObjectID(git_tree_entry_id(entry).pointee)
      if git_tree_entry_filemode(entry) == GIT_FILEMODE_TREE {
        guard depth < WorkingFolder.maximumDepth else {
          throw GitError(operation: operation, kind: .unsupported, message: "the tree's folders are nested too deep")
        }
        let inner = try TargetFolder(entryID, in: repository, depth: depth + 1, count: &count, operation: operation)
        hasAttributes = hasAttributes || inner.hasAttributes
        target = .folder(inner)
      } else {
        target = .leaf(mode: git_tree_entry_filemode(entry).rawValue, id: entryID)
      }
      hasAttributes = hasAttributes || name.elementsEqual(".gitattributes".utf8)
      guard entries.updateValue(target, forKey: name) == nil else {
        throw GitError(
          operation: operation, kind: .corrupt,
          message: "the tree has two entries named \(String(decoding: name, as: UTF8.self).printable)")
      }
    }
  }

  private static func bytes(_ name: UnsafePointer<CChar>) -> [UInt8] {
    var bytes: [UInt8] = []
    var next = name
    while next.pointee != 0 {
      bytes.append(UInt8(bitPattern: next.pointee))
      next += 1
    }
    return bytes
  }
}
