/// A template's text, ready for the lexer: UTF-8 whose line ends are all `\n`.
struct Source: Sendable {
  let name: String?
  let bytes: [UInt8]

  /// Turns every line end into `\n`, and drops the last one if the settings say so.
  init(name: String?, bytes: [UInt8], settings: Settings) {
    self.name = name
    var result = bytes.contains(0x0D) ? Source.normalizingNewlines(bytes) : bytes
    if !settings.keepsTrailingNewline, result.last == 0x0A { result.removeLast() }
    self.bytes = result
  }

  private static func normalizingNewlines(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var follows13 = false
    for byte in bytes {
      if byte == 0x0A, follows13 {
        follows13 = false
        continue
      }
      follows13 = byte == 0x0D
      result.append(follows13 ? 0x0A : byte)
    }
    return result
  }

  /// The line of a byte offset, from 1.
  func line(of offset: Int) -> Int {
    bytes[..<min(offset, bytes.count)].count { $0 == 0x0A } + 1
  }

  /// Returns the place of a byte offset.
  func place(at offset: Int) -> TemplateError.Place {
    let offset = min(max(offset, 0), bytes.count)
    let start = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
    return TemplateError.Place(
      template: name, line: line(of: offset), column: codePointCount(of: bytes[start..<offset]) + 1,
      lineText: String(decoding: bytes[start..<end], as: UTF8.self))
  }
}
