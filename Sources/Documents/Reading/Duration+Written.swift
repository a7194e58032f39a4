extension Duration {
  /// Reads a length of time as people write it: a whole number above zero and one of `ms`, `s`, `m`.
  public init?(written text: String) {
    let bytes = Array(text.utf8)
    let digits = bytes.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    // Nine digits of minutes are nineteen centuries, and far from overflowing.
    guard (1...9).contains(digits.count),
      let count = Int64(String(decoding: digits, as: UTF8.self)), count > 0
    else { return nil }
    switch String(decoding: bytes.dropFirst(digits.count), as: UTF8.self) {
    case "ms": self = .milliseconds(count)
    case "s": self = .seconds(count)
    case "m": self = .seconds(count * 60)
    default: return nil
    }
  }

  /// The length of time as people write it, in the largest unit that keeps it whole; less than a millisecond is lost.
  public var written: String {
    let (seconds, attoseconds) = components
    let milliseconds = attoseconds / 1_000_000_000_000_000
    if milliseconds != 0 { return "\(seconds * 1000 + milliseconds)ms" }
    return seconds % 60 == 0 && seconds != 0 ? "\(seconds / 60)m" : "\(seconds)s"
  }
}
