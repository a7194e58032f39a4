import Ccurl
import Clibgit2

/// An object, named and compressed.
struct PackedObject: Sendable {
  enum Kind: UInt8, Sendable {
    case commit = 1
    case tree = 2
    case blob = 3
    case tag = 4

    init(_ type: git_object_t) throws(GitError) {
      guard let kind = Kind(rawValue: UInt8(truncatingIfNeeded: type.rawValue)) else {
        throw GitError(operation: "pack an object", kind: .corrupt, message: "there is no type \(type.rawValue)")
      }
      self = kind
    }
  }

  let id: ObjectID
  let kind: Kind
  /// As it stands in a pack: the kind, the size, and the content as zlib compresses it (gitformat-pack(5)).
  let entry: [UInt8]

  /// - Parameter id: its name, where that is known.
  /// - Throws: where there isn't enough memory, and for 4 GiB or more.
  init(_ kind: Kind, _ content: [UInt8], named id: ObjectID? = nil) throws(GitError) {
    self.kind = kind
    self.id = id ?? ObjectID(hashing: content, git_object_t(rawValue: Int32(kind.rawValue)))
    var header: [UInt8] = []
    var size = content.count >> 4
    var byte = kind.rawValue << 4 | UInt8(content.count & 15)
    while size > 0 {
      header.append(byte | 0x80)
      byte = UInt8(size & 0x7F)
      size >>= 7
    }
    header.append(byte)
    // What a stream with any window takes at most (`deflateBound`).
    let bound = header.count + content.count + content.count / 8 + content.count / 64 + 64
    var length = 0
    entry = [UInt8](unsafeUninitializedCapacity: bound) { place, count in
      for (offset, byte) in header.enumerated() { place.initializeElement(at: offset, to: byte) }
      // As fast as git compresses a file that is added (`core.looseCompression`).
      length = content.withUnsafeBufferPointer { content in
        fleet_compress(
          content.baseAddress, content.count, place.baseAddress.map { $0 + header.count }, bound - header.count)
      }
      count = length > 0 ? header.count + length : 0
    }
    guard length > 0 else {
      throw GitError(operation: "compress a file", kind: .other, message: "there is not enough memory")
    }
  }

  /// Reads an object of a repository.
  init(_ id: ObjectID, in database: OpaquePointer, operation: @autoclosure () -> String) throws(GitError) {
    var raw = id.raw
    let object = try make(operation()) { git_odb_read(&$0, database, &raw) }
    defer { git_odb_object_free(object) }
    let bytes = UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object))
    try self.init(Kind(git_odb_object_type(object)), Array(bytes), named: id)
  }
}
