import Ccurl

/// Data that were compressed as zip archives have them: zlib comes with libgit2 anyway, and only this module speaks C.
public enum Deflate {
  /// Returns the bytes of a raw deflate stream (RFC 1951), and nil where it is broken or holds another number of bytes: what
  /// comes out can't be more than was said before.
  ///
  /// - Parameter byteCount: below 2 GiB.
  public static func inflated(_ stream: [UInt8], byteCount: Int) -> [UInt8]? {
    guard byteCount >= 0, byteCount < 1 << 31, stream.count < 1 << 31 else { return nil }
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: max(byteCount, 1)) { buffer, count in
      isWhole = stream.withUnsafeBufferPointer { stream in
        fleet_inflate_raw(stream.baseAddress, stream.count, buffer.baseAddress, byteCount) == 1
      }
      count = isWhole ? byteCount : 0
    }
    return isWhole ? bytes : nil
  }

  /// Returns the checksum of zip and gzip (CRC-32).
  public static func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32(0, $0.baseAddress, UInt32($0.count))) }
  }
}
