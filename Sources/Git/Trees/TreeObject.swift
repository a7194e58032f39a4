import Clibgit2
import Foundation

/// A tree object while its entries are read one after another: its bytes as git keeps them, without a copy and without
/// libgit2's list of them, which costs more than the reading.
struct TreeObject {
  /// One entry; name and id point into the object.
  struct Entry {
    let name: UnsafeRawBufferPointer
    /// As `TreeEntryRecord` has it, or of a folder.
    let mode: UInt32
    let id: ObjectID
  }

  let id: ObjectID
  private let object: OpaquePointer
  private var rest: UnsafeRawBufferPointer

  /// Reads a tree, or that of a commit or tag; libgit2 checks their hashes. `free` is called when no entry is needed any more.
  ///
  /// Kind `notFound` if there is no such object, or if it is neither.
  init(_ treeish: ObjectID, in database: OpaquePointer, operation: @autoclosure () -> String) throws(GitError) {
    var (id, object) = (treeish, try TreeObject.read(treeish, in: database, operation: operation()))
    while let word = TreeObject.firstWord(of: git_odb_object_type(object)) {
      let named = TreeObject.id(after: word, in: TreeObject.bytes(of: object))
      git_odb_object_free(object)
      guard let named else {
        throw GitError(operation: operation(), kind: .corrupt, message: "the object \(id.short) names no other")
      }
      (id, object) = (named, try TreeObject.read(named, in: database, operation: operation()))
    }
    guard git_odb_object_type(object) == GIT_OBJECT_TREE else {
      git_odb_object_free(object)
      throw GitError(operation: operation(), kind: .notFound, message: "the object isn't a tree")
    }
    (self.id, self.object) = (id, object)
    rest = TreeObject.bytes(of: object)
  }

  private static func read(
    _ id: ObjectID, in database: OpaquePointer, operation: @autoclosure () -> String
  ) throws(GitError) -> OpaquePointer {
    var raw = id.raw
    return try make(operation()) { git_odb_read(&$0, database, &raw) }
  }

  private static func bytes(of object: OpaquePointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object))
  }

  /// What the line begins with that names the object which one of this type stands for; nil for a tree or a file.
  private static func firstWord(of type: git_object_t) -> String? {
    switch type {
    case GIT_OBJECT_COMMIT: "tree "
    case GIT_OBJECT_TAG: "object "
    default: nil
    }
  }

  /// Reads the 40 digits and the line feed that follow an object's first word.
  private static func id(after word: String, in bytes: UnsafeRawBufferPointer) -> ObjectID? {
    let (start, end) = (word.utf8.count, word.utf8.count + 40)
    guard bytes.count > end, bytes[end] == UInt8(ascii: "\n"), bytes.starts(with: word.utf8) else { return nil }
    return ObjectID(hex: String(decoding: bytes[start..<end], as: UTF8.self))
  }

  func free() { git_odb_object_free(object) }

  /// Returns the next entry; nil at the end. Kind `corrupt` for bytes that are none.
  mutating func next(operation: @autoclosure () -> String) throws(GitError) -> Entry? {
    if rest.isEmpty { return nil }
    guard let entry = take() else {
      throw GitError(operation: operation(), kind: .corrupt, message: "the tree holds an entry that can't be read")
    }
    return entry
  }

  /// A mode in octal, a space, the name, a zero byte and the 20 bytes of the id.
  private mutating func take() -> Entry? {
    var mode: UInt32 = 0
    var nameStart = 0
    while nameStart < rest.count, rest[nameStart] != UInt8(ascii: " ") {
      let digit = rest[nameStart] &- UInt8(ascii: "0")
      guard digit < 8, mode <= UInt32(UInt16.max) >> 3 else { return nil }
      mode = mode << 3 | UInt32(digit)
      nameStart += 1
    }
    guard nameStart > 0, nameStart + 1 < rest.count else { return nil }
    nameStart += 1
    let text = UnsafeRawBufferPointer(rebasing: rest[nameStart...])
    guard let start = text.baseAddress, let zero = memchr(start, 0, text.count) else { return nil }
    let byteCount = start.distance(to: UnsafeRawPointer(zero))
    let end = byteCount + 1 + 20
    guard byteCount > 0, end <= text.count else { return nil }
    let id = text.loadUnaligned(fromByteOffset: byteCount + 1, as: git_oid.self)
    rest = UnsafeRawBufferPointer(rebasing: text[end...])
    return Entry(
      name: UnsafeRawBufferPointer(start: start, count: byteCount), mode: TreeObject.plain(mode), id: ObjectID(id))
  }

  /// Older modes as those of today, in the way that libgit2 reads them.
  private static func plain(_ mode: UInt32) -> UInt32 {
    let kind = mode & 0o170000
    if kind == GIT_FILEMODE_TREE.rawValue { return kind }
    if mode & 0o100 != 0 { return GIT_FILEMODE_BLOB_EXECUTABLE.rawValue }
    if kind == GIT_FILEMODE_COMMIT.rawValue || kind == GIT_FILEMODE_LINK.rawValue { return kind }
    return GIT_FILEMODE_BLOB.rawValue
  }
}
