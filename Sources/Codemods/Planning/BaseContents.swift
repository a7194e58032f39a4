import Changes

/// The base's files that were read last: the steps of a codemod, and what follows them, ask for one and the same again and
/// again, and git's objects are inflated and hashed each time.
final class BaseContents {
  /// All of them together.
  private static let byteLimit = 1 << 20

  private var contents: [TreePath: [UInt8]] = [:]
  private var byteCount = 0

  /// Returns the content of an entry of the base, which is always the same one.
  func content(of entry: SnapshotEntry, in base: some Snapshot) throws -> [UInt8] {
    if let bytes = contents[entry.path] { return bytes }
    let bytes = try base.content(of: entry)
    guard bytes.count <= Self.byteLimit else { return bytes }
    if byteCount + bytes.count > Self.byteLimit { (contents, byteCount) = ([:], 0) }
    contents[entry.path] = bytes
    byteCount += bytes.count
    return bytes
  }
}
