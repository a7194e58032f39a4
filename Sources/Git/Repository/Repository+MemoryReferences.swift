import Clibgit2

extension Repository {
  /// Calls `body` while the repository has these references and no others, in memory: they are found by their names, and not
  /// listed.
  ///
  /// A reference on the disk that lives for one call costs as much as the call's own work, and a killed process would leave
  /// it behind.
  func withReferencesInMemory<Value>(
    _ references: [String: ObjectID], operation: String, _ body: () throws(GitError) -> Value
  ) throws(GitError) -> Value {
    let onDisk = try make(operation) { git_repository_refdb(&$0, handle) }
    defer { git_refdb_free(onDisk) }
    let inMemory = try make(operation) { git_refdb_new(&$0, handle) }
    defer { git_refdb_free(inMemory) }
    let backend = MemoryReferences.make(references)
    do throws(GitError) {
      try check(operation) { git_refdb_set_backend(inMemory, backend) }
    } catch {
      backend.pointee.free(backend)
      throw error
    }
    try check(operation) { git_repository_set_refdb(handle, inMemory) }
    defer { git_repository_set_refdb(handle, onDisk) }
    return try body()
  }
}

/// What libgit2 sees as a store of references, with a dictionary behind it. libgit2 frees it by its `free`.
private struct MemoryReferences {
  var base = git_refdb_backend()
  let holder: Unmanaged<Holder>

  final class Holder {
    let references: [String: ObjectID]

    init(_ references: [String: ObjectID]) { self.references = references }
  }

  static func make(_ references: [String: ObjectID]) -> UnsafeMutablePointer<git_refdb_backend> {
    let box = UnsafeMutablePointer<MemoryReferences>.allocate(capacity: 1)
    box.initialize(to: MemoryReferences(holder: .passRetained(Holder(references))))
    git_refdb_init_backend(&box.pointee.base, UInt32(GIT_REFDB_BACKEND_VERSION))
    box.pointee.base.exists = { exists, base, name in
      exists?.pointee = MemoryReferences.id(of: name, in: base) == nil ? 0 : 1
      return 0
    }
    box.pointee.base.lookup = { out, base, name in
      guard let id = MemoryReferences.id(of: name, in: base), let out else {
        git_error_set_str(Int32(GIT_ERROR_REFERENCE.rawValue), "there is no such reference")
        return GIT_ENOTFOUND.rawValue
      }
      var raw = id.raw
      out.pointee = git_reference__alloc(name, &raw, nil)
      return out.pointee == nil ? GIT_ERROR.rawValue : 0
    }
    box.pointee.base.iterator = { out, _, _ in
      out?.pointee = MemoryReferences.emptyList()
      return 0
    }
    box.pointee.base.write = { _, _, _, _, _, _, _ in MemoryReferences.refusal() }
    box.pointee.base.rename = { _, _, _, _, _, _, _ in MemoryReferences.refusal() }
    box.pointee.base.del = { _, _, _, _ in MemoryReferences.refusal() }
    box.pointee.base.has_log = { _, _ in 0 }
    box.pointee.base.ensure_log = { _, _ in MemoryReferences.refusal() }
    box.pointee.base.reflog_read = { _, _, _ in MemoryReferences.refusal() }
    box.pointee.base.reflog_write = { _, _ in MemoryReferences.refusal() }
    box.pointee.base.reflog_rename = { _, _, _ in MemoryReferences.refusal() }
    box.pointee.base.reflog_delete = { _, _ in MemoryReferences.refusal() }
    box.pointee.base.free = { base in
      guard let base else { return }
      let box = MemoryReferences.of(base)
      box.pointee.holder.release()
      box.deinitialize(count: 1)
      box.deallocate()
    }
    return UnsafeMutableRawPointer(box).assumingMemoryBound(to: git_refdb_backend.self)
  }

  private static func id(
    of name: UnsafePointer<CChar>?, in base: UnsafeMutablePointer<git_refdb_backend>?
  ) -> ObjectID? {
    guard let name, let base else { return nil }
    return of(base).pointee.holder.takeUnretainedValue().references[String(cString: name)]
  }

  /// Packing asks for all tags, whose objects it would send early: none of these is one.
  private static func emptyList() -> UnsafeMutablePointer<git_reference_iterator> {
    let list = UnsafeMutablePointer<git_reference_iterator>.allocate(capacity: 1)
    list.initialize(to: git_reference_iterator())
    list.pointee.next = { _, _ in GIT_ITEROVER.rawValue }
    list.pointee.next_name = { _, _ in GIT_ITEROVER.rawValue }
    list.pointee.free = { $0?.deallocate() }
    return list
  }

  /// What a push has no use for.
  private static func refusal() -> Int32 {
    git_error_set_str(Int32(GIT_ERROR_REFERENCE.rawValue), "references in memory are only read")
    return GIT_ERROR.rawValue
  }

  /// The box around what libgit2 hands us: `base` is its first field.
  private static func of(_ base: UnsafeMutablePointer<git_refdb_backend>) -> UnsafeMutablePointer<MemoryReferences> {
    UnsafeMutableRawPointer(base).assumingMemoryBound(to: MemoryReferences.self)
  }
}
