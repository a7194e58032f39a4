extension Methods {
  static let textSearch = Dictionary(
    uniqueKeysWithValues: [
      finder("find", fromEnd: false, mustFind: false), finder("rfind", fromEnd: true, mustFind: false),
      finder("index", fromEnd: false, mustFind: true), finder("rindex", fromEnd: true, mustFind: true),
      onText("count", ["sub", "start=", "end="]) { (text, bound, _) throws(TemplateError) in
        let part = try searchText(bound)
        guard let range = try byteRange(text, bound) else { return .int(0) }
        return .int(TextSearch.count(part.bytes, in: text.bytes[range]))
      },
      affixTest("startswith") { part, bytes in bytes.starts(with: part) },
      affixTest("endswith") { part, bytes in bytes.suffix(part.count).elementsEqual(part) },
      onText("replace", ["old", "new", "count="]) { (text, bound, call) throws(TemplateError) in
        let (old, new) = (try bound.text(0), text.absorbing(try bound.text(1)))
        return try replaced(text, old, new, count: try bound.int(2, default: -1), in: call)
      },
      onText("removeprefix", ["prefix"]) { (text, bound, _) throws(TemplateError) in
        let part = try bound.text(0).bytes
        return text.bytes.starts(with: part) ? text.with(text.bytes[part.count...]) : .string(text)
      },
      onText("removesuffix", ["suffix"]) { (text, bound, _) throws(TemplateError) in
        let part = try bound.text(0).bytes
        let ends = text.bytes.suffix(part.count).elementsEqual(part)
        return ends ? text.with(text.bytes.dropLast(part.count)) : .string(text)
      },
      partition("partition", fromEnd: false), partition("rpartition", fromEnd: true),
      splitter("split", fromEnd: false), splitter("rsplit", fromEnd: true),
      onText("splitlines", ["keepends="], allowsKeywords: true) { (text, bound, _) throws(TemplateError) in
        let lines = TextSearch.lines(of: text, keepsEnds: try bound.bool(0))
        return Value(list: lines.map { text.with($0) })
      },
    ])

  /// Replaces within the limits on a value's size.
  static func replaced(
    _ text: Text, _ old: Text, _ new: Text, count: Int, in call: CallContext
  ) throws(TemplateError) -> Value {
    let found = TextSearch.count(old.bytes, in: text.bytes[...])
    let replacements = count < 0 ? found : min(found, count)
    try call.renderer.check(size: text.bytes.count)
    try call.renderer.check(size: max(0, new.bytes.count - old.bytes.count), times: replacements)
    return text.with(TextSearch.replace(old.bytes, with: new.bytes, in: text.bytes, limit: count))
  }

  private static func searchText(_ bound: Bound) throws(TemplateError) -> Text {
    guard case .string(let part) = bound.value(0) else {
      throw .type("must be str, not \(bound.value(0).typeName)")
    }
    return part
  }

  /// The bytes from argument 1 to argument 2; nil where they exclude even an empty match.
  private static func byteRange(_ text: Text, _ bound: Bound) throws(TemplateError) -> Range<Int>? {
    if bound[1] == nil, bound[2] == nil { return 0..<text.bytes.count }
    let count = text.count
    func position(_ value: Value, _ standard: Int) throws(TemplateError) -> Int {
      guard let index = value.index else {
        if value.isNone { return standard }
        throw .type("slice indices must be integers or None or have an __index__ method")
      }
      return index < 0 ? max(0, index + count) : index
    }
    let start = try position(bound.value(1), 0)
    let end = min(try position(bound.value(2), count), count)
    guard start <= end else { return nil }
    return text.byteOffset(of: start)..<text.byteOffset(of: end)
  }

  private static func finder(_ name: String, fromEnd: Bool, mustFind: Bool) -> (Text, Method) {
    onText(name, ["sub", "start=", "end="]) { (text, bound, _) throws(TemplateError) in
      let part = try searchText(bound).bytes
      if let range = try byteRange(text, bound) {
        let bytes = text.bytes[range]
        if let offset = fromEnd ? TextSearch.findLast(part, in: bytes) : TextSearch.find(part, in: bytes) {
          return .int(text.isASCII ? offset : codePointCount(of: text.bytes[..<offset]))
        }
      }
      if mustFind { throw .value("substring not found") }
      return .int(-1)
    }
  }

  private static func affixTest(
    _ name: String, _ test: @escaping @Sendable ([UInt8], ArraySlice<UInt8>) -> Bool
  ) -> (Text, Method) {
    onText(name, ["affix", "start=", "end="]) { (text, bound, _) throws(TemplateError) in
      let candidates: [Value]
      switch bound.value(0) {
      case .tuple(let tuple): candidates = tuple.items
      case .string: candidates = [bound.value(0)]
      default: throw .type("\(name) first arg must be str or a tuple of str, not \(bound.value(0).typeName)")
      }
      let range = try byteRange(text, bound)
      for candidate in candidates {
        guard case .string(let part) = candidate else {
          throw .type("tuple for \(name) must only contain str, not \(candidate.typeName)")
        }
        if let range, test(part.bytes, text.bytes[range]) { return .bool(true) }
      }
      return .bool(false)
    }
  }

  private static func partition(_ name: String, fromEnd: Bool) -> (Text, Method) {
    onText(name, ["sep"]) { (text, bound, _) throws(TemplateError) in
      let separator = try searchText(bound).bytes
      guard !separator.isEmpty else { throw .value("empty separator") }
      let bytes = text.bytes[...]
      let found = fromEnd ? TextSearch.findLast(separator, in: bytes) : TextSearch.find(separator, in: bytes)
      guard let offset = found else {
        let empty = text.with([UInt8]())
        return .tuple(TupleValue(fromEnd ? [empty, empty, .string(text)] : [.string(text), empty, empty]))
      }
      return .tuple(
        TupleValue([
          text.with(bytes[..<offset]), text.with(separator), text.with(bytes[(offset + separator.count)...]),
        ]))
    }
  }

  private static func splitter(_ name: String, fromEnd: Bool) -> (Text, Method) {
    onText(name, ["sep=", "maxsplit="], allowsKeywords: true) { (text, bound, _) throws(TemplateError) in
      let limit = try bound.int(1, default: -1)
      let parts: [ArraySlice<UInt8>]
      switch bound.value(0) {
      case .none:
        parts =
          fromEnd
          ? TextSearch.splitAtSpaceFromEnd(text.bytes, limit: limit)
          : TextSearch.splitAtSpace(text.bytes, limit: limit)
      case .string(let separator):
        guard !separator.isEmpty else { throw .value("empty separator") }
        parts =
          fromEnd
          ? TextSearch.splitFromEnd(text.bytes, by: separator.bytes, limit: limit)
          : TextSearch.split(text.bytes, by: separator.bytes, limit: limit)
      default: throw .type("must be str or None, not \(bound.value(0).typeName)")
      }
      return Value(list: parts.map { text.with($0) })
    }
  }
}
