/// An expression as it was written.
struct Expression: Sendable {
  indirect enum Kind: Sendable {
    case constant(Constant)
    case name(Text)
    case tuple([Expression])
    case list([Expression])
    case dict([(key: Expression, value: Expression)])
    case arithmetic(ArithmeticOperator, Expression, Expression)
    case compare(Expression, [(comparison: ComparisonOperator, operand: Expression)])
    case and(Expression, Expression)
    case or(Expression, Expression)
    case not(Expression)
    case negative(Expression)
    case positive(Expression)
    case concatenation([Expression])
    case conditional(test: Expression, then: Expression, otherwise: Expression?)
    case attribute(Expression, Text)
    case item(Expression, Expression)
    case slice(start: Expression?, stop: Expression?, step: Expression?)
    case call(Expression, ArgumentList)
    /// The subject is nil at the start of a filter block.
    case filter(Expression?, Text, ArgumentList)
    case test(Expression, Text, ArgumentList)
    /// `name.attribute` as the target of `set`.
    case namespaceAttribute(Text, Text)
  }

  let kind: Kind
  /// Where it is shown when it fails: a byte offset into the source.
  let offset: Int
  /// How many expressions are nested in it.
  let depth: Int

  init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
    var deepest = 0
    Expression.visitChildren(of: kind) { deepest = max(deepest, $0.depth) }
    depth = 1 + deepest
  }

  /// The expressions that it is made of, in the order in which Jinja2 visits them.
  var children: [Expression] {
    var children: [Expression] = []
    visitChildren { children.append($0) }
    return children
  }

  /// Calls the body with each of `children`, without making a list of them.
  func visitChildren(_ body: (Expression) -> Void) {
    Expression.visitChildren(of: kind, body)
  }

  private static func visitChildren(of kind: Kind, _ body: (Expression) -> Void) {
    switch kind {
    case .constant, .name, .namespaceAttribute: break
    case .tuple(let items), .list(let items), .concatenation(let items): items.forEach(body)
    case .dict(let members):
      for member in members {
        body(member.key)
        body(member.value)
      }
    case .arithmetic(_, let left, let right), .and(let left, let right), .or(let left, let right),
      .item(let left, let right):
      body(left)
      body(right)
    case .compare(let first, let operands):
      body(first)
      for operand in operands { body(operand.operand) }
    case .not(let operand), .negative(let operand), .positive(let operand), .attribute(let operand, _): body(operand)
    case .conditional(let test, let then, let otherwise):
      body(test)
      body(then)
      if let otherwise { body(otherwise) }
    case .slice(let start, let stop, let step):
      if let start { body(start) }
      if let stop { body(stop) }
      if let step { body(step) }
    case .call(let subject, let arguments), .test(let subject, _, let arguments):
      body(subject)
      arguments.visit(body)
    case .filter(let subject, _, let arguments):
      if let subject { body(subject) }
      arguments.visit(body)
    }
  }

  /// Whether `set` and `for` can assign to it.
  var canBeAssigned: Bool {
    switch kind {
    case .name(let name): !["true", "false", "none", "True", "False", "None"].contains(name.string)
    case .namespaceAttribute: true
    case .tuple(let items): items.allSatisfy(\.canBeAssigned)
    default: false
    }
  }

  /// The name of the kind in Jinja2's messages.
  var kindName: String {
    switch kind {
    case .constant: "const"
    case .name: "name"
    case .tuple: "tuple"
    case .list: "list"
    case .dict: "dict"
    case .attribute: "getattr"
    case .item: "getitem"
    case .call: "call"
    case .filter: "filter"
    default: "expression"
    }
  }
}

/// The arguments of a call, a filter or a test.
struct ArgumentList: Sendable {
  var positional: [Expression] = []
  var keywords: [(name: Text, value: Expression)] = []
  /// After `*`.
  var spread: Expression?
  /// After `**`.
  var keywordSpread: Expression?

  /// All of them, in the order in which Jinja2 visits them.
  var expressions: [Expression] {
    var expressions: [Expression] = []
    visit { expressions.append($0) }
    return expressions
  }

  /// Calls the body with each of `expressions`.
  func visit(_ body: (Expression) -> Void) {
    positional.forEach(body)
    for keyword in keywords { body(keyword.value) }
    if let spread { body(spread) }
    if let keywordSpread { body(keywordSpread) }
  }
}
