/// Turns offsets into lines and columns.
struct LineMap {
  private let bytes: [UInt8]
  private let lineStarts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let first = bytes.starts(with: utf8Mark) ? utf8Mark.count : 0
    lineStarts = [first] + bytes.indices.filter { bytes[$0] == .lineFeed }.map { $0 + 1 }
  }

  /// Returns the line and the column of a byte, both from 1; the column counts characters, not bytes.
  func position(at offset: Int) -> (line: Int, column: Int) {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let start = lineStarts[low]
    let before = bytes[start..<max(start, min(offset, bytes.count))]
    return (low + 1, 1 + before.count { $0 & 0xC0 != 0x80 })
  }
}
