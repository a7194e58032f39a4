/// How the lines of a text end, where all of them end in the same way.
enum LineEnds: Sendable, Equatable {
  case lineFeed
  case carriageReturnLineFeed

  /// Nil for a text with both kinds or without any line end, and for a binary file.
  init?(of text: [UInt8]) {
    var (feeds, pairs) = (0, 0)
    var last: UInt8 = 0
    for byte in text {
      if byte == 0 { return nil }
      if byte == 0x0A {
        feeds += 1
        if last == 0x0D { pairs += 1 }
      } else if last == 0x0D {
        return nil
      }
      last = byte
    }
    guard feeds > 0, pairs == 0 || pairs == feeds else { return nil }
    self = pairs == 0 ? .lineFeed : .carriageReturnLineFeed
  }

  /// Returns a text whose lines all end in the other way with these ends.
  func applied(to text: [UInt8]) -> [UInt8] {
    switch self {
    case .lineFeed: return text.filter { $0 != 0x0D }
    case .carriageReturnLineFeed:
      var result: [UInt8] = []
      result.reserveCapacity(text.count + text.count / 16)
      for byte in text {
        if byte == 0x0A { result.append(0x0D) }
        result.append(byte)
      }
      return result
    }
  }
}
