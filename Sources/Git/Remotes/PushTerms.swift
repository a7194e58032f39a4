/// What a server lets pushes ask for: those of its capabilities (gitprotocol-capabilities(5)) that ours make use of.
///
/// Heard at one repository of a server, they serve pushes to its others, which needn't ask each what it has.
public struct PushTerms: Sendable, Equatable {
  let capabilities: [String]

  private static let used: Set<String> = [
    "report-status", "delete-refs", "side-band-64k", "ofs-delta", "object-format=sha1",
  ]

  /// Nil where a push couldn't know what became of it, and for whatever isn't plainly a list of references.
  init?(_ advertisement: ReferenceAdvertisement) {
    guard advertisement.service == .receivePackReferences,
      let heard = ReferenceLines.capabilities(in: advertisement.bytes, from: advertisement.service),
      heard.contains("report-status")
    else { return nil }
    // Each once: a server may repeat itself until no line holds it.
    var seen: Set<String> = []
    capabilities = heard.filter { Self.used.contains($0) && seen.insert($0).inserted }
  }
}
