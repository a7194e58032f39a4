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
    depth = 1 + (Expression.children(of: kind).map(\.depth).max() ?? 0)
  }

  /// The expressions that it is made of, in the order in which Jinja2 visits them.
  var children: [Expression] { Expression.children(of: kind) }

  private static func children(of kind: Kind) -> [Expression] {
    switch kind {
    case .constant, .name, .namespaceAttribute: []
    case .tuple(let items), .list(let items), .concatenation(let items): items
    case .dict(let members): members.flatMap { [$0.key, $0.value] }
    case .arithmetic(_, let left, let right), .and(let left, let right), .or(let left, let right),
      .item(let left, let right):
      [left, right]
    case .compare(let first, let operands): [first] + operands.map(\.operand)
    case .not(let operand), .negative(let operand), .positive(let operand), .attribute(let operand, _): [operand]
    case .conditional(let test, let then, let otherwise): [test, then] + [otherwise].compactMap { $0 }
    case .slice(let start, let stop, let step): [start, stop, step].compactMap { $0 }
    case .call(let callee, let arguments): [callee] + arguments.expressions
    case .filter(let subject, _, let arguments): [subject].compactMap { $0 } + arguments.expressions
    case .test(let subject, _, let arguments): [subject] + arguments.expressions
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
    positional + keywords.map(\.value) + [spread, keywordSpread].compactMap { $0 }
  }
}
