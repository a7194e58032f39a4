/// A Python file as a tree: a mapping of statements, where an assignment's value is a tree of its own.
struct PythonDocument: Sendable {
  let module: PythonModule
  /// A mapping whose elements are the statements, in their order. The label of an assignment is all of it up to the
  /// value, with the indentation; other statements have none.
  let root: Syntax

  init(_ source: SourceText) throws(EditRefusal) {
    module = try PythonModule(source)
    let expressions = PythonExpressions(module: module)
    var items: [Group.Item] = []
    items.reserveCapacity(module.statements.count)
    for statement in module.statements {
      let start =
        statement.isAlone || statement.isHeader
        ? source.lineStart(of: module.range(statement.tokens).lowerBound)
        : module.range(statement.tokens).lowerBound
      let whole = start..<module.range(statement.tokens).upperBound
      if !statement.isHeader, !statement.isLocal, let value = PythonDocument.value(of: statement, in: module) {
        let node = expressions.node(value)
        let label = start..<module.range(value).lowerBound
        items.append(Group.Item(label: .key(label), value: node, range: whole, comma: nil))
      } else {
        items.append(
          Group.Item(label: .none, value: Syntax(kind: .expression, range: whole), range: whole, comma: nil))
      }
    }
    let end = source.bytes.count
    root = Syntax(
      kind: .mapping(Group(opening: source.start, closing: end, items: items)), range: source.start..<end)
  }

  /// The tokens of the value that an assignment gives; nil for any other statement.
  private static func value(of statement: PythonModule.Statement, in module: PythonModule) -> Range<Int>? {
    var start = statement.tokens.upperBound
    for index in module.topLevel(statement.tokens) where module.token(index, is: "=") { start = index + 1 }
    return start < statement.tokens.upperBound ? start..<statement.tokens.upperBound : nil
  }
}
