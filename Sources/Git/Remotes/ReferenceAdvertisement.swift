/// What a server has advertised, byte for byte (gitprotocol-http(5), Smart Server Response), for a connection that follows.
///
/// Over http every step is a request of its own, so that the connection needn't ask again. What moved meanwhile is found by
/// the server, which compares and swaps.
public struct ReferenceAdvertisement: Sendable, Equatable {
  /// What was asked: fetches and pushes are told different things.
  let service: SmartService
  /// The repository's URL after git's rewriting; it serves no other.
  let url: String
  let bytes: [UInt8]

  /// Whether it is kept from one operation to the next: whoever has thousands of branches in each of many repositories gets
  /// them once more rather than memory without end.
  var isSmall: Bool { bytes.count <= 1 << 16 }
}
