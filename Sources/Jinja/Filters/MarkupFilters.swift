extension Filters {
  static let markup: [Text: FilterFunction] = [
    "escape": make("escape", escape), "e": make("escape", escape),
    "forceescape": make("do_forceescape") { (value, _, _) throws(TemplateError) in
      let text = value.hasHTML ? try HTML.escape(value) : try value.str()
      return .string(HTML.escape(text.marked(safe: false)))
    },
    "safe": make("do_mark_safe") { (value, _, _) throws(TemplateError) in
      let text = value.hasHTML ? try HTML.escape(value) : try value.str()
      return .string(text.marked(safe: true))
    },
    "striptags": make("do_striptags") { (value, _, _) throws(TemplateError) in
      let text = value.hasHTML ? try HTML.escape(value) : try value.str()
      return .string(Text(bytes: HTMLEntities.unescape(strippingTags(text.bytes))))
    },
    "tojson": make("do_tojson", ["indent="], hidden: 2) { (value, bound, call) throws(TemplateError) in
      var writer = JSONWriter(indent: try JSONWriter.Indent(bound.value(0)), escapesHTML: true)
      try writer.write(value)
      try call.renderer.check(size: writer.output.count)
      return Value(safe: writer.output)
    },
    "urlencode": make("do_urlencode", urlEncode),
    "urlize": make(
      "do_urlize", ["trim_url_limit=", "nofollow=", "target=", "rel=", "extra_schemes="], hidden: 2, Urlize.filter),
    "xmlattr": make("do_xmlattr", ["autospace="], hidden: 2, xmlAttributes),
  ]

  private static let escape: Body = { (value, _, _) throws(TemplateError) in .string(try HTML.escape(value)) }

  /// Removes comments, then tags, then joins runs of white space.
  private static func strippingTags(_ bytes: [UInt8]) -> [UInt8] {
    func removing(_ start: String, _ end: String, from bytes: [UInt8]) -> [UInt8] {
      let (start, end) = (Array(start.utf8), Array(end.utf8))
      var result: [UInt8] = []
      var rest = bytes[...]
      while let opening = TextSearch.find(start, in: rest), let closing = TextSearch.find(end, in: rest[opening...]) {
        result += rest[rest.startIndex..<opening]
        rest = rest[(closing + end.count)...]
      }
      return result + rest
    }
    let text = removing("<", ">", from: removing("<!--", "-->", from: bytes))
    return Array(TextSearch.splitAtSpace(text, limit: -1).joined(separator: [UInt8(ascii: " ")]))
  }

  /// Returns the text with everything but letters, digits, `_.-~` and the given bytes as `%XX`.
  static func percentEncoded(_ value: Value, isQuery: Bool) throws(TemplateError) -> [UInt8] {
    let bytes: [UInt8]
    if case .bytes(let given) = value { bytes = given.bytes } else { bytes = try value.str().bytes }
    var output: [UInt8] = []
    for byte in bytes {
      let isPlain =
        CodePoint.isASCIILetter(UInt32(byte)) || CodePoint.isASCIIDigit(UInt32(byte))
        || [0x5F, 0x2E, 0x2D, 0x7E].contains(byte) || (!isQuery && byte == UInt8(ascii: "/"))
      if isPlain {
        output.append(byte)
      } else if isQuery, byte == UInt8(ascii: " ") {
        output.append(UInt8(ascii: "+"))
      } else {
        output.append("%" + Text(hexadecimal(UInt32(byte), width: 2)).uppercased.string)
      }
    }
    return output
  }

  private static let urlEncode: Body = { (value, _, call) throws(TemplateError) in
    let pairs: [Value]
    switch value {
    case .string: return .string(Text(bytes: try percentEncoded(value, isQuery: false)))
    case .dict(let dict): pairs = DictView(dict, .items).items
    default:
      guard value.isIterable else { return .string(Text(bytes: try percentEncoded(value, isQuery: false))) }
      _ = try value.makeIteration()
      pairs = try value.items(in: call)
    }
    var parts: [[UInt8]] = []
    for pair in pairs {
      guard pair.isIterable else { throw .type("cannot unpack non-iterable \(pair.typeName) object") }
      let items = try pair.items(in: call)
      guard items.count == 2 else {
        throw .value(
          items.count < 2
            ? "not enough values to unpack (expected 2, got \(items.count))" : "too many values to unpack (expected 2)")
      }
      parts.append(
        try percentEncoded(items[0], isQuery: true) + [UInt8(ascii: "=")] + percentEncoded(items[1], isQuery: true))
    }
    return .string(Text(bytes: Array(parts.joined(separator: [UInt8(ascii: "&")]))))
  }

  private static let xmlAttributes: Body = { (value, bound, call) throws(TemplateError) in
    guard case .dict(let dict) = value else {
      if case .undefined(let undefined) = value { throw undefined.failure }
      throw .attribute("'\(value.typeName)' object has no attribute 'items'")
    }
    var parts: [[UInt8]] = []
    for (key, value) in dict.members where !value.isNone && !value.isUndefined {
      guard case .string(let name) = key else {
        throw .type("expected string or bytes-like object, got '\(key.typeName)'")
      }
      let isForbidden = name.bytes.contains { (0x09...0x0D).contains($0) || [0x20, 0x2F, 0x3E, 0x3D].contains($0) }
      if isForbidden { throw .value("Invalid character in attribute name: \(name.quoted)") }
      parts.append(
        HTML.escape(name).bytes + Array("=\"".utf8) + (try HTML.escape(value).bytes) + Array("\"".utf8))
    }
    var bytes = Array(parts.joined(separator: [UInt8(ascii: " ")]))
    let addsSpace = bound[0] == nil ? true : try bound.bool(0)
    if addsSpace, !bytes.isEmpty { bytes.insert(UInt8(ascii: " "), at: 0) }
    return .string(Text(bytes: bytes, isSafe: call.isEscaping))
  }
}
