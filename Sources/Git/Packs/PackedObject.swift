import Ccurl
import Clibgit2

/// A new object, named and compressed.
struct PackedObject: Sendable {
  enum Kind: UInt8, Sendable {
    case tree = 2
    case blob = 3
  }

  let id: ObjectID
  /// As it stands in a pack: the kind, the size, and the content as zlib compresses it (gitformat-pack(5)).
  let entry: [UInt8]

  /// - Throws: where there isn't enough memory, and for 4 GiB or more.
  init(_ kind: Kind, _ content: [UInt8]) throws(GitError) {
    id = ObjectID(hashing: content, kind == .tree ? GIT_OBJECT_TREE : GIT_OBJECT_BLOB)
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
}
