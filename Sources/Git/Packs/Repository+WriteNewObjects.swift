import Clibgit2

extension Repository {
  /// Writes those new objects in memory that a commit leads to as one pack; they stay in memory too.
  ///
  /// Two files, where each loose object is one, and often the first in a folder of its own: file systems take longer for that
  /// than everything else that a commit needs.
  public func writeNewObjects(in memory: NewObjectMemory, of commit: ObjectID) throws(GitError) {
    let operation = "write the objects of \(commit.short) in \(path)"
    var (objects, seen, waiting): ([PackedObject], Set<ObjectID>, [ObjectID]) = ([], [], [commit])
    try withObjectDatabase { (database) throws(GitError) in
      while let id = waiting.popLast() {
        guard memory.holds(id), seen.insert(id).inserted else { continue }
        let object = try PackedObject(id, in: database, operation: operation)
        objects.append(object)
        switch object.kind {
        case .commit: waiting += try links(ofCommit: id)
        case .tree: waiting += try links(ofTree: id, in: database, operation)
        case .blob, .tag: break
        }
      }
    }
    guard !objects.isEmpty else { return }
    try PackFile(objects).write(into: "\(path)/objects/pack")
  }

  private func links(ofCommit id: ObjectID) throws(GitError) -> [ObjectID] {
    let commit = try commit(id)
    return [commit.tree] + commit.parents
  }

  private func links(
    ofTree id: ObjectID, in database: OpaquePointer, _ operation: String
  ) throws(GitError) -> [ObjectID] {
    var tree = try TreeObject(id, in: database, operation: operation)
    defer { tree.free() }
    var ids: [ObjectID] = []
    while let entry = try tree.next(operation: operation) { ids.append(entry.id) }
    return ids
  }
}
