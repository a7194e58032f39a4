extension String {
  /// The text with control characters as single spaces and none at its ends: what a server says is shown at a terminal.
  var printable: String {
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
}
