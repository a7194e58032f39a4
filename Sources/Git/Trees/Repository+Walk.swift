import Clibgit2
import Foundation

extension Repository {
  /// How deep folders may lie in one another; git's own limit (`core.maxTreeDepth`).
  static let maximumTreeDepth = 2048
  /// How many entries one walk may meet: a tree of a few hundred bytes can name its sub-trees billions of times.
  public static let maximumWalkedEntryCount = 10_000_000

  /// Calls `visit` for every entry of a tree that isn't a folder, in git's tree order.
  ///
  /// Entries that git would never write are left out: names that are empty, `.`, `..`, `.git` in any case, or that hold
  /// a slash. Kind `corrupt` for a tree that is nested deeper than git allows or that has more than `entryLimit` entries.
  ///
  /// `treeish` is a tree, or a commit whose tree is meant. `descends` is asked for every folder with its path; a folder
  /// that it refuses isn't read.
  public func walk(
    _ treeish: ObjectID, entryLimit: Int = maximumWalkedEntryCount, descends: ([UInt8]) throws -> Bool = { _ in true },
    visit: (TreeEntryRecord) throws -> Void
  ) throws {
    var levels = [try TreeCursor(root: treeish, in: self)]
    var met = 0
    defer { for level in levels { git_tree_free(level.tree) } }
    while !levels.isEmpty {
      guard let entry = levels[levels.count - 1].next() else {
        git_tree_free(levels.removeLast().tree)
        continue
      }
      met += 1
      guard met <= entryLimit else {
        throw GitError(
          operation: "read tree \(treeish.short) in \(path)", kind: .corrupt, message: "it has too many entries")
      }
      guard PathSafety.isEntryName(entry.name) else { continue }
      let entryPath = levels[levels.count - 1].prefix + entry.name
      if entry.mode != GIT_FILEMODE_TREE.rawValue {
        try visit(TreeEntryRecord(pathBytes: entryPath, mode: entry.mode, id: entry.id))
      } else if try descends(entryPath) {
        guard levels.count < Repository.maximumTreeDepth else {
          throw GitError(
            operation: "read tree \(treeish.short) in \(path)", kind: .corrupt,
            message: "its folders are nested too deep")
        }
        levels.append(try TreeCursor(tree: entry.id, prefix: entryPath + [UInt8(ascii: "/")], in: self))
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
    let tree = try openTree(treeish)
    defer { git_tree_free(tree) }
    return ObjectID(git_tree_id(tree).pointee)
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
private struct TreeCursor {
  /// Freed by the walk.
  let tree: OpaquePointer
  let prefix: [UInt8]
  private let count: Int
  private var index = 0

  init(root: ObjectID, in repository: borrowing Repository) throws(GitError) {
    tree = try repository.openTree(root)
    prefix = []
    count = git_tree_entrycount(tree)
  }

  init(tree id: ObjectID, prefix: [UInt8], in repository: borrowing Repository) throws(GitError) {
    var raw = id.raw
    let handle = repository.handle
    tree = try make("read tree \(id.short) in \(repository.path)") { git_tree_lookup(&$0, handle, &raw) }
    self.prefix = prefix
    count = git_tree_entrycount(tree)
  }

  mutating func next() -> (name: [UInt8], mode: UInt32, id: ObjectID)? {
    guard index < count, let entry = git_tree_entry_byindex(tree, index), let name = git_tree_entry_name(entry)
    else { return nil }
    index += 1
    let bytes = UnsafeRawBufferPointer(start: name, count: strlen(name))
    return (Array(bytes), git_tree_entry_filemode(entry).rawValue, ObjectID(git_tree_entry_id(entry).pointee))
  }
}
