/// Python's format specification: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
struct FormatSpec {
  var fill: UInt32 = 0x20
  var align: UInt8?
  var sign = UInt8(ascii: "-")
  var isAlternate = false
  var normalizesZero = false
  var width = 0
  var grouping: UInt8?
  var precision: Int?
  var type: UInt32?

  private static let aligns = Set("<>=^".utf8)

  init(_ text: Text) throws(TemplateError) {
    var rest = text.scalars[...]
    func ascii(_ scalar: UInt32?) -> UInt8 { scalar.flatMap { UInt8(exactly: $0) } ?? 0 }
    if rest.count >= 2, FormatSpec.aligns.contains(ascii(rest.dropFirst().first)) {
      fill = rest.removeFirst()
      align = ascii(rest.removeFirst())
    } else if FormatSpec.aligns.contains(ascii(rest.first)) {
      align = ascii(rest.removeFirst())
    }
    if let scalar = rest.first, [0x2B, 0x2D, 0x20].contains(scalar) { sign = ascii(rest.removeFirst()) }
    if rest.first == 0x7A { normalizesZero = rest.popFirst() != nil }
    if rest.first == 0x23 { isAlternate = rest.popFirst() != nil }
    if rest.first == 0x30 {
      rest.removeFirst()
      if align == nil {
        fill = 0x30
        align = UInt8(ascii: "=")
      }
    }
    width = try FormatSpec.number(&rest) ?? 0
    if rest.first == 0x2C || rest.first == 0x5F { grouping = ascii(rest.removeFirst()) }
    if rest.first == 0x2C || rest.first == 0x5F {
      throw .value(
        rest.first == UInt32(grouping ?? 0)
          ? "Cannot specify '\(Character(Unicode.Scalar(grouping ?? 0)))' with '\(Character(Unicode.Scalar(grouping ?? 0)))'."
          : "Cannot specify both ',' and '_'.")
    }
    if rest.first == 0x2E {
      rest.removeFirst()
      guard let digits = try FormatSpec.number(&rest) else { throw .value("Format specifier missing precision") }
      precision = digits
    }
    if rest.count > 1 { throw .value("Invalid format specifier") }
    type = rest.first
  }

  private static func number(_ rest: inout ArraySlice<UInt32>) throws(TemplateError) -> Int? {
    var value: Int?
    while let digit = rest.first.flatMap(CodePoint.decimalValue) {
      rest.removeFirst()
      let (tenfold, overflows) = (value ?? 0).multipliedReportingOverflow(by: 10)
      guard !overflows, tenfold < .max - 10 else { throw .value("Too many decimal digits in format string") }
      value = tenfold + digit
    }
    return value
  }

  var typeByte: UInt8? { type.flatMap { UInt8(exactly: $0) } }

  var typeText: String { type.map { Text(scalars: [$0]).string } ?? "" }
}

/// Python's built-in `format(value, spec)`.
enum ValueFormat {
  static func format(_ value: Value, _ specText: Text, in call: CallContext) throws(TemplateError) -> Text {
    if specText.isEmpty { return try value.str() }
    switch value {
    case .string(let text): return try format(text, try FormatSpec(specText), in: call)
    case .int, .big, .bool, .float:
      guard let number = Number(value) else { return .empty }
      return try NumberFormat.format(number, try FormatSpec(specText), typeName: value.typeName, in: call)
    case .undefined(let undefined):
      try undefined.checkLenient()
      throw .type("unsupported format string passed to \(value.typeName).__format__")
    default: throw .type("unsupported format string passed to \(value.typeName).__format__")
    }
  }

  private static func format(_ text: Text, _ spec: FormatSpec, in call: CallContext) throws(TemplateError) -> Text {
    if let type = spec.typeByte, type != UInt8(ascii: "s") { throw unknownCode(spec, "str") }
    if spec.sign != UInt8(ascii: "-") { throw .value("Sign not allowed in string format specifier") }
    if spec.isAlternate { throw .value("Alternate form (#) not allowed in string format specifier") }
    if spec.align == UInt8(ascii: "="), spec.fill != 0x30 || spec.width == 0 {
      throw .value("'=' alignment not allowed in string format specifier")
    }
    if let grouping = spec.grouping {
      throw .value("Cannot specify '\(Character(Unicode.Scalar(grouping)))' with 's'.")
    }
    var shown = text
    if let precision = spec.precision, precision < text.count { shown = text.slice(0..<precision) }
    var spec = spec
    if spec.align == UInt8(ascii: "=") { spec.align = UInt8(ascii: "<") }
    return try pad(shown, spec, standard: UInt8(ascii: "<"), in: call)
  }

  static func unknownCode(_ spec: FormatSpec, _ typeName: String) -> TemplateError {
    .value("Unknown format code '\(spec.typeText)' for object of type '\(typeName)'")
  }

  static func pad(
    _ text: Text, _ spec: FormatSpec, standard: UInt8, in call: CallContext
  ) throws(TemplateError) -> Text {
    let missing = spec.width - text.count
    guard missing > 0 else { return text.marked(safe: false) }
    try call.renderer.check(size: 4, times: missing)
    let left: Int
    switch spec.align ?? standard {
    case UInt8(ascii: "<"): left = 0
    case UInt8(ascii: "^"): left = missing / 2
    default: left = missing
    }
    var bytes: [UInt8] = []
    for _ in 0..<left { bytes.append(codePoint: spec.fill) }
    bytes += text.bytes
    for _ in left..<missing { bytes.append(codePoint: spec.fill) }
    return Text(bytes: bytes)
  }
}
