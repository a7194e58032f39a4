import Foundation

/// What binaryornot 0.6.0 measures of a file's first bytes.
struct TextFeatures {
  enum Name {
    case nullRatio, controlRatio, printableRatio, highRatio, isUTF8, evenNullRatio, oddNullRatio, entropy
    case hasLittleEndianMark, isUTF16LittleEndian, isUTF16BigEndian, longestRun, isBig5, isShiftJIS, isEUCKR
    case hasSignature
  }

  private let bytes: [UInt8]
  private let counts: [Int]

  /// - Parameter bytes: at least one.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var counts = [Int](repeating: 0, count: 256)
    for byte in bytes { counts[Int(byte)] += 1 }
    self.counts = counts
  }

  subscript(name: Name) -> Double {
    switch name {
    case .nullRatio: ratio(counts[0], bytes.count)
    case .controlRatio: ratio((0..<32).filter { ![9, 10, 13].contains($0) }.reduce(0) { $0 + counts[$1] }, bytes.count)
    case .printableRatio: ratio((0x20...0x7E).reduce(0) { $0 + counts[$1] }, bytes.count)
    case .highRatio: ratio((0x80...0xFF).reduce(0) { $0 + counts[$1] }, bytes.count)
    case .isUTF8: String(validating: bytes, as: UTF8.self) == nil ? 0 : 1
    case .evenNullRatio: ratio(nullCount(from: 0), (bytes.count + 1) / 2)
    case .oddNullRatio: ratio(nullCount(from: 1), bytes.count / 2)
    case .entropy: entropy
    case .hasLittleEndianMark: bytes.starts(with: [0xFF, 0xFE]) && !bytes.starts(with: [0xFF, 0xFE, 0, 0]) ? 1 : 0
    case .isUTF16LittleEndian: isUTF16 { $0 | $1 << 8 } ? 1 : 0
    case .isUTF16BigEndian: isUTF16 { $0 << 8 | $1 } ? 1 : 0
    case .longestRun: ratio(longestRun, bytes.count)
    case .isBig5: decodes(LegacyEncoding.big5) ? 1 : 0
    case .isShiftJIS: decodes(LegacyEncoding.shiftJIS) ? 1 : 0
    case .isEUCKR: decodes(LegacyEncoding.eucKR) ? 1 : 0
    // Files with a signature never come this far.
    case .hasSignature: 0
    }
  }

  private func ratio(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }

  private func nullCount(from start: Int) -> Int {
    stride(from: start, to: bytes.count, by: 2).count { bytes[$0] == 0 }
  }

  private var entropy: Double {
    counts.reduce(0.0) { sum, count in
      guard count > 0 else { return sum }
      let probability = Double(count) / Double(bytes.count)
      return sum - probability * log2(probability)
    }
  }

  private var longestRun: Int {
    var longest = 0
    var current = 0
    for byte in bytes {
      current = (0x20...0x7E).contains(byte) || [9, 10, 13].contains(byte) ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }

  private func isUTF16(_ unit: (UInt16, UInt16) -> UInt16) -> Bool {
    guard bytes.count >= 10, bytes.count % 2 == 0 else { return false }
    let units = stride(from: 0, to: bytes.count, by: 2).map { unit(UInt16(bytes[$0]), UInt16(bytes[$0 + 1])) }
    return String(validating: units, as: UTF16.self) != nil
  }

  private func decodes(_ encoding: LegacyEncoding) -> Bool {
    bytes.count >= 10 && encoding.mayHold(bytes)
  }
}

/// The shape of an East Asian encoding: which bytes may follow one another. Which pairs are really characters isn't known
/// here.
struct LegacyEncoding {
  let single: Set<UInt8>
  let lead: Set<UInt8>
  let trail: Set<UInt8>

  private static let ascii = Set(UInt8(0)...0x7F)
  static let big5 = LegacyEncoding(single: ascii, lead: Set(0xA1...0xF9), trail: Set(0x40...0x7E).union(0xA1...0xFE))
  static let shiftJIS = LegacyEncoding(
    single: ascii.union(0xA1...0xDF), lead: Set(0x81...0x9F).union(0xE0...0xEA),
    trail: Set(0x40...0x7E).union(0x80...0xFC))
  static let eucKR = LegacyEncoding(single: ascii, lead: Set(0xA1...0xFD), trail: Set(0xA1...0xFE))

  func mayHold(_ bytes: [UInt8]) -> Bool {
    var index = 0
    while index < bytes.count {
      if single.contains(bytes[index]) {
        index += 1
      } else if lead.contains(bytes[index]), index + 1 < bytes.count, trail.contains(bytes[index + 1]) {
        index += 2
      } else {
        return false
      }
    }
    return true
  }
}
