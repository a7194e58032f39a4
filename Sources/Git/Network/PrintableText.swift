extension String {
  /// The text with control characters as single spaces and none at its ends: what a server says is shown at a terminal.
  var printable: String {
    // Most words that servers say are fine as they are.
    if isPlain { return self }
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      let next: Unicode.Scalar = isControl ? " " : scalar
      if next == " " && (scalars.isEmpty || scalars.last == " ") { continue }
      scalars.append(next)
    }
    if scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }

  /// Whether it is of printable ASCII alone, without a space at its ends or two in a row.
  private var isPlain: Bool {
    var text = self
    return text.withUTF8 { bytes in
      let space = UInt8(ascii: " ")
      var last = space
      for byte in bytes {
        guard (space...0x7E).contains(byte), byte != space || last != space else { return false }
        last = byte
      }
      return bytes.isEmpty || last != space
    }
  }
}
