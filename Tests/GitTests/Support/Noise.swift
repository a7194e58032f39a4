import FleetTestSupport
import Foundation

/// What no pack and no gzip makes much smaller.
enum Noise {
  /// Returns `byteCount` bytes of chance.
  static func bytes(_ byteCount: Int) throws -> [UInt8] {
    guard let file = FileHandle(forReadingAtPath: "/dev/urandom"), let data = try file.read(upToCount: byteCount),
      data.count == byteCount
    else { throw TestSupportError("/dev/urandom gives nothing") }
    return Array(data)
  }

  /// Returns one line of text that holds as much.
  static func text(_ byteCount: Int) throws -> String {
    Data(try bytes(byteCount)).base64EncodedString() + "\n"
  }
}
