/// Bytes that replace a range of the original.
public struct Splice: Sendable, Equatable {
  /// Byte offsets into the original.
  public let range: Range<Int>
  public let replacement: [UInt8]

  public init(range: Range<Int>, replacement: [UInt8]) {
    self.range = range
    self.replacement = replacement
  }
}

/// Returns the bytes with every splice made.
///
/// - Precondition: `splices` are sorted, inside `bytes`, and don't overlap.
public func applying(_ splices: [Splice], to bytes: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count + splices.reduce(0) { $0 + $1.replacement.count })
  var position = 0
  for splice in splices {
    result += bytes[position..<splice.range.lowerBound]
    result += splice.replacement
    position = splice.range.upperBound
  }
  return result + bytes[position...]
}
