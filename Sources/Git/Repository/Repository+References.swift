import Clibgit2

extension Repository {
  /// Returns the object that a reference leads to, following symbolic ones; nil if there is none.
  ///
  /// The name is a full one such as `refs/heads/main`, or `HEAD`.
  public func reference(_ name: String) throws(GitError) -> ObjectID? {
    var id = git_oid()
    let isThere = try find("read \(name) in \(path)") { git_reference_name_to_id(&id, handle, name) }
    return isThere ? ObjectID(id) : nil
  }

  /// Returns the name that a symbolic reference such as `HEAD` holds; nil if it is missing or direct.
  public func symbolicTarget(of name: String) throws(GitError) -> String? {
    var reference: OpaquePointer?
    guard try find("read \(name) in \(path)", { git_reference_lookup(&reference, handle, name) }) else { return nil }
    defer { git_reference_free(reference) }
    return git_reference_symbolic_target(reference).map { String(cString: $0) }
  }

  /// Returns the references whose names begin with `prefix`, sorted by name; symbolic ones that lead nowhere are
  /// left out. The prefix has whole parts and a final slash, such as `refs/heads/`.
  public func references(prefix: String = "refs/") throws(GitError) -> [ReferenceRecord] {
    let operation = "list the references of \(path)"
    let iterator = try make(operation, of: UnsafeMutablePointer<git_reference_iterator>.self) {
      git_reference_iterator_glob_new(&$0, handle, prefix + "*")
    }
    defer { git_reference_iterator_free(iterator) }
    var records: [ReferenceRecord] = []
    while true {
      var reference: OpaquePointer?
      git_error_clear()
      let code = git_reference_next(&reference, iterator)
      if code == GIT_ITEROVER.rawValue { break }
      if code < 0 { throw GitError(operation: operation, code: code) }
      defer { git_reference_free(reference) }
      let name = String(cString: git_reference_name(reference))
      if let target = git_reference_target(reference) {
        records.append(ReferenceRecord(name: name, id: ObjectID(target.pointee)))
      } else if let target = git_reference_symbolic_target(reference), let id = try self.reference(name) {
        records.append(ReferenceRecord(name: name, id: id, symbolicTarget: String(cString: target)))
      }
    }
    return records.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Points a direct reference to an object, atomically if it is as expected; kind `moved` where it isn't.
  public func setReference(
    _ name: String, to id: ObjectID, expecting expectation: ReferenceExpectation = .anything
  ) throws(GitError) {
    let operation = "set \(name) in \(path)"
    var raw = id.raw
    var reference: OpaquePointer?
    defer { git_reference_free(reference) }
    do throws(GitError) {
      try StaleLock(repository: path, name: name).waiting { () throws(GitError) in
        _ = try check(operation) {
          switch expectation {
          case .anything: return git_reference_create(&reference, handle, name, &raw, 1, "fleet")
          case .missing: return git_reference_create(&reference, handle, name, &raw, 0, "fleet")
          case .id(let expected):
            var old = expected.raw
            return git_reference_create_matching(&reference, handle, name, &raw, 1, &old, "fleet")
          }
        }
      }
    } catch {
      throw try moved(error, name: name, expectation: expectation)
    }
  }

  /// Makes `name` a symbolic reference to `target`, which need not exist.
  public func setSymbolicReference(_ name: String, to target: String) throws(GitError) {
    let reference = try StaleLock(repository: path, name: name).waiting { () throws(GitError) in
      try make("set \(name) in \(path)") { git_reference_symbolic_create(&$0, handle, name, target, 1, "fleet") }
    }
    git_reference_free(reference)
  }

  /// Deletes a reference if it is as expected; kind `moved` where it isn't, `notFound` where there is none.
  public func deleteReference(
    _ name: String, expecting expectation: ReferenceExpectation = .anything
  ) throws(GitError) {
    let operation = "delete \(name) in \(path)"
    let reference = try make(operation) { git_reference_lookup(&$0, handle, name) }
    defer { git_reference_free(reference) }
    if case .id(let expected) = expectation, git_reference_target(reference).map({ ObjectID($0.pointee) }) != expected {
      throw try moved(
        GitError(operation: operation, kind: .moved, message: ""), name: name, expectation: expectation)
    }
    // libgit2 compares with the value that was looked up, under the reference's lock.
    try StaleLock(repository: path, name: name).waiting { () throws(GitError) in
      _ = try check(operation) { git_reference_delete(reference) }
    }
  }

  /// Says in words what was expected and what is there, if that is what the error is about.
  private func moved(
    _ error: GitError, name: String, expectation: ReferenceExpectation
  ) throws(GitError) -> GitError {
    guard expectation != .anything, [.moved, .exists, .notFound].contains(error.kind) else { return error }
    var changed = error
    changed.kind = .moved
    let found = try reference(name).map { "it is at \($0.short)" } ?? "it does not exist"
    changed.message =
      switch expectation {
      case .id(let expected): "expected it at \(expected.short), but \(found)"
      default: "expected no such reference, but \(found)"
      }
    return changed
  }
}
