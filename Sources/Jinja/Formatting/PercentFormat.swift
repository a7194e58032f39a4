/// The `%` operator of `str`.
struct PercentFormat {
  private let call: CallContext
  private let isSafe: Bool
  private let argument: Value
  private var positional: [Value]
  private var nextIndex = 0
  private var usedMapping = false

  static func apply(_ format: Text, to argument: Value, in call: CallContext) throws(TemplateError) -> Text {
    var formatter = PercentFormat(format, argument, call)
    let bytes = try formatter.expand(format.scalars)
    return Text(bytes: bytes, isSafe: format.isSafe)
  }

  private init(_ format: Text, _ argument: Value, _ call: CallContext) {
    self.call = call
    self.argument = argument
    isSafe = format.isSafe
    if case .tuple(let tuple) = argument { positional = tuple.items } else { positional = [argument] }
  }

  private struct Field {
    var key: Text?
    var flags = Set<UInt32>()
    var width = 0
    var precision: Int?
    var conversion: UInt32 = 0
  }

  private mutating func expand(_ format: [UInt32]) throws(TemplateError) -> [UInt8] {
    var output: [UInt8] = []
    var rest = format[...]
    while let scalar = rest.popFirst() {
      guard scalar == 0x25 else {
        output.append(codePoint: scalar)
        continue
      }
      if rest.first == 0x25 {
        rest.removeFirst()
        output.append(0x25)
        continue
      }
      let field = try parse(&rest, format)
      output += try render(field, offset: format.count - rest.count - 1).bytes
      try call.renderer.check(size: output.count, charges: false)
    }
    try call.renderer.check(size: output.count)
    if nextIndex < positional.count, !usedMapping, !isMapping {
      throw .type("not all arguments converted during string formatting")
    }
    return output
  }

  /// Whether a single argument may be left unused: anything with items that is no tuple or text.
  private var isMapping: Bool {
    switch argument {
    case .dict, .list, .range, .bytes: true
    case .undefined: true
    default: false
    }
  }

  private mutating func parse(_ rest: inout ArraySlice<UInt32>, _ format: [UInt32]) throws(TemplateError) -> Field {
    var field = Field()
    if rest.first == 0x28 {
      field.key = try takeKey(&rest)
    }
    while let flag = rest.first, [0x2D, 0x2B, 0x20, 0x23, 0x30].contains(flag) {
      field.flags.insert(flag)
      rest.removeFirst()
    }
    field.width = try number(&rest) ?? 0
    if field.width < 0 {
      field.flags.insert(0x2D)
      // C leaves the smallest one negative, which is no width.
      field.width = field.width == .min ? 0 : -field.width
    }
    if rest.first == 0x2E {
      rest.removeFirst()
      field.precision = max(0, try number(&rest) ?? 0)
    }
    while let modifier = rest.first, [0x68, 0x6C, 0x4C].contains(modifier) { rest.removeFirst() }
    guard let conversion = rest.popFirst() else { throw .value("incomplete format") }
    field.conversion = conversion
    return field
  }

  private func takeKey(_ rest: inout ArraySlice<UInt32>) throws(TemplateError) -> Text {
    guard isMapping else { throw .type("format requires a mapping") }
    var depth = 0
    for index in rest.indices {
      if rest[index] == 0x28 { depth += 1 }
      if rest[index] == 0x29 {
        depth -= 1
        if depth == 0 {
          let key = Text(scalars: rest[(rest.startIndex + 1)..<index])
          rest = rest[(index + 1)...]
          return key
        }
      }
    }
    throw .value("incomplete format key")
  }

  private mutating func number(_ rest: inout ArraySlice<UInt32>) throws(TemplateError) -> Int? {
    if rest.first == 0x2A {
      rest.removeFirst()
      guard let value = try nextArgument().index else { throw .type("* wants int") }
      return value
    }
    var value: Int?
    while let digit = rest.first, CodePoint.isASCIIDigit(digit) {
      rest.removeFirst()
      guard (value ?? 0) < 1 << 31 else { throw .value("width too big") }
      value = (value ?? 0) * 10 + Int(digit) - 0x30
    }
    return value
  }

  private mutating func nextArgument() throws(TemplateError) -> Value {
    guard nextIndex < positional.count else { throw .type("not enough arguments for format string") }
    defer { nextIndex += 1 }
    return positional[nextIndex]
  }

  private mutating func render(_ field: Field, offset: Int) throws(TemplateError) -> Text {
    let value: Value
    if let key = field.key {
      value = try argument.item(at: .string(key))
      usedMapping = true
    } else {
      value = try nextArgument()
    }
    switch Character(Unicode.Scalar(field.conversion) ?? "?") {
    case "s": return try pad(cut(try shown(value), field), field)
    case "r": return try pad(cut(escaped(Text(try value.repr())), field), field)
    case "a": return try pad(cut(escaped(Text(PercentFormat.asciiOnly(try value.repr()))), field), field)
    case "c": return try pad(try character(value), field)
    case "d", "i", "u": return try number(value, field, base: 10)
    case "o": return try number(value, field, base: 8)
    case "x", "X": return try number(value, field, base: 16)
    case "e", "E", "f", "F", "g", "G": return try float(value, field)
    default:
      let shown = Text(scalars: [field.conversion]).string
      let code = hexadecimal(field.conversion, width: 1)
      throw .value("unsupported format character '\(shown)' (0x\(code)) at index \(offset)")
    }
  }

  private func shown(_ value: Value) throws(TemplateError) -> Text {
    isSafe ? try HTML.escape(value) : try value.str()
  }

  private func escaped(_ text: Text) -> Text { isSafe ? HTML.escape(text) : text }

  private func cut(_ text: Text, _ field: Field) -> Text {
    guard let precision = field.precision, precision < text.count else { return text }
    return text.slice(0..<precision)
  }

  private func pad(_ text: Text, _ field: Field) throws(TemplateError) -> Text {
    let missing = field.width - text.count
    guard missing > 0 else { return text }
    try call.renderer.check(size: missing)
    let spaces = Array(repeating: UInt8(ascii: " "), count: missing)
    return Text(bytes: field.flags.contains(0x2D) ? text.bytes + spaces : spaces + text.bytes)
  }

  private func character(_ value: Value) throws(TemplateError) -> Text {
    switch value {
    case .string(let text) where text.count == 1: return text
    case .int(let code):
      guard (0...0x10FFFF).contains(code) else { throw .overflow("%c arg not in range(0x110000)") }
      return Text(scalars: [UInt32(code)])
    default: throw .type("%c requires int or char")
    }
  }

  private func number(_ value: Value, _ field: Field, base: Int) throws(TemplateError) -> Text {
    let letter = Text(scalars: [field.conversion]).string
    var integer: BigInteger
    switch Number(value) {
    case .int(let int): integer = BigInteger(int)
    case .big(let big): integer = big
    case .float(let float) where base == 10:
      guard float.isFinite else {
        throw float.isNaN
          ? .value("cannot convert float NaN to integer") : .overflow("cannot convert float infinity to integer")
      }
      integer = BigInteger(truncating: float)
    case .float: throw .type("%\(letter) format: an integer is required, not float")
    case nil:
      if case .undefined(let undefined) = value { throw undefined.failure }
      let wanted = base == 10 ? "a real number" : "an integer"
      throw .type("%\(letter) format: \(wanted) is required, not \(value.typeName)")
    }
    var digits = base == 10 ? try integer.magnitude.decimalText() : integer.digits(base: base)
    let isUpper = letter == "X"
    if isUpper { digits = Text(bytes: digits).uppercased.bytes }
    if let precision = field.precision {
      try call.renderer.check(size: precision)
      digits = Array(repeating: UInt8(ascii: "0"), count: max(0, precision - digits.count)) + digits
    }
    var prefix = sign(isNegative: integer.isNegative, field)
    if field.flags.contains(0x23), base != 10 { prefix += base == 8 ? "0o" : isUpper ? "0X" : "0x" }
    return try assemble(prefix, digits, field)
  }

  private func sign(isNegative: Bool, _ field: Field) -> String {
    if isNegative { return "-" }
    return field.flags.contains(0x2B) ? "+" : field.flags.contains(0x20) ? " " : ""
  }

  private func float(_ value: Value, _ field: Field) throws(TemplateError) -> Text {
    guard let number = Number(value) else {
      if case .undefined(let undefined) = value { throw undefined.failure }
      throw .type("must be real number, not \(value.typeName)")
    }
    let float = try number.double()
    let precision = field.precision ?? 6
    try call.renderer.check(size: precision)
    guard precision < 100_000 else { throw .value("precision too large") }
    let letter = UInt8(field.conversion)
    var spec = try FormatSpec(.empty)
    spec.type = field.conversion
    spec.precision = precision
    spec.isAlternate = field.flags.contains(0x23)
    let magnitude = try NumberFormat.format(.float(float.magnitude), spec, typeName: "float", in: call)
    let text = letter & 0x20 == 0 ? magnitude.uppercased : magnitude
    let isNegative = float.sign == .minus && !float.isNaN
    return try assemble(sign(isNegative: isNegative, field), text.bytes, field)
  }

  private func assemble(_ prefix: String, _ digits: [UInt8], _ field: Field) throws(TemplateError) -> Text {
    let prefixBytes = Array(prefix.utf8)
    guard field.flags.contains(0x30), !field.flags.contains(0x2D) else {
      return try pad(Text(bytes: prefixBytes + digits), field)
    }
    try call.renderer.check(size: field.width)
    let zeros = Array(repeating: UInt8(ascii: "0"), count: max(0, field.width - prefixBytes.count - digits.count))
    return Text(bytes: prefixBytes + zeros + digits)
  }

  /// Escapes what isn't ASCII, as Python's `ascii`.
  static func asciiOnly(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar.value {
      case ..<0x80: String(Character(scalar))
      case ..<0x100: "\\x" + hexadecimal(scalar.value, width: 2)
      case ..<0x10000: "\\u" + hexadecimal(scalar.value, width: 4)
      default: "\\U" + hexadecimal(scalar.value, width: 8)
      }
    }.joined()
  }
}
