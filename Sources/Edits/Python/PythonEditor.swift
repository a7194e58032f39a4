/// The lossless editor of what Python modules assign: Django's settings, mostly.
///
/// The first step of a path is a name of the module, further steps go into dicts, lists, tuples and sets, and into calls
/// by an argument's name or position. A name has to be bound once, at the top or in a block such as `if`; an
/// assignment to a part of it, as `DATABASES["default"]["HOST"] = …`, is edited where it is the only one to give the
/// path its value. Anything else that may change the value makes the path ambiguous.
struct PythonEditor: Dialect {
  var format: FileFormat { .python }
  var defaultIndent: String { "    " }
  var expandsEmptyCollections: Bool { false }
  var allowsTrailingComma: Bool { true }
  var endsLinesWithComma: Bool { true }

  func source(_ bytes: [UInt8]) throws(EditRefusal) -> SourceText {
    try PythonEncoding.source(bytes)
  }

  func parse(_ source: SourceText) throws(EditRefusal) -> PythonDocument {
    try PythonEditor.recent.document(of: source.bytes) { () throws(EditRefusal) in try PythonDocument(source) }
  }

  private static let recent = RecentDocuments<PythonDocument>()

  func root(of document: PythonDocument) -> Syntax { document.root }

  func arrivals(
    at path: [PathStep], in document: PythonDocument, of source: SourceText
  ) throws(EditRefusal) -> [Arrival] {
    try PythonResolver(document: document, editor: self, path: path).arrivals()
  }

  func scalar(_ node: Syntax, in source: SourceText) -> EditValue {
    switch node.kind {
    case .number: .number(source.text(node.range))
    case .string: PythonText.decode(node.range, in: source).map { .string($0) } ?? .code(source.text(node.range))
    default: .code(source.text(node.range))
    }
  }

  // MARK: Keys

  func isKey(at range: Range<Int>, _ key: String, in source: SourceText) -> Bool {
    let bytes = source.bytes[range]
    guard let first = bytes.first, let last = bytes.last else { return false }
    if last == UInt8(ascii: "=") || last.isBlank { return PythonTarget.isTarget(range, key, in: source) }
    if last != UInt8(ascii: "\""), last != UInt8(ascii: "'") {
      return first.isNameStart && source.text(range).utf8.elementsEqual(key.utf8)
    }
    if first == last, !bytes.contains(UInt8(ascii: "\\")), bytes.count == key.utf8.count + 2 {
      return source.text(range.dropFirst().dropLast()).utf8.elementsEqual(key.utf8)
    }
    return PythonText.decode(range, in: source)?.utf8.elementsEqual(key.utf8) ?? false
  }

  func isKey(at range: Range<Int>, _ index: Int, in source: SourceText) -> Bool {
    source.bytes[range].first.map { $0.isDigit || $0 == UInt8(ascii: "-") } ?? false
      && NumberText.areSame(source.text(range), String(index))
  }

  func key(at range: Range<Int>, in source: SourceText) -> String? {
    guard let last = source.bytes[range].last else { return nil }
    if last == UInt8(ascii: "\"") || last == UInt8(ascii: "'") { return PythonText.decode(range, in: source) }
    let text = source.text(range)
    return PythonName.isIdentifier(text) ? text : nil
  }

  // MARK: Writing

  func spelling(
    of value: EditValue, replacing old: Syntax?, style: @autoclosure () -> GroupStyle, in source: SourceText
  ) throws(EditRefusal) -> [UInt8] {
    switch value {
    case .null: return Array("None".utf8)
    case .boolean(let value): return Array((value ? "True" : "False").utf8)
    case .number(let text):
      guard PythonName.isNumber(text) else { throw EditRefusal(.type, "\(text) isn't a number in Python") }
      return Array(text.utf8)
    case .string(let text):
      guard let old, let byte = source.byte(old.range.lowerBound), isString(old, byte, in: source) else {
        return try PythonStringWriter(quote: style().quote, in: source).literal(text)
      }
      return try PythonStringWriter(like: PythonLiteral(at: old.range.lowerBound, in: source)).literal(text)
    case .code(let text): return try PythonCode.checked(text, in: source)
    case .array, .object: throw EditRefusal(.type, "\(value.shown) isn't a scalar")
    }
  }

  /// Whether an old value starts with a string literal, whose style the new one takes.
  private func isString(_ old: Syntax, _ first: UInt8, in source: SourceText) -> Bool {
    if case .string = old.kind { return true }
    guard case .expression = old.kind, first.isLetter || first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
    else {
      return false
    }
    let literal = PythonLiteral(at: old.range.lowerBound, in: source)
    let isQuote = literal.quote == UInt8(ascii: "\"") || literal.quote == UInt8(ascii: "'")
    return isQuote && PythonLiteral.isPrefix(literal.prefix)
  }

  func spelling(
    ofKey key: String, replacing old: Range<Int>?, style: GroupStyle, isArgument: Bool, in source: SourceText
  ) throws(EditRefusal) -> [UInt8] {
    if isArgument {
      guard PythonName.isIdentifier(key) else { throw EditRefusal(.type, "\(key) can't be the name of an argument") }
      return try source.encoded(key)
    }
    if let old, let last = source.bytes[old].last, last == UInt8(ascii: "\"") || last == UInt8(ascii: "'") {
      return try PythonStringWriter(like: PythonLiteral(at: old.lowerBound, in: source)).literal(key)
    }
    return try PythonStringWriter(quote: style.quote, in: source).literal(key)
  }

  func quote(near place: Place, in root: Syntax, of source: SourceText) -> UInt8 {
    PythonQuotes(source: source).quote(near: place, in: root)
  }

  func brackets(of value: EditValue, replacing old: Syntax?, in source: SourceText) -> (UInt8, UInt8) {
    if case .object = value { return (UInt8(ascii: "{"), UInt8(ascii: "}")) }
    guard case .list(let group) = old?.kind else { return (UInt8(ascii: "["), UInt8(ascii: "]")) }
    let opening = source.bytes[group.opening - 1]
    return (opening, PythonSign.closing(opening))
  }

  func commentEnd(at offset: Int, in source: SourceText) -> Int? {
    source.byte(offset) == UInt8(ascii: "#") ? source.lineBreak(from: offset) : nil
  }

  /// Only `dict(…)` takes any argument.
  func canExtend(call: Syntax, in source: SourceText) -> Bool {
    guard case .call(let group) = call.kind else { return false }
    return source.text(call.range.lowerBound..<(group.opening - 1)).filter { !$0.isWhitespace } == "dict"
  }

  func isSame(_ node: Syntax, as value: EditValue, in source: SourceText) -> Bool {
    switch (node.kind, value) {
    case (_, .code(let text)): return PythonCode.isSame(text, as: node.range, in: source)
    case (.list(let group), .array(let items)):
      return group.items.count == items.count
        && zip(group.items, items).allSatisfy { $0.labelRange == nil && isSame($0.value, as: $1, in: source) }
    case (.mapping(let group), .object(let members)):
      return group.items.count == members.count
        && members.allSatisfy { member in
          group.items.contains { item in
            guard case .key(let range) = item.label else { return false }
            return isKey(at: range, member.key, in: source) && isSame(item.value, as: member.value, in: source)
          }
        }
    default: return self.value(of: node, in: source).isSame(as: value, in: .python)
    }
  }

  func customEdit(
    _ request: EditRequest, at arrival: Arrival, in document: PythonDocument, of source: SourceText
  ) throws(EditRefusal) -> SyntaxPlan? {
    try PythonStatementEdit(document: document, editor: self, request: request).plan(at: arrival)
  }
}
