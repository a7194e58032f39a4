/// Text of a git configuration file: bytes, as git keeps them, compared byte for byte.
///
/// Not `String`: two names may be canonically equal as Swift strings (é as one or as two code points) and still be two
/// submodules, and git takes bytes that aren't UTF-8.
public struct ConfigText: Hashable, Sendable {
  public let bytes: [UInt8]

  public init(bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
  }

  public init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The text, or nil if it isn't UTF-8.
  public var string: String? { String(validating: bytes, as: UTF8.self) }
}

extension ConfigText: CustomStringConvertible {
  /// The text as it is; bytes that aren't UTF-8 are shown as the replacement character.
  public var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension ConfigText: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) {
    self.init(value)
  }
}
