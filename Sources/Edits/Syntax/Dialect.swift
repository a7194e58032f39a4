/// A language of nested values in brackets, such as JSON or Python's literals: how it is read and how it is written.
protocol Dialect: FormatEditor {
  /// What reading a file gives.
  associatedtype Document

  var format: FileFormat { get }

  /// What a level of indentation is in a file that doesn't show it.
  var defaultIndent: String { get }

  /// What stands between a key and its value in a file that doesn't show it.
  var defaultPairSeparator: String { get }

  /// What stands inside braces on one line in a file that doesn't show it.
  var defaultBracePadding: String { get }

  /// Whether a mapping must not go over several lines.
  var keepsMappingsOnOneLine: Bool { get }

  /// Whether an element added to an empty collection goes on a line of its own, where the collection's neighbours do.
  var expandsEmptyCollections: Bool { get }

  /// Whether there may be a comma behind the last element.
  var allowsTrailingComma: Bool { get }

  /// Whether a collection that is written over several lines, without an example, ends with a comma.
  var endsLinesWithComma: Bool { get }

  /// Returns the bytes as text in the file's encoding.
  func source(_ bytes: [UInt8]) throws(EditRefusal) -> SourceText

  /// Reads the whole file.
  func parse(_ source: SourceText) throws(EditRefusal) -> Document

  /// The tree of the whole file.
  func root(of document: Document) -> Syntax

  /// Returns where a path leads, a place for each element that its `where` steps choose.
  func arrivals(at path: [PathStep], in document: Document, of source: SourceText) throws(EditRefusal) -> [Arrival]

  /// Returns the value of a scalar or an expression.
  func scalar(_ node: Syntax, in source: SourceText) -> EditValue

  /// Whether the key at a range is the one that a path names.
  func isKey(at range: Range<Int>, _ key: String, in source: SourceText) -> Bool

  /// Whether the key at a range is a whole number, as only Python has.
  func isKey(at range: Range<Int>, _ index: Int, in source: SourceText) -> Bool

  /// Returns the text of the key at a range, nil where it isn't text.
  func key(at range: Range<Int>, in source: SourceText) -> String?

  /// Returns a scalar's spelling, in the style of the value that it replaces where there is one.
  ///
  /// Few scalars need the style, which takes a search through the file.
  func spelling(
    of value: EditValue, replacing old: Syntax?, style: @autoclosure () -> GroupStyle, in source: SourceText
  ) throws(EditRefusal) -> [UInt8]

  /// Returns a key's spelling, in the style of the one that it replaces where there is one.
  func spelling(
    ofKey key: String, replacing old: Range<Int>?, style: GroupStyle, isArgument: Bool, in source: SourceText
  ) throws(EditRefusal) -> [UInt8]

  /// The quote that strings have around a place.
  func quote(near place: Place, in root: Syntax, of source: SourceText) -> UInt8

  /// The end of the comment that starts at `offset`, nil where none does; a line's end isn't part of it.
  func commentEnd(at offset: Int, in source: SourceText) -> Int?

  /// The brackets around the elements of a new collection that replaces `old`.
  func brackets(of value: EditValue, replacing old: Syntax?, in source: SourceText) -> (UInt8, UInt8)

  /// Whether a key can be added to a call.
  func canExtend(call: Syntax, in source: SourceText) -> Bool

  /// Whether the value that stands in the file is the one that is wanted.
  func isSame(_ node: Syntax, as value: EditValue, in source: SourceText) -> Bool

  /// Makes the edit of one place, where the language has a way of its own; nil leaves it to the editing of groups.
  func customEdit(
    _ request: EditRequest, at arrival: Arrival, in document: Document, of source: SourceText
  ) throws(EditRefusal) -> SyntaxPlan?
}

extension Dialect where Document == Syntax {
  func root(of document: Syntax) -> Syntax { document }
}

extension Dialect {
  var defaultPairSeparator: String { ": " }
  var defaultBracePadding: String { "" }
  var keepsMappingsOnOneLine: Bool { false }

  func source(_ bytes: [UInt8]) throws(EditRefusal) -> SourceText { SourceText(bytes) }

  func arrivals(at path: [PathStep], in document: Document, of source: SourceText) throws(EditRefusal) -> [Arrival] {
    try Locator(dialect: self, source: source, path: path)
      .arrivals(from: Place(node: root(of: document), parents: []), step: 0)
  }

  func isKey(at range: Range<Int>, _ index: Int, in source: SourceText) -> Bool { false }

  func brackets(of value: EditValue, replacing old: Syntax?, in source: SourceText) -> (UInt8, UInt8) {
    if case .object = value { return (UInt8(ascii: "{"), UInt8(ascii: "}")) }
    return (UInt8(ascii: "["), UInt8(ascii: "]"))
  }

  func canExtend(call: Syntax, in source: SourceText) -> Bool { false }

  func quote(near place: Place, in root: Syntax, of source: SourceText) -> UInt8 { UInt8(ascii: "\"") }

  func isSame(_ node: Syntax, as value: EditValue, in source: SourceText) -> Bool {
    self.value(of: node, in: source).isSame(as: value, in: format)
  }

  func customEdit(
    _ request: EditRequest, at arrival: Arrival, in document: Document, of source: SourceText
  ) throws(EditRefusal) -> SyntaxPlan? {
    nil
  }

  /// Returns the data of a value; what isn't all literal is an expression with its text.
  func value(of node: Syntax, in source: SourceText) -> EditValue {
    switch node.kind {
    case .null: return .null
    case .boolean(let value): return .boolean(value)
    case .number, .string, .expression: return scalar(node, in: source)
    case .list(let group):
      guard group.items.allSatisfy({ !$0.label.hidesKeys }) else { return .code(source.text(node.range)) }
      return .array(group.items.map { value(of: $0.value, in: source) })
    case .call(let group), .mapping(let group):
      if case .call = node.kind, !canExtend(call: node, in: source) { return .code(source.text(node.range)) }
      var members: [EditValue.Member] = []
      for item in group.items {
        guard case .key(let range) = item.label, let key = key(at: range, in: source) else {
          return .code(source.text(node.range))
        }
        members.append(EditValue.Member(key: key, value: value(of: item.value, in: source)))
      }
      return .object(members)
    }
  }

  func verifiedSplices(in bytes: [UInt8], for request: EditRequest) throws(EditRefusal) -> EditResult {
    let source = try source(bytes)
    let document = try parse(source)
    let plan = try SyntaxEdit(dialect: self, source: source, document: document, request: request).plan()
    if !plan.splices.isEmpty {
      try SyntaxVerification(dialect: self, old: source, oldRoot: root(of: document), plan: plan, path: request.path)
        .check()
    }
    return EditResult(splices: plan.splices, matchCount: plan.matchCount)
  }

  func values(
    in bytes: [UInt8], path: [PathStep], documents: EditRequest.Documents
  ) throws(EditRefusal) -> [EditValue] {
    if case .index(let index) = documents, index != 0 { return [] }
    let source = try source(bytes)
    return try arrivals(at: path, in: try parse(source), of: source).compactMap { arrival in
      if case .found(let place) = arrival { value(of: place.node, in: source) } else { nil }
    }
  }
}
