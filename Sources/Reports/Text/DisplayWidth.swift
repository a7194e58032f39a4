extension String {
  /// How many terminal columns the text takes: East Asian wide characters and emoji take two.
  public var displayWidth: Int {
    reduce(0) { $0 + $1.displayWidth }
  }

  /// The text, or as much of its beginning as fits into so many columns with an ellipsis.
  public func fitted(to width: Int) -> String {
    guard displayWidth > width else { return self }
    var left = width - 1
    let kept = prefix { character in
      left -= character.displayWidth
      return left >= 0
    }
    return width > 0 ? kept + "…" : ""
  }
}

extension Character {
  fileprivate var displayWidth: Int {
    guard let scalar = unicodeScalars.first else { return 0 }
    return scalar.isWide ? 2 : 1
  }
}

extension Unicode.Scalar {
  /// The ranges of Unicode's East Asian Width "W" and "F" that occur in names, and emoji.
  fileprivate var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
