/// Text that comes in pieces cut anywhere, put together to lines.
struct LineBuffer {
  /// A hook may say more than anyone reads; what comes later is dropped.
  private static let maximumByteCount = 64 << 10

  private var bytes: [UInt8] = []

  mutating func append(_ piece: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: piece.prefix(max(0, LineBuffer.maximumByteCount - bytes.count)))
  }

  /// The lines so far, without empty ones; a carriage return begins a line anew, as progress meters use it.
  var lines: [String] {
    bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let shown = line.split(separator: UInt8(ascii: "\r")).last ?? []
      let text = String(decoding: shown, as: UTF8.self).unicodeScalars.map { $0.value < 0x20 ? " " : String($0) }
        .joined()
      let trimmed = text.drop { $0 == " " }
      return trimmed.isEmpty ? nil : String(trimmed)
    }
  }
}
