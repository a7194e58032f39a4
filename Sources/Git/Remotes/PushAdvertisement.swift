/// What a server has advertised to a push, byte for byte (gitprotocol-http(5), Smart Server Response), for a push that follows.
///
/// Over http every step is a request of its own, so that the push needn't ask again. What moved meanwhile is found by the
/// server, which compares and swaps.
public struct PushAdvertisement: Sendable, Equatable {
  /// The repository's URL after git's rewriting; it serves no other.
  let url: String
  private(set) var bytes: [UInt8] = []

  init(url: String) {
    self.url = url
  }

  /// Whoever has thousands of branches in each of many repositories gets them once more rather than memory without end.
  private static let limit = 1 << 16

  /// Returns it with the bytes that came next; nil where it is too large to be kept.
  func appending(_ more: UnsafeRawBufferPointer) -> PushAdvertisement? {
    guard bytes.count + more.count <= Self.limit else { return nil }
    var longer = self
    longer.bytes.append(contentsOf: more)
    return longer
  }
}
