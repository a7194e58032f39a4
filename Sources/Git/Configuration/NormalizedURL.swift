/// A URL in the normal form in which git compares it with the `<url>` of keys such as `http.<url>.proxy`
/// (git-config(1)): case, escapes, default port and dots of the path don't matter.
struct NormalizedURL: Equatable {
  let scheme: [UInt8]
  let user: [UInt8]?
  let host: [UInt8]
  let port: [UInt8]
  /// Begins with `/`; with what comes behind it.
  let path: [UInt8]

  /// Reads `text`; in a pattern a part of the host may be `*`. Nil where it isn't a URL with a host.
  init?(_ text: String, isPattern: Bool = false) {
    let bytes = Array(text.utf8)
    guard let separator = RemoteURL.schemeSeparator(in: bytes), separator.lowerBound > 0 else { return nil }
    scheme = bytes[..<separator.lowerBound].map(NormalizedURL.lowercased)
    let rest = bytes[separator.upperBound...]
    let pathStart = rest.firstIndex { "/?#".utf8.contains($0) } ?? rest.endIndex
    var authority = rest[..<pathStart]
    if let at = authority.firstIndex(of: UInt8(ascii: "@")) {
      guard let name = NormalizedURL.escaped(authority[..<at]) else { return nil }
      user = Array(name.prefix { $0 != UInt8(ascii: ":") })
      authority = authority[(at + 1)...]
    } else {
      user = nil
    }
    let bracket = authority.lastIndex(of: UInt8(ascii: "]")) ?? authority.startIndex
    let colon = authority[bracket...].firstIndex(of: UInt8(ascii: ":"))
    host = authority[..<(colon ?? authority.endIndex)].map(NormalizedURL.lowercased)
    guard !host.isEmpty, host.allSatisfy({ NormalizedURL.isOfHost($0) || (isPattern && $0 == UInt8(ascii: "*")) }),
      let port = NormalizedURL.port(authority[(colon ?? authority.endIndex)...].dropFirst(), scheme),
      let path = NormalizedURL.path(rest[pathStart...])
    else { return nil }
    self.port = port
    self.path = path
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  private static func isOfHost(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: ".-_[:]".utf8.contains(byte)
    }
  }

  private static func port(_ digits: ArraySlice<UInt8>, _ scheme: [UInt8]) -> [UInt8]? {
    let number = Array(digits.drop { $0 == UInt8(ascii: "0") })
    if digits.isEmpty { return [] }
    guard let value = Int(String(decoding: number, as: UTF8.self)), (1...65535).contains(value) else { return nil }
    let usual = scheme.elementsEqual("http".utf8) ? 80 : scheme.elementsEqual("https".utf8) ? 443 : 0
    return value == usual ? [] : number
  }

  private static func path(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    let end = bytes.firstIndex { "?#".utf8.contains($0) } ?? bytes.endIndex
    guard let tail = escaped(bytes[end...]) else { return nil }
    var parts: [[UInt8]] = []
    let raw = bytes[..<end].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst()
    for (offset, part) in raw.enumerated() {
      guard let part = escaped(part) else { return nil }
      let isLast = offset == raw.count - 1
      if part.elementsEqual(".".utf8) {
        if isLast { parts.append([]) }
      } else if part.elementsEqual("..".utf8) {
        guard parts.popLast() != nil else { return nil }
        if isLast { parts.append([]) }
      } else {
        parts.append(part)
      }
    }
    return [UInt8(ascii: "/")] + parts.joined(separator: [UInt8(ascii: "/")]) + tail
  }

  /// Undoes the escapes of bytes that need none and escapes those that do; nil for a wrong escape.
  private static func escaped(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var rest = bytes
    while let first = rest.popFirst() {
      var byte = first
      var wasEscaped = false
      if first == UInt8(ascii: "%") {
        guard let decoded = RemoteURLParser.decoded([first] + rest.prefix(2)), let only = decoded.first else {
          return nil
        }
        byte = only
        wasEscaped = true
        rest = rest.dropFirst(2)
      }
      let isUnsafe = byte <= 0x1F || byte >= 0x7F || " <>\"%{}|\\^`".utf8.contains(byte)
      if isUnsafe || (wasEscaped && ":/?#[]@!$&'()*+,;=".utf8.contains(byte)) {
        result += Array("%".utf8) + hexadecimal(byte)
      } else {
        result.append(byte)
      }
    }
    return result
  }

  private static func hexadecimal(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
