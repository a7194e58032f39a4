/// The SHA-1 that git ends its packs and their indexes with: it tells damage, and nothing trusts it. Objects are named by
/// libgit2, which sees through collisions that somebody made.
struct FileChecksum {
  private var state: (UInt32, UInt32, UInt32, UInt32, UInt32) = (
    0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0
  )

  /// Returns the 20 bytes of the checksum (RFC 3174).
  static func bytes(of content: [UInt8]) -> [UInt8] {
    var checksum = FileChecksum()
    let wholeCount = content.count / 64 * 64
    content.withUnsafeBytes { checksum.add(UnsafeRawBufferPointer(rebasing: $0[..<wholeCount])) }
    var end = Array(content[wholeCount...]) + [0x80]
    while end.count % 64 != 56 { end.append(0) }
    end += withUnsafeBytes(of: UInt64(content.count * 8).bigEndian) { Array($0) }
    end.withUnsafeBytes { checksum.add($0) }
    let (a, b, c, d, e) = checksum.state
    return [a, b, c, d, e].flatMap { word in withUnsafeBytes(of: word.bigEndian) { Array($0) } }
  }

  /// - Parameter blocks: a multiple of 64 bytes.
  private mutating func add(_ blocks: UnsafeRawBufferPointer) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 80) { words in
      for start in stride(from: 0, to: blocks.count, by: 64) {
        for number in 0..<16 {
          let word = blocks.loadUnaligned(fromByteOffset: start + number * 4, as: UInt32.self)
          words.initializeElement(at: number, to: UInt32(bigEndian: word))
        }
        for number in 16..<80 {
          let word = words[number - 3] ^ words[number - 8] ^ words[number - 14] ^ words[number - 16]
          words.initializeElement(at: number, to: word << 1 | word >> 31)
        }
        add(words)
      }
    }
  }

  private mutating func add(_ words: UnsafeMutableBufferPointer<UInt32>) {
    var (a, b, c, d, e) = state
    for number in 0..<80 {
      let (choice, constant): (UInt32, UInt32) =
        switch number {
        case ..<20: ((b & c) | (~b & d), 0x5A82_7999)
        case ..<40: (b ^ c ^ d, 0x6ED9_EBA1)
        case ..<60: ((b & c) | (b & d) | (c & d), 0x8F1B_BCDC)
        default: (b ^ c ^ d, 0xCA62_C1D6)
        }
      let next = (a << 5 | a >> 27) &+ choice &+ e &+ constant &+ words[number]
      (a, b, c, d, e) = (next, a, b << 30 | b >> 2, c, d)
    }
    state = (state.0 &+ a, state.1 &+ b, state.2 &+ c, state.3 &+ d, state.4 &+ e)
  }
}
