/// The SHA-256 digests by which the page's policy knows its own style and script.
///
/// `FLEET_UPDATE=1 swift test --filter PageDigestTests` writes them anew after a change of either.
enum PageDigests {
  static let style = "sha256-"
  static let script = "sha256-QgJkjwHz0n6fN+Y2UfFRQMf750lwK1nSK2r+KjVfTU4="
}
