/// The last lines of a text that comes in pieces and may be of any length: enough to tell why a program ended.
struct LastLines {
  private var bytes: [UInt8] = []

  private static let byteLimit = 8192
  private static let lineLimit = 10

  mutating func append(_ piece: some Collection<UInt8>) {
    bytes += piece.suffix(LastLines.byteLimit)
    if bytes.count > LastLines.byteLimit { bytes.removeFirst(bytes.count - LastLines.byteLimit) }
  }

  /// The lines that say something, in order, without control characters.
  var lines: [String] {
    bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
      .map { String(decoding: $0, as: UTF8.self).printable }
      .filter { !$0.isEmpty }
      .suffix(LastLines.lineLimit)
  }
}
