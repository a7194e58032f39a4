extension String {
  /// The text with every control character but tabs and line feeds as something that can be seen and does nothing.
  ///
  /// Controls get their pictures (U+2400 and on). What turns the direction of text around, so that code reads otherwise
  /// than it runs (CVE-2021-42574), gets its number.
  public var showingControls: String {
    guard unicodeScalars.contains(where: \.isHidden) else { return self }
    return unicodeScalars.reduce(into: "") { text, scalar in text += scalar.isHidden ? scalar.picture : String(scalar) }
  }

  /// As `showingControls`, and with line feeds shown too: what belongs on one line stays there.
  public var showingControlsOnOneLine: String { showingControls.replacing("\n", with: "\u{240A}") }

  /// The text without the sequences by which programs colour a terminal (ECMA-48, CSI), and with plain line ends.
  var withoutTerminalCodes: String {
    guard utf8.contains(where: { $0 == 0x1B || $0 == 0x0D }) else { return self }
    var bytes: [UInt8] = []
    var rest = Array(utf8)[...]
    while let byte = rest.popFirst() {
      if byte == 0x1B, rest.first == UInt8(ascii: "[") {
        rest = rest.dropFirst().drop { (0x20...0x3F).contains($0) }.dropFirst()
      } else if byte != 0x0D || rest.first != UInt8(ascii: "\n") {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Unicode.Scalar {
  var isHidden: Bool {
    switch value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  /// What stands for a hidden scalar.
  var picture: String {
    switch value {
    case 0..<0x20: String(Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}")
    case 0x7F: "\u{2421}"
    default: "\u{27E8}U+\(String(value, radix: 16, uppercase: true))\u{27E9}"
    }
  }
}
