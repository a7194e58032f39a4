/// The SHA-256 digests by which the page's policy knows its own style and script.
///
/// `FLEET_UPDATE=1 swift test --filter PageDigestTests` writes them anew after a change of either.
enum PageDigests {
  static let style = "sha256-DItgmw5WZ2eNs9ewHdy2ufrJ6ezWQUZ4cILcllVMReU="
  static let script = "sha256-Q2QLNvkeMsofirimQ8EyxYyEUqaMfiXqBYEmLVXSrtg="
}
