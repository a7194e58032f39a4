import Clibgit2
import Foundation

extension LocalRepository {
  /// Returns what a remote of this machine would advertise, or nil where only the `git` program can say that.
  static func advertisedReferences(
    of remote: RemoteTarget, context: OperationContext, operation: String
  ) throws(GitError) -> [RemoteReference]? {
    try context.checkTime(operation)
    guard let local = LocalRepository.open(remote, settings: context.settings), !local.configuration.hidesReferences
    else {
      return nil
    }
    do throws(GitError) {
      return try local.advertisedReferences(context, operation: operation)
    } catch {
      // Git's program knows what to leave out of a damaged repository, and how to say so.
      if error.endsEveryMeans { throw error }
      return nil
    }
  }

  /// Returns `HEAD`, if it leads somewhere, and the references sorted by name, each tag with what it is a tag of
  /// (gitprotocol-pack(5), Reference Discovery); throws where the repository isn't sound.
  func advertisedReferences(
    _ context: OperationContext, operation: String
  ) throws(GitError) -> [RemoteReference] {
    var references: [RemoteReference] = []
    let iterator = try make(operation, of: UnsafeMutablePointer<git_reference_iterator>.self) {
      git_reference_iterator_new(&$0, repository.handle)
    }
    defer { git_reference_iterator_free(iterator) }
    while true {
      try context.checkTime(operation)
      var reference: OpaquePointer?
      git_error_clear()
      let code = git_reference_next(&reference, iterator)
      if code == GIT_ITEROVER.rawValue { break }
      if code < 0 { throw GitError(operation: operation, code: code) }
      defer { git_reference_free(reference) }
      if let found = try resolved(reference, operation: operation) { references.append(found) }
    }
    references.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return try head(operation).map { [$0] + references } ?? references
  }

  /// Nil for a symbolic reference that leads nowhere.
  private func resolved(_ reference: OpaquePointer?, operation: String) throws(GitError) -> RemoteReference? {
    guard let rawName = git_reference_name(reference) else { return nil }
    var isValid: Int32 = 0
    guard git_reference_name_is_valid(&isValid, rawName) == 0, isValid == 1 else {
      throw GitError(operation: operation, kind: .corrupt, message: "a reference has a name that git forbids")
    }
    let name = String(cString: rawName)
    // Where a file can't be read, the iterator goes on with what `packed-refs` had for the name before.
    if access("\(repository.path)/\(name)", F_OK) == 0 {
      let again = try make(operation) { git_reference_lookup(&$0, repository.handle, rawName) }
      git_reference_free(again)
    }
    if let target = git_reference_target(reference) {
      return try advertised(name, ObjectID(target.pointee), symbolicTarget: nil, operation: operation)
    }
    guard let id = try repository.reference(name) else { return nil }
    return try advertised(name, id, symbolicTarget: nil, operation: operation)
  }

  /// `HEAD` with the branch that it names in the end; nil where that branch has no commit yet.
  private func head(_ operation: String) throws(GitError) -> RemoteReference? {
    let head = try make(operation) { git_reference_lookup(&$0, repository.handle, "HEAD") }
    defer { git_reference_free(head) }
    var direct: OpaquePointer?
    guard try find(operation, { git_reference_resolve(&direct, head) }) else { return nil }
    defer { git_reference_free(direct) }
    guard let target = git_reference_target(direct), let name = git_reference_name(direct) else { return nil }
    let isSymbolic = git_reference_type(head) == GIT_REFERENCE_SYMBOLIC
    return try advertised(
      "HEAD", ObjectID(target.pointee), symbolicTarget: isSymbolic ? String(cString: name) : nil, operation: operation)
  }

  private func advertised(
    _ name: String, _ id: ObjectID, symbolicTarget: String?, operation: String
  ) throws(GitError) -> RemoteReference {
    let isTag = try repository.withObjectDatabase { (database) throws(GitError) in
      var (raw, byteCount, type) = (id.raw, 0, GIT_OBJECT_INVALID)
      try check(operation) { git_odb_read_header(&byteCount, &type, database, &raw) }
      return type == GIT_OBJECT_TAG
    }
    return RemoteReference(
      name: name, id: id, symbolicTarget: symbolicTarget, peeledID: isTag ? try peeled(id, operation) : nil)
  }

  private func peeled(_ id: ObjectID, _ operation: String) throws(GitError) -> ObjectID {
    var raw = id.raw
    let tag = try make(operation) { git_object_lookup(&$0, repository.handle, &raw, GIT_OBJECT_TAG) }
    defer { git_object_free(tag) }
    let target = try make(operation) { git_object_peel(&$0, tag, GIT_OBJECT_ANY) }
    defer { git_object_free(target) }
    return ObjectID(git_object_id(target).pointee)
  }
}
