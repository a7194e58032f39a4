/// `str.format`.
struct StringFormat {
  private let scalars: [UInt32]
  private let isSafe: Bool
  private let call: CallContext
  private let positional: [Value]
  private let keyword: (Text) throws(TemplateError) -> Value?
  private var nextIndex = 0
  /// Whether fields are numbered by hand; nil before the first numbered field.
  private var isManual: Bool?

  static func apply(_ text: Text, _ arguments: Arguments, in call: CallContext) throws(TemplateError) -> Text {
    var formatter = StringFormat(text, arguments.positional, call) { name in arguments.keyword(name) }
    return try formatter.render()
  }

  static func apply(_ text: Text, mapping: Value, in call: CallContext) throws(TemplateError) -> Text {
    var formatter = StringFormat(text, [], call) { (name) throws(TemplateError) in try mapping.item(at: .string(name)) }
    return try formatter.render()
  }

  private init(
    _ text: Text, _ positional: [Value], _ call: CallContext,
    keyword: @escaping (Text) throws(TemplateError) -> Value?
  ) {
    scalars = text.scalars
    isSafe = text.isSafe
    self.positional = positional
    self.call = call
    self.keyword = keyword
  }

  private mutating func render() throws(TemplateError) -> Text {
    Text(bytes: try expand(scalars[...], depth: 2), isSafe: isSafe)
  }

  private mutating func expand(_ format: ArraySlice<UInt32>, depth: Int) throws(TemplateError) -> [UInt8] {
    guard depth > 0 else { throw .value("Max string recursion exceeded") }
    var output: [UInt8] = []
    var rest = format
    while let scalar = rest.popFirst() {
      switch scalar {
      case 0x7B:
        if rest.first == 0x7B {
          rest.removeFirst()
          output.append(UInt8(ascii: "{"))
        } else {
          guard !rest.isEmpty else { throw .value("Single '{' encountered in format string") }
          output += try field(try takeField(&rest), depth: depth).bytes
          try call.renderer.check(size: output.count, charges: false)
        }
      case 0x7D:
        guard rest.first == 0x7D else { throw .value("Single '}' encountered in format string") }
        rest.removeFirst()
        output.append(UInt8(ascii: "}"))
      default: output.append(codePoint: scalar)
      }
    }
    return output
  }

  private func takeField(_ rest: inout ArraySlice<UInt32>) throws(TemplateError) -> ArraySlice<UInt32> {
    var depth = 1
    var isInBrackets = false
    for index in rest.indices {
      switch rest[index] {
      case 0x5B: isInBrackets = true
      case 0x5D: isInBrackets = false
      case 0x7B where !isInBrackets: depth += 1
      case 0x7D where !isInBrackets:
        depth -= 1
        if depth == 0 {
          let field = rest[rest.startIndex..<index]
          rest = rest[(index + 1)...]
          return field
        }
      default: break
      }
    }
    throw .value("expected '}' before end of string")
  }

  private mutating func field(_ field: ArraySlice<UInt32>, depth: Int) throws(TemplateError) -> Text {
    var isInBrackets = false
    var nameEnd = field.endIndex
    for index in field.indices {
      if field[index] == 0x5B { isInBrackets = true }
      if field[index] == 0x5D { isInBrackets = false }
      if !isInBrackets, field[index] == 0x21 || field[index] == 0x3A {
        nameEnd = index
        break
      }
    }
    var value = try resolve(field[..<nameEnd])
    var rest = field[nameEnd...]
    if rest.first == 0x21 {
      rest.removeFirst()
      guard let conversion = rest.popFirst() else {
        throw .value("end of string while looking for conversion specifier")
      }
      if let next = rest.first, next != 0x3A { throw .value("expected ':' after conversion specifier") }
      value = try convert(value, conversion)
    }
    let spec = rest.first == 0x3A ? Text(bytes: try expand(rest.dropFirst(), depth: depth - 1)) : .empty
    guard isSafe else { return try ValueFormat.format(value, spec, in: call) }
    guard value.hasHTML else { return HTML.escape(try ValueFormat.format(value, spec, in: call)) }
    guard spec.isEmpty else { throw .value("Unsupported format specification for Markup.") }
    return try HTML.escape(value)
  }

  private func convert(_ value: Value, _ conversion: UInt32) throws(TemplateError) -> Value {
    switch conversion {
    case 0x73: return .string(try value.str())
    case 0x72: return Value(try value.repr())
    case 0x61: return Value(PercentFormat.asciiOnly(try value.repr()))
    default: throw .value("Unknown conversion specifier \(Text(scalars: [conversion]).string)")
    }
  }

  private mutating func resolve(_ path: ArraySlice<UInt32>) throws(TemplateError) -> Value {
    let end = path.firstIndex { $0 == 0x2E || $0 == 0x5B } ?? path.endIndex
    var value = try first(Text(scalars: path[..<end]))
    var rest = path[end...]
    while let mark = rest.popFirst() {
      if mark == 0x2E {
        let end = rest.firstIndex { $0 == 0x2E || $0 == 0x5B } ?? rest.endIndex
        let name = Text(scalars: rest[..<end])
        guard !name.isEmpty else { throw .value("Empty attribute in format string") }
        guard let attribute = try value.attribute(name, in: call) else {
          throw .attribute("'\(value.typeName)' object has no attribute \(name.quoted)")
        }
        value = attribute
        rest = rest[end...]
      } else if mark == 0x5B {
        guard let end = rest.firstIndex(of: 0x5D) else { throw .value("Missing ']' in format string") }
        let key = Text(scalars: rest[..<end])
        guard !key.isEmpty else { throw .value("Empty attribute in format string") }
        value = try value.item(at: StringFormat.number(key).map { .int($0) } ?? .string(key))
        rest = rest[(end + 1)...]
      } else {
        throw .value("Only '.' or '[' may follow ']' in format field specifier")
      }
    }
    return value
  }

  private mutating func first(_ name: Text) throws(TemplateError) -> Value {
    let number = StringFormat.number(name)
    guard name.isEmpty || number != nil else {
      guard let value = try keyword(name) else { throw TemplateError(.keyError, name.quoted) }
      return value
    }
    let wantsManual = number != nil
    if let isManual, isManual != wantsManual {
      throw .value(
        isManual
          ? "cannot switch from manual field specification to automatic field numbering"
          : "cannot switch from automatic field numbering to manual field specification")
    }
    isManual = wantsManual
    let index = number ?? nextIndex
    if number == nil { nextIndex += 1 }
    guard index < positional.count else {
      throw TemplateError(.indexError, "Replacement index \(index) out of range for positional args tuple")
    }
    return positional[index]
  }

  private static func number(_ text: Text) -> Int? {
    guard !text.isEmpty, text.bytes.allSatisfy({ CodePoint.isASCIIDigit(UInt32($0)) }) else { return nil }
    return Int(text.string)
  }
}
