/// Bytes in the order in which they came: put in at one end, taken out at the other.
struct ByteQueue {
  private var bytes: [UInt8] = []
  private var start = 0

  var count: Int { bytes.count - start }
  var isEmpty: Bool { count == 0 }

  mutating func append(_ more: UnsafeRawBufferPointer) {
    // What was taken goes before the queue would grow for it.
    if start > 0 && start >= count {
      bytes.removeFirst(start)
      start = 0
    }
    bytes.append(contentsOf: more)
  }

  /// Takes all bytes out.
  mutating func popAll() -> ArraySlice<UInt8> {
    defer { self = ByteQueue() }
    return bytes[start...]
  }

  /// Moves as many bytes as there are and fit into `buffer`, and returns their number.
  mutating func pop(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(self.count, buffer.count)
    guard count > 0 else { return 0 }
    bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<(start + count)])) }
    start += count
    if start == bytes.count {
      bytes.removeAll(keepingCapacity: true)
      start = 0
    }
    return count
  }
}
