/// The language of TOML's values: how arrays and inline tables are edited and written.
struct TomlValues: Dialect {
  var format: FileFormat { .toml }
  var defaultIndent: String { "  " }
  var defaultPairSeparator: String { " = " }
  var defaultBracePadding: String { " " }
  var expandsEmptyCollections: Bool { false }
  var allowsTrailingComma: Bool { true }
  var endsLinesWithComma: Bool { true }
  var keepsMappingsOnOneLine: Bool { true }

  /// Reads a file that is one value.
  func parse(_ source: SourceText) throws(EditRefusal) -> Syntax {
    var reader = TomlValueReader(source: source)
    return try reader.value()
  }

  func scalar(_ node: Syntax, in source: SourceText) -> EditValue {
    switch node.kind {
    case .number: return .number(source.text(node.range))
    case .string: return .string(TomlString.decode(node.range, in: source))
    default:
      let text = source.text(node.range)
      return TomlWord.isDateOrTime(source.bytes[node.range]) ? .string(text) : .code(text)
    }
  }

  func isKey(at range: Range<Int>, _ key: String, in source: SourceText) -> Bool {
    self.key(at: range, in: source)?.utf8.elementsEqual(key.utf8) ?? false
  }

  func key(at range: Range<Int>, in source: SourceText) -> String? {
    source.bytes[range].first.map(TomlString.isBare) == true
      ? source.text(range) : TomlString.decode(range, in: source)
  }

  func spelling(
    of value: EditValue, replacing old: Syntax?, style: @autoclosure () -> GroupStyle, in source: SourceText
  ) throws(EditRefusal) -> [UInt8] {
    switch value {
    case .boolean(let value): return Array((value ? "true" : "false").utf8)
    case .number(let text):
      let word = Array(text.utf8)[...]
      guard TomlWord.isInteger(word) || TomlWord.isFloat(word) else {
        throw EditRefusal(.type, "\(text) isn't a number in TOML")
      }
      return Array(word)
    case .string(let text):
      if let old, case .expression = old.kind, TomlWord.isDateOrTime(Array(text.utf8)[...]),
        TomlWord.isDateOrTime(source.bytes[old.range])
      {
        return Array(text.utf8)
      }
      let isString = if case .string? = old?.kind { true } else { false }
      let quotes = isString ? old.map { TomlString.quotes(of: $0.range, in: source) } : nil
      return try TomlString.encode(text, quotes ?? .basic, in: source)
    case .null: throw EditRefusal(.type, "TOML has no null")
    case .array, .object, .code: throw EditRefusal(.type, "\(value.shown) isn't a scalar of TOML")
    }
  }

  func spelling(
    ofKey key: String, replacing old: Range<Int>?, style: GroupStyle, isArgument: Bool, in source: SourceText
  ) throws(EditRefusal) -> [UInt8] {
    try TomlValues.spelling(ofKey: key, in: source)
  }

  static func spelling(ofKey key: String, in source: SourceText) throws(EditRefusal) -> [UInt8] {
    let bytes = Array(key.utf8)
    if !bytes.isEmpty, bytes.allSatisfy(TomlString.isBare) { return bytes }
    return try TomlString.encode(key, .basic, in: source)
  }

  func commentEnd(at offset: Int, in source: SourceText) -> Int? {
    source.byte(offset) == UInt8(ascii: "#") ? source.lineBreak(from: offset) : nil
  }
}
