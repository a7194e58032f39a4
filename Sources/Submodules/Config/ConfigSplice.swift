/// Bytes that replace a range of a file.
struct ConfigSplice {
  let range: Range<Int>
  let replacement: [UInt8]

  init(_ range: Range<Int>, _ replacement: [UInt8]) {
    self.range = range
    self.replacement = replacement
  }

  /// Returns the bytes with every splice made; they are in rising order, and one that begins inside the last one is cut.
  static func applying(_ splices: [ConfigSplice], to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for splice in splices {
      result += bytes[position..<max(position, splice.range.lowerBound)]
      result += splice.replacement
      position = max(position, splice.range.upperBound)
    }
    return result + bytes[position...]
  }
}
