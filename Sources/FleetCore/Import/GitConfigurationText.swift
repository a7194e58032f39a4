/// A git configuration file's text (git-config(1), "Syntax"), to read a checkout's origin without running git.
///
/// Includes aren't followed and `insteadOf` isn't applied: what counts is what the checkout itself says.
struct GitConfigurationText {
  /// Section, subsection or nil, key and value; section and key in lower case.
  private var entries: [(section: String, subsection: String?, key: String, value: String)] = []

  init(_ bytes: [UInt8]) {
    var scanner = GitConfigurationScanner(bytes)
    entries = scanner.entries()
  }

  /// Returns the last value of a key, as git does, or nil where there is none.
  func value(_ section: String, _ subsection: String? = nil, _ key: String) -> String? {
    entries.last { $0.section == section && $0.subsection == subsection && $0.key == key }?.value
  }
}

/// Reads a configuration byte by byte, and steps over lines that make no sense.
private struct GitConfigurationScanner {
  private let bytes: [UInt8]
  private var offset = 0
  private var section = ""
  private var subsection: String?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  mutating func entries() -> [(section: String, subsection: String?, key: String, value: String)] {
    var entries: [(section: String, subsection: String?, key: String, value: String)] = []
    while let byte = peek {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): offset += 1
      case UInt8(ascii: "#"), UInt8(ascii: ";"): skipLine()
      case UInt8(ascii: "["): readSection()
      default:
        let key = word()
        guard !key.isEmpty else {
          skipLine()
          continue
        }
        skipSpaces()
        // A key alone is true.
        var value = "true"
        if peek == UInt8(ascii: "=") {
          offset += 1
          value = readValue()
        }
        entries.append((section, subsection, key.lowercased(), value))
      }
    }
    return entries
  }

  /// Reads `[section]`, `[section "sub section"]` or the old `[section.subsection]`.
  private mutating func readSection() {
    offset += 1
    let parts = word().lowercased().split(separator: ".", maxSplits: 1).map(String.init)
    section = parts.first ?? ""
    subsection = parts.count > 1 ? parts[1] : nil
    skipSpaces()
    if peek == UInt8(ascii: "\"") {
      offset += 1
      var name: [UInt8] = []
      while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\n") {
        offset += byte == UInt8(ascii: "\\") ? 1 : 0
        if let escaped = peek { name.append(escaped) }
        offset += 1
      }
      subsection = String(decoding: name, as: UTF8.self)
    }
    while let byte = peek, byte != UInt8(ascii: "]"), byte != UInt8(ascii: "\n") { offset += 1 }
    offset += 1
  }

  private mutating func readValue() -> String {
    skipSpaces()
    var value: [UInt8] = []
    // White space is kept only where something follows it.
    var spaces: [UInt8] = []
    var isQuoted = false
    while let byte = peek, byte != UInt8(ascii: "\n") {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "#"), UInt8(ascii: ";"):
        if !isQuoted {
          skipLine()
          return String(decoding: value, as: UTF8.self)
        }
        value += spaces + [byte]
        spaces = []
      case UInt8(ascii: "\\"):
        guard let escaped = readEscape() else { continue }
        value += spaces + [escaped]
        spaces = []
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        if isQuoted { value.append(byte) } else { spaces.append(byte) }
      default:
        value += spaces + [byte]
        spaces = []
      }
    }
    return String(decoding: value, as: UTF8.self)
  }

  /// Returns nil for a line end, which goes on with the value on the next line.
  private mutating func readEscape() -> UInt8? {
    guard let byte = peek else { return nil }
    offset += 1
    switch byte {
    case UInt8(ascii: "\r"):
      if peek == UInt8(ascii: "\n") { offset += 1 }
      return nil
    case UInt8(ascii: "\n"): return nil
    case UInt8(ascii: "n"): return UInt8(ascii: "\n")
    case UInt8(ascii: "t"): return UInt8(ascii: "\t")
    case UInt8(ascii: "b"): return 0x08
    default: return byte
    }
  }

  private mutating func word() -> String {
    let start = offset
    while let byte = peek, isWordByte(byte) { offset += 1 }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    isNameScalar(Unicode.Scalar(byte))
  }

  private mutating func skipSpaces() {
    while peek == UInt8(ascii: " ") || peek == UInt8(ascii: "\t") { offset += 1 }
  }

  private mutating func skipLine() {
    while let byte = peek, byte != UInt8(ascii: "\n") { offset += 1 }
  }
}
