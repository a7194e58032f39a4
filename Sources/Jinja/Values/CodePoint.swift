/// What Python's `str` methods ask of a code point, by Unicode's properties.
enum CodePoint {
  private static func properties(_ scalar: UInt32) -> Unicode.Scalar.Properties? {
    Unicode.Scalar(scalar)?.properties
  }

  /// `str.isspace`, and `\s` of Python's regular expressions.
  static func isSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// Where `str.splitlines` splits.
  static func isLineBreak(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  static func isLetter(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return isASCIILetter(scalar) }
    switch properties(scalar)?.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
    default: return false
    }
  }

  static func isASCIILetter(_ scalar: UInt32) -> Bool {
    (0x41...0x5A).contains(scalar) || (0x61...0x7A).contains(scalar)
  }

  static func isASCIIDigit(_ scalar: UInt32) -> Bool {
    (0x30...0x39).contains(scalar)
  }

  static func isDecimal(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return isASCIIDigit(scalar) }
    return properties(scalar)?.numericType == .decimal
  }

  static func isDigit(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return isASCIIDigit(scalar) }
    let type = properties(scalar)?.numericType
    return type == .decimal || type == .digit
  }

  static func isNumeric(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return isASCIIDigit(scalar) }
    return properties(scalar)?.numericType != nil
  }

  static func isAlphanumeric(_ scalar: UInt32) -> Bool {
    isLetter(scalar) || isNumeric(scalar)
  }

  /// `\w` of Python's regular expressions.
  static func isWord(_ scalar: UInt32) -> Bool {
    scalar == 0x5F || isAlphanumeric(scalar)
  }

  static func isIdentifierStart(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar == 0x5F || isASCIILetter(scalar) }
    return properties(scalar)?.isXIDStart ?? false
  }

  static func isIdentifierPart(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar == 0x5F || isASCIILetter(scalar) || isASCIIDigit(scalar) }
    return properties(scalar)?.isXIDContinue ?? false
  }

  /// The value of a decimal digit of any script.
  static func decimalValue(_ scalar: UInt32) -> Int? {
    if isASCIIDigit(scalar) { return Int(scalar) - 0x30 }
    guard scalar >= 0x80, isDecimal(scalar), let value = properties(scalar)?.numericValue else { return nil }
    return Int(value)
  }

  static func isUpper(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return (0x41...0x5A).contains(scalar) }
    return properties(scalar)?.isUppercase ?? false
  }

  static func isLower(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return (0x61...0x7A).contains(scalar) }
    return properties(scalar)?.isLowercase ?? false
  }

  static func isTitle(_ scalar: UInt32) -> Bool {
    scalar >= 0x80 && properties(scalar)?.generalCategory == .titlecaseLetter
  }

  /// Whether `repr` shows it as it is.
  static func isPrintable(_ scalar: UInt32) -> Bool {
    if scalar < 0x7F { return scalar >= 0x20 }
    switch properties(scalar)?.generalCategory {
    case nil, .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .spaceSeparator:
      return false
    default: return true
    }
  }

  static func isCased(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return isASCIILetter(scalar) }
    return properties(scalar)?.isCased ?? false
  }

  static func isCaseIgnorable(_ scalar: UInt32) -> Bool {
    properties(scalar)?.isCaseIgnorable ?? false
  }

  static func upper(_ scalar: UInt32) -> [UInt32] { mapped(scalar) { $0.uppercaseMapping } }
  static func lower(_ scalar: UInt32) -> [UInt32] { mapped(scalar) { $0.lowercaseMapping } }
  static func title(_ scalar: UInt32) -> [UInt32] { mapped(scalar) { $0.titlecaseMapping } }

  /// Full case folding, made from the mappings; the exceptions are those where the two differ.
  static func folded(_ scalar: UInt32) -> [UInt32] {
    switch scalar {
    case 0x130: [0x69, 0x307]
    case 0x131: [scalar]
    case 0x1E9E: [0x73, 0x73]
    case 0x13A0...0x13F5: [scalar]
    case 0x13F8...0x13FD: [scalar - 8]
    case 0xAB70...0xABBF: [scalar - 0xAB70 + 0x13A0]
    default: upper(scalar).flatMap { lower($0) }
    }
  }

  private static func mapped(_ scalar: UInt32, _ mapping: (Unicode.Scalar.Properties) -> String) -> [UInt32] {
    guard let properties = properties(scalar) else { return [scalar] }
    return mapping(properties).unicodeScalars.map(\.value)
  }
}
