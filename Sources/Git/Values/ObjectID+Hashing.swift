import Clibgit2
import Dispatch

extension ObjectID {
  /// Makes the id that git would give to a blob of these bytes; nothing is written.
  public init(hashingBlob bytes: [UInt8]) {
    self.init(hashing: bytes, GIT_OBJECT_BLOB)
  }

  /// Makes the ids of many blobs on all processors, in their order.
  public static func hashing(blobs: [[UInt8]]) -> [ObjectID] {
    [ObjectID](unsafeUninitializedCapacity: blobs.count) { places, count in
      // Each iteration has a place of its own.
      nonisolated(unsafe) let places = places
      DispatchQueue.concurrentPerform(iterations: blobs.count) { number in
        places.initializeElement(at: number, to: ObjectID(hashingBlob: blobs[number]))
      }
      count = blobs.count
    }
  }

  /// Makes the id that git would give to an object of a kind.
  init(hashing bytes: [UInt8], _ kind: git_object_t) {
    LibGit2.start()
    var raw = git_oid()
    // Fails only for an unknown type of object.
    bytes.withUnsafeBytes { _ = git_odb_hash(&raw, $0.baseAddress, $0.count, kind) }
    self.init(raw)
  }
}
