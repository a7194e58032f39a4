/// Writes values as Python's `json.dumps` with sorted keys, for `tojson`.
struct JSONWriter {
  /// What a line is indented by, for each level.
  struct Indent {
    let unit: [UInt8]

    /// Nil for None: everything on one line.
    init?(_ value: Value) throws(TemplateError) {
      switch value {
      case .none: return nil
      case .string(let text): unit = text.bytes
      default:
        let width = try value.requireIndex()
        guard width <= 1000 else { throw .value("indent of more than 1000") }
        unit = Array(repeating: UInt8(ascii: " "), count: max(0, width))
      }
    }
  }

  private(set) var output: [UInt8] = []
  private let indent: Indent?
  private let escapesHTML: Bool
  private var depth = 0
  private let meter = WorkMeter.forWalk()

  init(indent: Indent?, escapesHTML: Bool) {
    self.indent = indent
    self.escapesHTML = escapesHTML
  }

  mutating func write(_ value: Value) throws(TemplateError) {
    try meter.step()
    try meter.check(size: output.count)
    switch value {
    case .none: output.append("null")
    case .bool(let bool): output.append(bool ? "true" : "false")
    case .int(let int): output.append(String(int))
    case .big(let big): output += try big.decimalText()
    case .float(let float): output.append(JSONWriter.text(of: float))
    case .string(let text): write(text)
    case .list(let list): try write(list.items)
    case .tuple(let tuple): try write(tuple.items)
    case .dict(let dict): try write(dict)
    default: throw .type("Object of type \(value.typeName) is not JSON serializable")
    }
  }

  private static func text(of float: Double) -> String {
    if float.isNaN { return "NaN" }
    if float.isInfinite { return float < 0 ? "-Infinity" : "Infinity" }
    return FloatText.repr(float)
  }

  private mutating func enter(_ bracket: String) throws(TemplateError) {
    output.append(bracket)
    depth += 1
    // A container that holds itself ends here too.
    guard depth < 200 else { throw .value("Circular reference detected") }
  }

  private mutating func startItem(isFirst: Bool) throws(TemplateError) {
    if !isFirst { output.append(indent == nil ? ", " : ",") }
    try newLine()
  }

  private mutating func newLine() throws(TemplateError) {
    guard let indent else { return }
    try meter.check(size: output.count + depth * indent.unit.count)
    output.append(0x0A)
    for _ in 0..<depth { output += indent.unit }
  }

  private mutating func leave(_ bracket: String) throws(TemplateError) {
    depth -= 1
    try newLine()
    output.append(bracket)
  }

  private mutating func write(_ items: [Value]) throws(TemplateError) {
    guard !items.isEmpty else { return output.append("[]") }
    try enter("[")
    for (index, item) in items.enumerated() {
      try startItem(isFirst: index == 0)
      try write(item)
    }
    try leave("]")
  }

  private mutating func write(_ dict: DictValue) throws(TemplateError) {
    guard dict.count > 0 else { return output.append("{}") }
    try enter("{")
    let members = try sorted(dict.members) { (left, right) throws(TemplateError) in
      try left.key.isLess(than: right.key)
    }
    for (index, member) in members.enumerated() {
      try startItem(isFirst: index == 0)
      try writeKey(member.key)
      output.append(": ")
      try write(member.value)
    }
    try leave("}")
  }

  private mutating func writeKey(_ key: Value) throws(TemplateError) {
    switch key {
    case .string(let text): write(text)
    case .none, .bool, .int, .big, .float:
      output.append("\"")
      try write(key)
      output.append("\"")
    default: throw .type("keys must be str, int, float, bool or None, not \(key.typeName)")
    }
  }

  private mutating func write(_ text: Text) {
    output.append("\"")
    for scalar in text.scalars {
      switch scalar {
      case 0x22: output.append("\\\"")
      case 0x5C: output.append("\\\\")
      case 0x0A: output.append("\\n")
      case 0x0D: output.append("\\r")
      case 0x09: output.append("\\t")
      case 0x08: output.append("\\b")
      case 0x0C: output.append("\\f")
      case _ where escapesHTML && [0x3C, 0x3E, 0x26, 0x27].contains(scalar):
        output.append("\\u" + hexadecimal(scalar, width: 4))
      case 0x20..<0x7F: output.append(UInt8(scalar))
      case ..<0x10000: output.append("\\u" + hexadecimal(scalar, width: 4))
      default:
        let offset = scalar - 0x10000
        output.append("\\u" + hexadecimal(0xD800 + offset >> 10, width: 4))
        output.append("\\u" + hexadecimal(0xDC00 + offset & 0x3FF, width: 4))
      }
    }
    output.append("\"")
  }
}
