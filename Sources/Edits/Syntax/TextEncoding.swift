/// How a file's bytes stand for characters; ASCII is itself in all of them.
enum TextEncoding: Sendable {
  case utf8
  /// One byte a character, U+0000 to U+00FF: what a file is taken for that isn't UTF-8 and doesn't say what it is.
  case latin1
  /// An encoding that the file names and that isn't known here, or a mixture: only ASCII can be written.
  case unknown

  /// The encoding of a file that doesn't name one.
  ///
  /// A file that isn't UTF-8 as a whole but has characters of UTF-8 in it is a mixture that nobody can write to.
  init(detecting bytes: [UInt8]) {
    if String(validating: bytes, as: UTF8.self) != nil {
      self = .utf8
    } else {
      let hasPairs = zip(bytes, bytes.dropFirst()).contains { (0xC3...0xF4).contains($0) && (0x80...0xBF).contains($1) }
      self = hasPairs ? .unknown : .latin1
    }
  }

  /// Returns the text that bytes stand for; in an unknown encoding each byte is shown as in Latin-1.
  func decode(_ bytes: some Collection<UInt8>) -> String {
    switch self {
    case .utf8: return String(decoding: bytes, as: UTF8.self)
    case .latin1, .unknown:
      var text = String.UnicodeScalarView()
      for byte in bytes { text.append(Unicode.Scalar(byte)) }
      return String(text)
    }
  }

  /// Returns the text's bytes, or nil where the encoding can't hold it.
  func encode(_ text: String) -> [UInt8]? {
    switch self {
    case .utf8: return Array(text.utf8)
    case .latin1, .unknown:
      let limit: UInt32 = self == .latin1 ? 0xFF : 0x7F
      var bytes: [UInt8] = []
      for scalar in text.unicodeScalars {
        guard scalar.value <= limit else { return nil }
        bytes.append(UInt8(scalar.value))
      }
      return bytes
    }
  }
}
