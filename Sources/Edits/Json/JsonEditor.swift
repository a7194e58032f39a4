/// The lossless editor of JSON and of JSON with comments.
///
/// Numbers are equal by value within integers and fractions: `1.50` and `1.5` are, `1` and `1.0` aren't. Digits are
/// never re-printed, and a `\/` or a `\u0061` stays as it is.
struct JsonEditor: Dialect {
  enum Variant: Sendable {
    case json
    /// With comments and trailing commas, as `tsconfig.json` and the settings of editors have them.
    case jsonc
  }

  let variant: Variant

  var format: FileFormat { variant == .json ? .json : .jsonc }
  var defaultIndent: String { "  " }
  var expandsEmptyCollections: Bool { true }
  var allowsTrailingComma: Bool { variant == .jsonc }
  var endsLinesWithComma: Bool { false }

  func parse(_ source: SourceText) throws(EditRefusal) -> Syntax {
    try JsonParser.parse(source, allowsComments: variant == .jsonc)
  }

  func scalar(_ node: Syntax, in source: SourceText) -> EditValue {
    if case .number = node.kind { return .number(source.text(node.range)) }
    return .string(JsonString.decode(node.range, in: source))
  }

  func isKey(at range: Range<Int>, _ key: String, in source: SourceText) -> Bool {
    let content = source.bytes[(range.lowerBound + 1)..<(range.upperBound - 1)]
    if case .utf8 = source.encoding, !content.contains(UInt8(ascii: "\\")) { return content.elementsEqual(key.utf8) }
    return JsonString.decode(range, in: source).utf8.elementsEqual(key.utf8)
  }

  func key(at range: Range<Int>, in source: SourceText) -> String? {
    JsonString.decode(range, in: source)
  }

  func spelling(
    of value: EditValue, replacing old: Syntax?, style: @autoclosure () -> GroupStyle, in source: SourceText
  ) throws(EditRefusal) -> [UInt8] {
    switch value {
    case .null: return Array("null".utf8)
    case .boolean(let value): return Array((value ? "true" : "false").utf8)
    case .number(let text):
      guard JsonEditor.isNumber(text) else { throw EditRefusal(.type, "\(text) isn't a number in JSON") }
      return Array(text.utf8)
    case .string(let text): return try JsonString.encode(text, in: source)
    case .array, .object, .code: throw EditRefusal(.type, "\(value.shown) isn't a scalar of JSON")
    }
  }

  func spelling(
    ofKey key: String, replacing old: Range<Int>?, style: GroupStyle, isArgument: Bool, in source: SourceText
  ) throws(EditRefusal) -> [UInt8] {
    try JsonString.encode(key, in: source)
  }

  func commentEnd(at offset: Int, in source: SourceText) -> Int? {
    variant == .jsonc ? JsonParser.commentEnd(at: offset, in: source) : nil
  }

  private static func isNumber(_ text: String) -> Bool {
    let source = SourceText(Array(text.utf8), encoding: .utf8)
    guard let node = try? JsonParser.parse(source, allowsComments: false) else { return false }
    if case .number = node.kind { return node.range == 0..<source.bytes.count }
    return false
  }
}
