/// A statement as it was written, or the text and print statements between two of them.
struct Statement: Sendable {
  indirect enum Kind: Sendable {
    case output([OutputPart])
    case loop(ForStatement)
    case conditional(IfStatement)
    case with(targets: [Expression], values: [Expression], body: [Statement])
    case autoescape(Expression, body: [Statement])
    case block(BlockStatement)
    case extends(Expression)
    case include(Expression, withContext: Bool, ignoresMissing: Bool)
    case `import`(Expression, target: Text, withContext: Bool)
    case fromImport(Expression, names: [(name: Text, alias: Text)], withContext: Bool)
    case macro(name: Text, ParameterList, body: [Statement])
    case callBlock(Expression, ArgumentList, callOffset: Int, ParameterList, body: [Statement])
    case filterBlock(Expression, body: [Statement])
    case set(target: Expression, value: Expression)
    case setBlock(target: Expression, filter: Expression?, body: [Statement])
    case evaluate(Expression)
    case breakLoop
    case continueLoop
    case tag(TagExtension, [Expression])
  }

  let kind: Kind
  /// Where the tag's name stands, or the first part of the output: a byte offset into the source.
  let offset: Int

  init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }
}

enum OutputPart: Sendable {
  case data(Text)
  case expression(Expression)
}

struct ForStatement: Sendable {
  let target: Expression
  let iterable: Expression
  let test: Expression?
  let isRecursive: Bool
  let body: [Statement]
  let otherwise: [Statement]
}

struct IfStatement: Sendable {
  struct Branch: Sendable {
    let test: Expression
    let body: [Statement]
  }

  /// The `if` and each `elif`.
  let branches: [Branch]
  let otherwise: [Statement]
}

struct BlockStatement: Sendable {
  let name: Text
  let isScoped: Bool
  let isRequired: Bool
  let body: [Statement]
}

struct ParameterList: Sendable {
  struct Parameter: Sendable {
    let name: Text
    let standard: Expression?
    let offset: Int
  }

  var parameters: [Parameter] = []
}
