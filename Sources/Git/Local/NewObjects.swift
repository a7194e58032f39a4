import Clibgit2
import Foundation

/// The objects that a commit adds to a repository in which its parents are whole.
///
/// Found by going down the commit's tree beside its parents' trees: what stands at the same place in a parent is in the
/// other repository with all that it refers to. That an object is there says nothing of what it refers to, so nothing
/// else is taken for there.
struct NewObjects {
  /// How many they may be, and how large together.
  struct Limits {
    let count: Int
    let byteCount: Int

    /// Git keeps a push as loose objects below its `transfer.unpackLimit`, 100; larger ones become packs. More bytes gain
    /// nothing from being done in process, and would be held in memory object by object.
    static let inProcess = Limits(count: 99, byteCount: 32 << 20)
  }

  /// In the order in which they are written: what refers to others comes after them, as far as a tree goes.
  private(set) var ids: [ObjectID] = []
  private var seen: Set<ObjectID> = []
  private var byteCount = 0
  private let limits: Limits
  private let operation: String

  init(limits: Limits, operation: String) {
    self.limits = limits
    self.operation = operation
  }

  /// Finds them in `repository`, which has the commit and its parents; throws `unsupported` for more than a small push.
  init(of commit: CommitRecord, in repository: borrowing Repository, operation: String) throws(GitError) {
    self.init(limits: .inProcess, operation: operation)
    try add(commit, in: repository)
    ids.reverse()
  }

  /// Adds what a commit has and its parents have not; throws `unsupported` where that goes past the limits.
  mutating func add(_ commit: CommitRecord, in repository: borrowing Repository) throws(GitError) {
    var bases: [ObjectID] = []
    for parent in commit.parents { bases.append(try repository.commit(parent).tree) }
    try add(commit.id, GIT_OBJECT_COMMIT, in: repository)
    var folders: [(tree: ObjectID, bases: [ObjectID])] = []
    if !bases.contains(commit.tree) {
      try add(commit.tree, GIT_OBJECT_TREE, in: repository)
      folders.append((commit.tree, bases))
    }
    // Not by recursion: a hostile tree may be nested deeper than a thread's stack.
    while let folder = folders.popLast() {
      folders += try addEntries(of: folder.tree, besides: folder.bases, in: repository)
    }
  }

  /// Adds what a tree has and no base has in its place; returns the folders among that.
  private mutating func addEntries(
    of tree: ObjectID, besides bases: [ObjectID], in repository: borrowing Repository
  ) throws(GitError) -> [(tree: ObjectID, bases: [ObjectID])] {
    let entries = try TreeEntries(tree, in: repository)
    var others: [ObjectID: TreeEntries] = [:]
    for base in bases where others[base] == nil { others[base] = try TreeEntries(base, in: repository) }
    var folders: [(tree: ObjectID, bases: [ObjectID])] = []
    for entry in entries.all where entry.type != GIT_OBJECT_COMMIT {
      let counterparts = bases.compactMap { others[$0]?.entry(entry.name) }
      // The type counts: a submodule's commit of the same id need not be in any repository.
      if counterparts.contains(where: { $0.id == entry.id && $0.type == entry.type }) { continue }
      guard !seen.contains(entry.id) else { continue }
      try add(entry.id, entry.type, in: repository)
      if entry.type == GIT_OBJECT_TREE {
        folders.append((entry.id, counterparts.filter { $0.type == GIT_OBJECT_TREE }.map(\.id)))
      }
    }
    return folders
  }

  private mutating func add(
    _ id: ObjectID, _ type: git_object_t, in repository: borrowing Repository
  ) throws(GitError) {
    seen.insert(id)
    ids.append(id)
    let (size, found) = try repository.withObjectDatabase { (database) throws(GitError) in
      var (raw, byteCount, found) = (id.raw, 0, GIT_OBJECT_INVALID)
      try check(operation) { git_odb_read_header(&byteCount, &found, database, &raw) }
      return (byteCount, found)
    }
    byteCount += size
    guard found == type else {
      throw GitError(operation: operation, kind: .corrupt, message: "\(id.short) isn't of the type that its tree says")
    }
    guard ids.count <= limits.count, byteCount <= limits.byteCount else {
      throw GitError(operation: operation, kind: .unsupported, message: "it is too much for a small push")
    }
  }

  /// Writes the objects as loose ones, as git does it for small pushes.
  func copy(
    from source: borrowing Repository, to destination: borrowing Repository, context: OperationContext
  ) throws(GitError) {
    for id in ids {
      try context.checkTime(operation)
      let written = try source.withObjectDatabase { (from) throws(GitError) in
        try destination.withObjectDatabase { (to) throws(GitError) in
          var (raw, written) = (id.raw, git_oid())
          let object = try make(operation) { git_odb_read(&$0, from, &raw) }
          defer { git_odb_object_free(object) }
          try check(operation) {
            git_odb_write(
              &written, to, git_odb_object_data(object), git_odb_object_size(object), git_odb_object_type(object))
          }
          return ObjectID(written)
        }
      }
      guard written == id else {
        throw GitError(operation: operation, kind: .corrupt, message: "\(id.short) isn't what its id says")
      }
    }
  }
}

/// The entries of one tree, without the folders below.
private struct TreeEntries {
  let all: [(name: [UInt8], id: ObjectID, type: git_object_t)]
  private let places: [[UInt8]: Int]

  init(_ tree: ObjectID, in repository: borrowing Repository) throws(GitError) {
    var raw = tree.raw
    let handle = repository.handle
    let pointer = try make("read tree \(tree.short) in \(repository.path)") { git_tree_lookup(&$0, handle, &raw) }
    defer { git_tree_free(pointer) }
    all = (0..<git_tree_entrycount(pointer)).compactMap { index in
      guard let entry = git_tree_entry_byindex(pointer, index), let name = git_tree_entry_name(entry) else {
        return nil
      }
      let bytes = UnsafeRawBufferPointer(start: name, count: strlen(name))
      return (Array(bytes), ObjectID(git_tree_entry_id(entry).pointee), git_tree_entry_type(entry))
    }
    places = Dictionary(
      all.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  func entry(_ name: [UInt8]) -> (name: [UInt8], id: ObjectID, type: git_object_t)? {
    places[name].map { all[$0] }
  }
}
