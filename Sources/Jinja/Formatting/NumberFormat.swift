/// Numbers by a format specification.
enum NumberFormat {
  static func format(
    _ number: Number, _ spec: FormatSpec, typeName: String, in call: CallContext
  ) throws(TemplateError) -> Text {
    let type = spec.typeByte
    if spec.type != nil, type == nil { throw ValueFormat.unknownCode(spec, typeName) }
    switch type.map({ Character(Unicode.Scalar($0)) }) {
    case "d", "b", "o", "x", "X", "c":
      guard let integer = number.bigInteger else { throw ValueFormat.unknownCode(spec, typeName) }
      return try format(integer, spec, typeName: typeName, in: call)
    case "e", "E", "f", "F", "g", "G", "%":
      return try format(try number.double(), spec, in: call)
    case "n":
      var spec = spec
      if let integer = number.bigInteger {
        spec.type = 0x64
        return try format(integer, spec, typeName: typeName, in: call)
      }
      spec.type = 0x67
      return try format(try number.double(), spec, in: call)
    case nil:
      if let integer = number.bigInteger { return try format(integer, spec, typeName: typeName, in: call) }
      return try format(try number.double(), spec, in: call)
    default: throw ValueFormat.unknownCode(spec, typeName)
    }
  }

  private static func format(
    _ integer: BigInteger, _ spec: FormatSpec, typeName: String, in call: CallContext
  ) throws(TemplateError) -> Text {
    if spec.precision != nil { throw .value("Precision not allowed in integer format specifier") }
    if spec.normalizesZero {
      throw .value("Negative zero coercion (z) not allowed in format specifier with integer format code 'd'")
    }
    let type = spec.typeByte ?? UInt8(ascii: "d")
    var prefix = ""
    var digits: [UInt8]
    switch type {
    case UInt8(ascii: "c"):
      guard spec.sign == UInt8(ascii: "-") else { throw .value("Sign not allowed with integer format specifier 'c'") }
      guard let code = integer.int, (0...0x10FFFF).contains(code) else {
        throw .overflow("%c arg not in range(0x110000)")
      }
      return try ValueFormat.pad(Text(scalars: [UInt32(code)]), spec, standard: UInt8(ascii: "<"), in: call)
    case UInt8(ascii: "b"): (prefix, digits) = ("0b", integer.digits(base: 2))
    case UInt8(ascii: "o"): (prefix, digits) = ("0o", integer.digits(base: 8))
    case UInt8(ascii: "x"): (prefix, digits) = ("0x", integer.digits(base: 16))
    case UInt8(ascii: "X"): (prefix, digits) = ("0X", Text(bytes: integer.digits(base: 16)).uppercased.bytes)
    default: digits = try integer.magnitude.decimalText()
    }
    if spec.grouping == UInt8(ascii: ","), type != UInt8(ascii: "d") {
      throw .value("Cannot specify ',' with '\(Character(Unicode.Scalar(type)))'.")
    }
    let sign = signText(isNegative: integer.isNegative, spec)
    let groupSize = type == UInt8(ascii: "d") ? 3 : 4
    return try assemble(
      sign + (spec.isAlternate ? prefix : ""), digits, [], groupSize: groupSize, spec, in: call)
  }

  private static func signText(isNegative: Bool, _ spec: FormatSpec) -> String {
    if isNegative { return "-" }
    return spec.sign == UInt8(ascii: "-") ? "" : String(Character(Unicode.Scalar(spec.sign)))
  }

  private static func format(_ value: Double, _ spec: FormatSpec, in call: CallContext) throws(TemplateError) -> Text {
    let type = spec.typeByte
    if let precision = spec.precision { try call.renderer.check(size: precision) }
    guard spec.precision ?? 0 < 100_000 else { throw .value("precision too big") }
    var (whole, rest) = split(magnitudeText(value, spec))
    var isNegative = value.sign == .minus && !value.isNaN
    if spec.normalizesZero, isNegative, !(whole + rest).contains(where: { (0x31...0x39).contains($0) }) {
      isNegative = false
    }
    if type == UInt8(ascii: "E") || type == UInt8(ascii: "F") || type == UInt8(ascii: "G") {
      whole = Text(bytes: whole).uppercased.bytes
      rest = Text(bytes: rest).uppercased.bytes
    }
    let sign = signText(isNegative: isNegative, spec)
    return try assemble(sign, whole, rest, groupSize: 3, spec, in: call)
  }

  /// The digits before the point, and the rest.
  private static func split(_ text: String) -> ([UInt8], [UInt8]) {
    let bytes = Array(text.utf8)
    let end = bytes.firstIndex { !CodePoint.isASCIIDigit(UInt32($0)) } ?? bytes.count
    // `inf` and `nan` have no digits to group.
    return end == 0 ? (bytes, []) : (Array(bytes[..<end]), Array(bytes[end...]))
  }

  private static func magnitudeText(_ value: Double, _ spec: FormatSpec) -> String {
    let magnitude = value.magnitude
    let isPercent = spec.typeByte == UInt8(ascii: "%")
    if value.isNaN { return isPercent ? "nan%" : "nan" }
    if value.isInfinite { return isPercent ? "inf%" : "inf" }
    switch spec.typeByte.map({ $0 | 0x20 }) {
    case nil:
      if let precision = spec.precision {
        return general(magnitude, precision: max(1, precision), keepsZeros: spec.isAlternate, minimumFraction: true)
      }
      return FloatText.repr(magnitude)
    case UInt8(ascii: "e"):
      let (digits, exponent) = FloatText.significantDigits(magnitude, count: (spec.precision ?? 6) + 1)
      let text = FloatText.scientific(digits, exponent: exponent, marker: "e")
      return spec.isAlternate && digits.count == 1 ? text.replacingFirst("e", with: ".e") : text
    case UInt8(ascii: "g"):
      return general(
        magnitude, precision: max(1, spec.precision ?? 6), keepsZeros: spec.isAlternate, minimumFraction: false)
    default:
      let places = spec.precision ?? 6
      let text = FloatText.fixed(isPercent ? magnitude * 100 : magnitude, places: places)
      return text + (spec.isAlternate && places == 0 ? "." : "") + (isPercent ? "%" : "")
    }
  }

  /// C's `%g`. With `minimumFraction` it is what `format` does without a type: at least one digit after the point.
  static func general(_ value: Double, precision: Int, keepsZeros: Bool, minimumFraction: Bool) -> String {
    var (digits, exponent) = FloatText.significantDigits(value, count: precision)
    if !keepsZeros { while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() } }
    // The form without a type switches to exponents one digit earlier.
    if exponent < -4 || exponent >= (minimumFraction ? precision - 1 : precision), value != 0 || exponent != 0 {
      if exponent < -4 || exponent >= precision || minimumFraction {
        return FloatText.scientific(digits, exponent: exponent, marker: "e")
      }
    }
    let text = FloatText.positional(digits, exponent: exponent, minimumFraction: minimumFraction ? 1 : 0)
    return keepsZeros && !text.utf8.contains(UInt8(ascii: ".")) ? text + "." : text
  }

  /// Puts sign, digits and the rest together: groups digits and fills up to the width.
  private static func assemble(
    _ prefix: String, _ digits: [UInt8], _ rest: [UInt8], groupSize: Int, _ spec: FormatSpec, in call: CallContext
  ) throws(TemplateError) -> Text {
    let prefixBytes = Array(prefix.utf8)
    var whole = digits
    try call.renderer.check(size: spec.width)
    if spec.align == UInt8(ascii: "="), spec.fill == 0x30, let grouping = spec.grouping {
      // Zeros are grouped as digits are, and never start with a separator.
      while prefixBytes.count + grouped(whole, by: groupSize, grouping).count + rest.count < spec.width {
        whole.insert(UInt8(ascii: "0"), at: 0)
      }
    }
    if let grouping = spec.grouping, whole.allSatisfy({ $0 < 0x7B }) { whole = grouped(whole, by: groupSize, grouping) }
    if spec.align == UInt8(ascii: "=") {
      let missing = spec.width - prefixBytes.count - whole.count - rest.count
      var bytes = prefixBytes
      if missing > 0 { for _ in 0..<missing { bytes.append(codePoint: spec.fill) } }
      return Text(bytes: bytes + whole + rest)
    }
    return try ValueFormat.pad(
      Text(bytes: prefixBytes + whole + rest), spec, standard: UInt8(ascii: ">"), in: call)
  }

  private static func grouped(_ digits: [UInt8], by size: Int, _ separator: UInt8) -> [UInt8] {
    guard digits.first.map({ $0 != UInt8(ascii: "i") && $0 != UInt8(ascii: "n") }) ?? false else { return digits }
    var result: [UInt8] = []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % size == 0 { result.append(separator) }
      result.append(digit)
    }
    return result
  }
}

extension String {
  fileprivate func replacingFirst(_ part: Character, with replacement: String) -> String {
    guard let index = firstIndex(of: part) else { return self }
    return self[..<index] + replacement + self[self.index(after: index)...]
  }
}
