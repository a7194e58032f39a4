/// Writes names and values so that git reads them back as they are.
enum ConfigWriting {
  /// Returns a submodule's name as it stands between the quotes of a header.
  static func subsection(_ name: [UInt8]) -> [UInt8] {
    name.flatMap { $0 == .quote || $0 == .backslash ? [.backslash, $0] : [$0] }
  }

  /// Returns a value, in double quotes where it has to be: white space at an end, or what begins a comment.
  static func value(_ content: [UInt8], isQuoted: Bool = false) -> [UInt8] {
    let escaped = content.flatMap { byte -> [UInt8] in
      switch byte {
      case .quote, .backslash: [.backslash, byte]
      case .lineFeed: [.backslash, UInt8(ascii: "n")]
      case .tab: [.backslash, UInt8(ascii: "t")]
      default: [byte]
      }
    }
    let hasSpaceAtEnd = content.first == .space || content.last == .space
    let needsQuotes = isQuoted || hasSpaceAtEnd || content.contains { $0.startsComment || $0 == .carriageReturn }
    return needsQuotes ? [.quote] + escaped + [.quote] : escaped
  }
}
