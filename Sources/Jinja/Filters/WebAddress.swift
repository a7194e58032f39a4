/// What `urlize` takes for a web or mail address: the patterns `_http_re` and `_email_re` of Jinja2, by hand.
enum WebAddress {
  private static let commonDomains: Set<String> = ["com", "net", "int", "edu", "gov", "org", "info", "mil"]

  static func isAddress(_ bytes: [UInt8]) -> Bool {
    let scalars = Text(bytes: bytes).scalars
    let lower = Text(scalars: scalars).lowercased.scalars
    for prefix in ["https://", "http://", "www."] {
      let prefix = prefix.unicodeScalars.map(\.value)
      guard lower.starts(with: prefix) else { continue }
      let rest = Array(lower.dropFirst(prefix.count))
      if hostEnds(rest, isNamed: true).contains(where: { endsAddress(rest, from: $0) }) { return true }
      if prefix.last == 0x2F, numericHostEnds(rest).contains(where: { endsAddress(rest, from: $0) }) { return true }
    }
    return hostEnds(lower, isNamed: false).contains { endsAddress(lower, from: $0) }
  }

  private static func isHostPart(_ scalar: UInt32) -> Bool {
    CodePoint.isWord(scalar) || scalar == 0x25 || scalar == 0x2D
  }

  /// Where a host name may end: after its last label, or in the middle of it, as the pattern allows both.
  private static func hostEnds(_ scalars: [UInt32], isNamed: Bool) -> [Int] {
    var ends: [Int] = []
    var labelStart = 0
    var labels = 0
    while true {
      var end = labelStart
      while end < scalars.count, isHostPart(scalars[end]) { end += 1 }
      let label = Array(scalars[labelStart..<end])
      if isNamed {
        ends += topLevelEnds(label).map { labelStart + $0 }
      } else if labels > 0 {
        for length in 1...max(1, label.count) where length <= label.count {
          let text = Text(scalars: label[..<length]).string
          if commonDomains.contains(text) { ends.append(labelStart + length) }
        }
      }
      guard end < scalars.count, scalars[end] == 0x2E, !label.isEmpty else { return ends }
      if !isNamed, !(2...63).contains(label.count) { return ends }
      labels += 1
      labelStart = end + 1
    }
  }

  /// The lengths that a top level domain at the start of a label may have.
  private static func topLevelEnds(_ label: [UInt32]) -> [Int] {
    let letters = label.prefix { (0x61...0x7A).contains($0) }.count
    var lengths = letters >= 2 ? Array(2...min(letters, 63)) : []
    if label.starts(with: "xn--".unicodeScalars.map(\.value)) {
      let rest = label.dropFirst(4).prefix { CodePoint.isWord($0) || $0 == 0x25 }.count
      if rest >= 2 { lengths += (2...min(rest, 59)).map { $0 + 4 } }
    }
    return lengths
  }

  private static func numericHostEnds(_ scalars: [UInt32]) -> [Int] {
    var ends: [Int] = []
    let parts = scalars.prefix { CodePoint.isDecimal($0) || $0 == 0x2E }.split(
      separator: 0x2E, omittingEmptySubsequences: false)
    if parts.count >= 4, parts[..<3].allSatisfy({ (1...3).contains($0.count) }), let last = parts[3].indices.first {
      for length in 1...3 where length <= parts[3].count { ends.append(last + length) }
    }
    if scalars.first == 0x5B, let close = scalars.firstIndex(of: 0x5D) {
      let inner = scalars[1..<close]
      let isHex = inner.allSatisfy { CodePoint.isDecimal($0) || (0x61...0x66).contains($0) || $0 == 0x3A }
      let groups = inner.split(separator: 0x3A, omittingEmptySubsequences: false)
      if isHex, (3...9).contains(groups.count), groups.allSatisfy({ $0.count <= 4 }) { ends.append(close + 1) }
    }
    return ends
  }

  /// Whether what follows the host is a port, a path, or nothing.
  private static func endsAddress(_ scalars: [UInt32], from start: Int) -> Bool {
    var index = start
    if index < scalars.count, scalars[index] == 0x3A {
      let digits = scalars[(index + 1)...].prefix { CodePoint.isDecimal($0) }.count
      if (1...5).contains(digits) { index += 1 + digits }
    }
    return index == scalars.count || [0x2F, 0x3F, 0x23].contains(scalars[index])
  }

  /// `\S+@\w[\w.-]*\.\w+`
  static func isMail(_ bytes: [UInt8]) -> Bool {
    let scalars = Text(bytes: bytes).scalars
    for index in scalars.indices.dropFirst() where scalars[index] == 0x40 {
      let host = scalars[(index + 1)...]
      guard let first = host.first, CodePoint.isWord(first) else { continue }
      guard host.allSatisfy({ CodePoint.isWord($0) || $0 == 0x2E || $0 == 0x2D }) else { continue }
      guard let dot = host.lastIndex(of: 0x2E), dot > host.startIndex, dot + 1 < host.endIndex else { continue }
      if host[(dot + 1)...].allSatisfy(CodePoint.isWord) { return true }
    }
    return false
  }
}
