extension Methods {
  static let textCoding = Dictionary(
    uniqueKeysWithValues: [
      (
        "format" as Text,
        Method { (value, arguments, call) throws(TemplateError) in
          guard case .string(let text) = value else { return .none }
          return .string(try StringFormat.apply(text, arguments, in: call))
        }
      ),
      onText("format_map", ["mapping"]) { (text, bound, call) throws(TemplateError) in
        .string(try StringFormat.apply(text, mapping: bound.value(0), in: call))
      },
      onText("encode", ["encoding=", "errors="], allowsKeywords: true) { (text, bound, _) throws(TemplateError) in
        let name = bound[0] == nil ? "utf-8" : try bound.text(0).string.lowercased()
        switch name {
        case "utf-8", "utf8": return .bytes(BytesValue(text.bytes))
        case "ascii", "latin-1", "latin1", "iso-8859-1":
          let limit: UInt32 = name == "ascii" ? 0x80 : 0x100
          guard let position = text.scalars.firstIndex(where: { $0 >= limit }) else {
            return .bytes(BytesValue(text.scalars.map { UInt8($0) }))
          }
          let codec = name == "ascii" ? "ascii" : "latin-1"
          throw TemplateError(
            .unicodeError, "'\(codec)' codec can't encode character in position \(position): ordinal not in range")
        default: throw TemplateError(.keyError, "unknown encoding: \(name)")
        }
      },
      onText("translate", ["table"]) { (text, bound, call) throws(TemplateError) in
        guard case .dict(let table) = bound.value(0) else {
          throw .type("'\(bound.value(0).typeName)' object is not subscriptable")
        }
        var result: [UInt32] = []
        for scalar in text.scalars {
          switch try table.value(for: .int(Int(scalar))) {
          case nil: result.append(scalar)
          case .some(.none): break
          case .int(let code)?:
            guard (0..<0x110000).contains(code) else {
              throw .value("character mapping must be in range(0x110000)")
            }
            result.append(UInt32(code))
          case .string(let replacement)?: result += replacement.scalars
          default: throw .type("character mapping must return integer, None or str")
          }
          try call.renderer.check(size: result.count, charges: false)
        }
        return text.with(scalars: result)
      },
      onText("maketrans", ["x", "y=", "z="]) { (_, bound, _) throws(TemplateError) in try translationTable(bound) },
    ])

  static let bytes: [Text: Method] = [
    "decode": Method(Signature("decode", ["encoding=", "errors="])) { (value, bound, _) throws(TemplateError) in
      guard case .bytes(let bytes) = value else { return .none }
      let encoding = bound[0] == nil ? "utf-8" : try bound.text(0).string.lowercased()
      switch encoding {
      case "utf-8", "utf8", "ascii":
        guard let string = String(validating: bytes.bytes, as: UTF8.self) else {
          throw TemplateError(.unicodeError, "'utf-8' codec can't decode the bytes")
        }
        return Value(string)
      case "latin-1", "latin1", "iso-8859-1": return .string(Text(scalars: bytes.bytes.map(UInt32.init)))
      default: throw TemplateError(.keyError, "unknown encoding: \(encoding)")
      }
    },
    "hex": Method(Signature("hex", [])) { (value, _, _) in
      guard case .bytes(let bytes) = value else { return .none }
      return Value(bytes.bytes.map { hexadecimal(UInt32($0), width: 2) }.joined())
    },
  ]

  private static func translationTable(_ bound: Bound) throws(TemplateError) -> Value {
    let table = DictValue()
    if bound[1] == nil {
      guard case .dict(let dict) = bound.value(0) else {
        throw .type("if you give only one argument to maketrans it must be a dict")
      }
      for (key, value) in dict.members {
        if case .string(let text) = key {
          guard text.count == 1 else { throw .value("string keys in translate table must be of length 1") }
          try table.set(.int(Int(text.scalars[0])), value)
        } else {
          try table.set(key, value)
        }
      }
      return .dict(table)
    }
    let (from, to) = (try bound.text(0).scalars, try bound.text(1).scalars)
    guard from.count == to.count else {
      throw .value("the first two maketrans arguments must have equal length")
    }
    for (key, value) in zip(from, to) { try table.set(.int(Int(key)), .int(Int(value))) }
    if bound[2] != nil { for scalar in try bound.text(2).scalars { try table.set(.int(Int(scalar)), .none) } }
    return .dict(table)
  }
}
