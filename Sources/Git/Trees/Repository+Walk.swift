import Clibgit2

extension Repository {
  /// How deep folders may lie in one another; git's own limit (`core.maxTreeDepth`).
  static let maximumTreeDepth = 2048
  /// How many entries one walk may meet: a tree of a few hundred bytes can name its sub-trees billions of times.
  public static let maximumWalkedEntryCount = 10_000_000

  /// Which entries that aren't folders a walk visits.
  public enum WalkedEntries: Sendable {
    case all
    /// Below the root's own entries, links and submodules only.
    case linksAndSubmodules
  }

  /// Calls `visit` for every entry of a tree that isn't a folder, in git's tree order.
  ///
  /// Entries that git would never write are left out: names that are empty, `.`, `..`, `.git` in any case, or that hold
  /// a slash. Kind `corrupt` for a tree that is nested deeper than git allows or that has more than `entryLimit` entries.
  ///
  /// `treeish` is a tree, or a commit whose tree is meant. `descends` is asked for every folder with its path; a folder
  /// that it refuses isn't read.
  public func walk(
    _ treeish: ObjectID, entryLimit: Int = maximumWalkedEntryCount, visiting entries: WalkedEntries = .all,
    descends: ([UInt8]) throws -> Bool = { _ in true }, visit: (TreeEntryRecord) throws -> Void
  ) throws {
    let operation = "read tree \(treeish.short) in \(path)"
    let database = try make(operation) { git_repository_odb(&$0, handle) }
    defer { git_odb_free(database) }
    var levels = [TreeLevel(tree: try TreeObject(treeish, in: database, operation: operation), prefix: [])]
    var met = 0
    defer { for level in levels { level.tree.free() } }
    while !levels.isEmpty {
      guard let entry = try levels[levels.count - 1].tree.next(operation: operation) else {
        levels.removeLast().tree.free()
        continue
      }
      met += 1
      guard met <= entryLimit else {
        throw GitError(operation: operation, kind: .corrupt, message: "it has too many entries")
      }
      let isFolder = entry.mode == GIT_FILEMODE_TREE.rawValue
      if entries == .linksAndSubmodules, levels.count > 1, !isFolder, !entry.isLinkOrSubmodule { continue }
      guard PathSafety.isEntryName(entry.name) else { continue }
      var entryPath = levels[levels.count - 1].prefix
      entryPath.append(contentsOf: entry.name)
      if !isFolder {
        try visit(TreeEntryRecord(pathBytes: entryPath, mode: entry.mode, id: entry.id))
      } else if try descends(entryPath) {
        guard levels.count < Repository.maximumTreeDepth else {
          throw GitError(operation: operation, kind: .corrupt, message: "its folders are nested too deep")
        }
        let tree = try TreeObject(entry.id, in: database, operation: "read tree \(entry.id.short) in \(path)")
        entryPath.append(UInt8(ascii: "/"))
        levels.append(TreeLevel(tree: tree, prefix: entryPath))
      }
    }
  }

  /// Returns the entry at a path, or nil if there is none or a folder.
  public func entry(at pathBytes: [UInt8], in treeish: ObjectID) throws(GitError) -> TreeEntryRecord? {
    guard !pathBytes.isEmpty, !pathBytes.contains(0) else { return nil }
    let tree = try openTree(treeish)
    defer { git_tree_free(tree) }
    let text = pathBytes.map { CChar(bitPattern: $0) } + [0]
    var entry: OpaquePointer?
    let operation = "read \(String(decoding: pathBytes, as: UTF8.self)) in \(path)"
    guard try find(operation, { git_tree_entry_bypath(&entry, tree, text) }) else { return nil }
    defer { git_tree_entry_free(entry) }
    let mode = git_tree_entry_filemode(entry).rawValue
    guard mode != GIT_FILEMODE_TREE.rawValue else { return nil }
    return TreeEntryRecord(pathBytes: pathBytes, mode: mode, id: ObjectID(git_tree_entry_id(entry).pointee))
  }

  /// Returns the id of a commit's tree; a tree's own id for a tree.
  public func tree(of treeish: ObjectID) throws(GitError) -> ObjectID {
    try withObjectDatabase { (database) throws(GitError) in
      let tree = try TreeObject(treeish, in: database, operation: "read tree \(treeish.short) in \(path)")
      defer { tree.free() }
      return tree.id
    }
  }

  /// Opens a tree, or the tree of a commit; the caller frees it.
  func openTree(_ treeish: ObjectID) throws(GitError) -> OpaquePointer {
    let operation = "read tree \(treeish.short) in \(path)"
    var raw = treeish.raw
    let object = try make(operation) { git_object_lookup(&$0, handle, &raw, GIT_OBJECT_ANY) }
    if git_object_type(object) == GIT_OBJECT_TREE { return object }
    defer { git_object_free(object) }
    return try make(operation) { git_object_peel(&$0, object, GIT_OBJECT_TREE) }
  }
}

/// One folder in the middle of a walk.
private struct TreeLevel {
  /// Freed by the walk.
  var tree: TreeObject
  let prefix: [UInt8]
}

extension TreeObject.Entry {
  fileprivate var isLinkOrSubmodule: Bool {
    mode == GIT_FILEMODE_COMMIT.rawValue || mode == GIT_FILEMODE_LINK.rawValue
  }
}
