/// The name of a container image in a text, with its tag and digest.
public struct ImageReference: Sendable, Equatable {
  /// The registry, path and name as they are written.
  public let name: String
  /// Where the tag stands; nil where there is none.
  public let tag: Range<Int>?
  /// Where the digest stands, from its algorithm on; nil where there is none.
  public let digest: Range<Int>?
  /// The whole reference.
  public let range: Range<Int>

  /// Reads the reference that stands in a range of bytes. A colon belongs to the tag only behind the last `/`, since
  /// registries have ports.
  public init(_ bytes: [UInt8], in range: Range<Int>) {
    self.range = range
    let text = bytes[range]
    let at = text.firstIndex(of: UInt8(ascii: "@"))
    digest = at.map { ($0 + 1)..<range.upperBound }
    let end = at ?? range.upperBound
    let slash = text[..<end].lastIndex(of: UInt8(ascii: "/")) ?? range.lowerBound
    // The colon of `${TAG:-3.8}` is behind the one that begins the tag.
    let colon = text[slash..<end].firstIndex(of: UInt8(ascii: ":"))
    tag = colon.map { ($0 + 1)..<end }
    name = String(decoding: text[..<(colon ?? end)], as: UTF8.self)
  }

  /// Reads the reference that a text is.
  public init(_ text: String) {
    let bytes = Array(text.utf8)
    self.init(bytes, in: 0..<bytes.count)
  }

  /// The name as names are compared: `docker.io/library/python` and `library/python` are `python`.
  public static func normalized(_ name: String) -> String {
    var name = name
    for prefix in ["docker.io/", "index.docker.io/", "library/"] where name.hasPrefix(prefix) {
      name = String(name.dropFirst(prefix.count))
    }
    return name
  }
}
