extension Text {
  /// `repr(str)`: in single quotes, unless only double ones save an escape.
  var quoted: String {
    var bytes: [UInt8] = []
    appendQuoted(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  func appendQuoted(to output: inout [UInt8]) {
    let single = UInt8(ascii: "'")
    let double = UInt8(ascii: "\"")
    let quote = bytes.contains(single) && !bytes.contains(double) ? double : single
    output.append(quote)
    for scalar in scalars {
      switch scalar {
      case UInt32(quote), 0x5C:
        output.append(0x5C)
        output.append(UInt8(scalar))
      case 0x0A: output.append("\\n")
      case 0x0D: output.append("\\r")
      case 0x09: output.append("\\t")
      case _ where CodePoint.isPrintable(scalar): output.append(codePoint: scalar)
      case ..<0x100: output.append("\\x" + hexadecimal(scalar, width: 2))
      case ..<0x10000: output.append("\\u" + hexadecimal(scalar, width: 4))
      default: output.append("\\U" + hexadecimal(scalar, width: 8))
      }
    }
    output.append(quote)
  }
}

func hexadecimal(_ value: UInt32, width: Int) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

extension Value {
  /// Python's `repr`.
  public func repr() throws(TemplateError) -> String {
    var writer = ReprWriter()
    try writer.write(self)
    return String(decoding: writer.output, as: UTF8.self)
  }

  /// Python's `str`.
  public func str() throws(TemplateError) -> Text {
    switch self {
    case .string(let text): return text
    case .undefined(let undefined): return try undefined.printed()
    case .module(let module): return Text(bytes: module.body)
    default:
      var writer = ReprWriter()
      try writer.write(self)
      return Text(bytes: writer.output)
    }
  }
}

/// Writes values as `repr` does; containers that hold themselves are shown as `[...]`.
struct ReprWriter {
  private(set) var output: [UInt8] = []
  private var open: [ObjectIdentifier] = []
  private let meter = WorkMeter.forWalk()

  mutating func write(_ value: Value) throws(TemplateError) {
    try meter.step()
    try meter.check(size: output.count)
    switch value {
    case .none: output.append("None")
    case .bool(let bool): output.append(bool ? "True" : "False")
    case .int(let int): output.append(String(int))
    case .big(let big): output.append(contentsOf: try big.decimalText())
    case .float(let float): output.append(FloatText.repr(float))
    case .string(let text):
      if text.isSafe { output.append("Markup(") }
      text.appendQuoted(to: &output)
      if text.isSafe { output.append(")") }
    case .list(let list): try writeSequence(list.items, "[", "]", identity: value.identity)
    case .tuple(let tuple):
      try writeSequence(tuple.items, "(", tuple.items.count == 1 ? ",)" : ")", identity: value.identity)
    case .dict(let dict): try write(dict, identity: value.identity)
    case .range(let range):
      output.append("range(\(range.start), \(range.stop)\(range.step == 1 ? "" : ", \(range.step)"))")
    case .view(let view):
      output.append("\(view.typeName)(")
      try writeSequence(view.items, "[", "]", identity: value.identity)
      output.append(")")
    case .namespace(let namespace):
      output.append("<Namespace ")
      try write(namespace.attributes, identity: value.identity)
      output.append(">")
    case .bytes(let bytes): output.append(bytes.repr)
    default: output.append(try value.objectRepr())
    }
  }

  private mutating func writeSequence(
    _ items: [Value], _ start: String, _ end: String, identity: ObjectIdentifier?
  ) throws(TemplateError) {
    output.append(start)
    if let identity {
      if open.contains(identity) {
        output.append("...")
        output.append(end)
        return
      }
      try enter(identity)
    }
    for (index, item) in items.enumerated() {
      if index > 0 { output.append(", ") }
      try write(item)
    }
    if identity != nil { open.removeLast() }
    output.append(end)
  }

  private mutating func write(_ dict: DictValue, identity: ObjectIdentifier?) throws(TemplateError) {
    let identity = identity ?? ObjectIdentifier(dict)
    if open.contains(identity) {
      output.append(dict.isOrderedDict ? "..." : "{...}")
      return
    }
    try enter(identity)
    if dict.isOrderedDict {
      // Python up to 3.11; later ones show a dictionary in the brackets.
      output.append("OrderedDict(")
      if dict.count > 0 { try writeSequence(DictView(dict, .items).items, "[", "]", identity: nil) }
      output.append(")")
      open.removeLast()
      return
    }
    output.append("{")
    for (index, member) in dict.members.enumerated() {
      if index > 0 { output.append(", ") }
      try write(member.key)
      output.append(": ")
      try write(member.value)
    }
    output.append("}")
    open.removeLast()
  }

  private mutating func enter(_ identity: ObjectIdentifier) throws(TemplateError) {
    guard open.count < 200 else { throw .tooDeep }
    open.append(identity)
  }
}

extension BigInteger {
  /// The decimal digits with their sign; Python refuses to print more than 4300 digits.
  func decimalText() throws(TemplateError) -> [UInt8] {
    // log10(2) is a little more than 0.30102, so this many bits certainly have too many digits.
    guard Double(bitWidth) * 0.30102 < Double(NumberText.digitLimit) + 1 else { throw BigInteger.tooLongToPrint }
    let digits = digits(base: 10)
    guard digits.count <= NumberText.digitLimit else { throw BigInteger.tooLongToPrint }
    return (isNegative ? [UInt8(ascii: "-")] : []) + digits
  }

  private static var tooLongToPrint: TemplateError {
    .value(
      "Exceeds the limit (\(NumberText.digitLimit) digits) for integer string conversion; "
        + "use sys.set_int_max_str_digits() to increase the limit")
  }
}

extension BytesValue {
  var repr: String {
    let quote: UInt8 = bytes.contains(0x27) && !bytes.contains(0x22) ? 0x22 : 0x27
    var output: [UInt8] = [UInt8(ascii: "b"), quote]
    for byte in bytes {
      switch byte {
      case quote, 0x5C: output += [0x5C, byte]
      case 0x0A: output.append("\\n")
      case 0x0D: output.append("\\r")
      case 0x09: output.append("\\t")
      case 0x20..<0x7F: output.append(byte)
      default: output.append("\\x" + hexadecimal(UInt32(byte), width: 2))
      }
    }
    return String(decoding: output + [quote], as: UTF8.self)
  }
}

extension Value {
  /// The `repr` of objects that aren't data. Addresses are left out, since they would differ in every render.
  fileprivate func objectRepr() throws(TemplateError) -> String {
    switch self {
    case .undefined: return "Undefined"
    case .macro(let macro): return "<Macro \(macro.definition.name.map(\.quoted) ?? "anonymous")>"
    case .loop(let loop): return "<LoopContext \(loop.index)/\(try loop.length())>"
    case .module(let module): return "<TemplateModule \(module.templateName.map { Text($0).quoted } ?? "memory:0")>"
    case .template(let template):
      return "<TemplateReference \(template.context.templateName.map { Text($0).quoted } ?? "None")>"
    case .type(let type): return "<class '\(type.module.map { "\($0)." } ?? "")\(type.name)'>"
    case .function(let function):
      switch function.body {
      case .native: return "<function \(function.name)>"
      case .method(_, let value): return "<built-in method \(function.name) of \(value.typeName) object>"
      }
    case .iterator(let iterator): return "<\(iterator.typeName) object>"
    default: return "<\(typeDescription)>"
    }
  }
}
