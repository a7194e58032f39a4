/// The encoding that a Python file declares in one of its first two lines (PEP 263).
enum PythonEncoding {
  /// Returns the file with its encoding; refuses one whose multi-byte characters may hold quotes and backslashes.
  static func source(_ bytes: [UInt8]) throws(EditRefusal) -> SourceText {
    let plain = SourceText(bytes, encoding: .utf8)
    guard let name = declared(in: plain) else { return SourceText(bytes) }
    let key = name.lowercased().replacing("_", with: "-")
    if key.hasPrefix("utf-8") || key == "utf8" {
      let detected = TextEncoding(detecting: bytes)
      return SourceText(bytes, encoding: detected == .utf8 ? .utf8 : .unknown)
    }
    if ["latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1"].contains(key) {
      return SourceText(bytes, encoding: .latin1)
    }
    guard singleByte.contains(where: { key.hasPrefix($0) }) else {
      throw EditRefusal(.encoding, "the file's encoding \(name) isn't known")
    }
    return SourceText(bytes, encoding: .unknown)
  }

  private static let singleByte = [
    "ascii", "us-ascii", "iso-8859", "iso8859", "latin", "cp125", "windows-125", "koi8", "mac", "cp437", "cp85", "cp86",
  ]

  private static func declared(in source: SourceText) -> String? {
    var start = source.start
    for _ in 0..<2 {
      let end = source.lineBreak(from: start)
      if let name = name(in: source.bytes[start..<end]) { return name }
      // A second line counts only behind a comment or an empty line.
      let first = source.bytes[start..<end].first { !$0.isBlank && $0 != 0x0C }
      guard first == nil || first == UInt8(ascii: "#") else { return nil }
      start = source.behindLineBreak(end)
    }
    return nil
  }

  /// The name behind `coding:` or `coding=` in a comment line.
  private static func name(in line: ArraySlice<UInt8>) -> String? {
    guard line.first(where: { !$0.isBlank && $0 != 0x0C }) == UInt8(ascii: "#") else { return nil }
    let word = Array("coding".utf8)
    var start = line.startIndex
    while start + word.count < line.endIndex {
      let mark = line[start + word.count]
      if line[start..<(start + word.count)].elementsEqual(word), mark == UInt8(ascii: ":") || mark == UInt8(ascii: "=")
      {
        let name = line[(start + word.count + 1)...].drop(while: \.isBlank).prefix {
          $0.isLetter || $0.isDigit || [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ".")].contains($0)
        }
        if !name.isEmpty { return String(decoding: name, as: UTF8.self) }
      }
      start += 1
    }
    return nil
  }
}
