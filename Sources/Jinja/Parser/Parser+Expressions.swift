extension Parser {
  mutating func parseExpression(allowsConditional: Bool = true) throws(TemplateError) -> Expression {
    try enter()
    let expression = allowsConditional ? try parseConditional() : try parseOr()
    depth -= 1
    return expression
  }

  private mutating func parseConditional() throws(TemplateError) -> Expression {
    var start = current.offset
    var expression = try parseOr()
    while try skip(name: "if") {
      let test = try parseOr()
      var otherwise: Expression?
      if try skip(name: "else") {
        try enter()
        otherwise = try parseConditional()
        depth -= 1
      }
      expression = Expression(.conditional(test: test, then: expression, otherwise: otherwise), at: start)
      try check(expression)
      start = current.offset
    }
    return expression
  }

  private mutating func parseOr() throws(TemplateError) -> Expression {
    var left = try parseAnd()
    while try skip(name: "or") {
      left = Expression(.or(left, try parseAnd()), at: left.offset)
      try check(left)
    }
    return left
  }

  private mutating func parseAnd() throws(TemplateError) -> Expression {
    var left = try parseNot()
    while try skip(name: "and") {
      left = Expression(.and(left, try parseNot()), at: left.offset)
      try check(left)
    }
    return left
  }

  private mutating func parseNot() throws(TemplateError) -> Expression {
    guard current.isName("not") else { return try parseComparison() }
    let start = try advance().offset
    try enter()
    let operand = try parseNot()
    depth -= 1
    return Expression(.not(operand), at: start)
  }

  /// Returns what a token compares by; nil for every other token.
  private static func comparison(of kind: TokenKind) -> ComparisonOperator? {
    switch kind {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    default: nil
    }
  }

  private mutating func parseComparison() throws(TemplateError) -> Expression {
    let first = try parseSum()
    var operands: [(comparison: ComparisonOperator, operand: Expression)] = []
    while true {
      if let comparison = Parser.comparison(of: current.kind) {
        try advance()
        operands.append((comparison, try parseSum()))
      } else if try skip(name: "in") {
        operands.append((.in, try parseSum()))
      } else if current.isName("not"), try peek().isName("in") {
        try advance()
        try advance()
        operands.append((.notIn, try parseSum()))
      } else {
        break
      }
    }
    return operands.isEmpty ? first : Expression(.compare(first, operands), at: first.offset)
  }

  private mutating func parseSum() throws(TemplateError) -> Expression {
    var left = try parseConcatenation()
    while current.kind == .add || current.kind == .subtract {
      let arithmetic: ArithmeticOperator = try advance().kind == .add ? .add : .subtract
      left = Expression(.arithmetic(arithmetic, left, try parseConcatenation()), at: left.offset)
      try check(left)
    }
    return left
  }

  private mutating func parseConcatenation() throws(TemplateError) -> Expression {
    let first = try parseProduct()
    guard current.kind == .tilde else { return first }
    var operands = [first]
    while try skip(.tilde) { operands.append(try parseProduct()) }
    return Expression(.concatenation(operands), at: first.offset)
  }

  /// Returns the operator of a product; nil for every other token.
  private static func product(of kind: TokenKind) -> ArithmeticOperator? {
    switch kind {
    case .multiply: .multiply
    case .divide: .divide
    case .floorDivide: .floorDivide
    case .modulo: .modulo
    default: nil
    }
  }

  private mutating func parseProduct() throws(TemplateError) -> Expression {
    var left = try parsePower()
    while let arithmetic = Parser.product(of: current.kind) {
      try advance()
      left = Expression(.arithmetic(arithmetic, left, try parsePower()), at: left.offset)
      try check(left)
    }
    return left
  }

  /// Unlike Python's, this power groups to the left, and a sign binds closer.
  private mutating func parsePower() throws(TemplateError) -> Expression {
    var left = try parseUnary()
    while try skip(.power) {
      left = Expression(.arithmetic(.power, left, try parseUnary()), at: left.offset)
      try check(left)
    }
    return left
  }

  private mutating func parseUnary(allowsFilter: Bool = true) throws(TemplateError) -> Expression {
    var expression: Expression
    let start = current.offset
    switch current.kind {
    case .subtract, .add:
      let isNegative = try advance().kind == .subtract
      try enter()
      let operand = try parseUnary(allowsFilter: false)
      depth -= 1
      expression = Expression(isNegative ? .negative(operand) : .positive(operand), at: start)
    default: expression = try parsePrimary(allowsNamespace: false)
    }
    expression = try parsePostfix(expression)
    return allowsFilter ? try parseFilterExpression(expression) : expression
  }

  mutating func parsePrimary(allowsNamespace: Bool) throws(TemplateError) -> Expression {
    let token = current
    switch token.kind {
    case .name:
      try advance()
      switch token.text {
      case "true", "True": return Expression(.constant(.bool(true)), at: token.offset)
      case "false", "False": return Expression(.constant(.bool(false)), at: token.offset)
      case "none", "None": return Expression(.constant(.none), at: token.offset)
      default: break
      }
      if allowsNamespace, try skip(.dot) {
        return Expression(.namespaceAttribute(token.text, try expect(.name).text), at: token.offset)
      }
      return Expression(.name(token.text), at: token.offset)
    case .string:
      var text = try advance().text
      while current.kind == .string { text = text + (try advance().text) }
      return Expression(.constant(.string(text)), at: token.offset)
    case .integer, .float:
      return Expression(.constant(try advance().value), at: token.offset)
    case .leftParenthesis:
      try advance()
      try enter()
      let expression = try parseTuple(isInParentheses: true)
      depth -= 1
      try expect(.rightParenthesis)
      return expression
    case .leftBracket: return try parseList()
    case .leftBrace: return try parseDict()
    default: throw failure("unexpected \(Text(token.description).quoted)")
    }
  }

  private mutating func parseList() throws(TemplateError) -> Expression {
    let start = try advance().offset
    var items: [Expression] = []
    while current.kind != .rightBracket {
      if !items.isEmpty { try expect(.comma) }
      if current.kind == .rightBracket { break }
      items.append(try parseExpression())
    }
    try expect(.rightBracket)
    return Expression(.list(items), at: start)
  }

  private mutating func parseDict() throws(TemplateError) -> Expression {
    let start = try advance().offset
    var members: [(key: Expression, value: Expression)] = []
    while current.kind != .rightBrace {
      if !members.isEmpty { try expect(.comma) }
      if current.kind == .rightBrace { break }
      let key = try parseExpression()
      try expect(.colon)
      members.append((key, try parseExpression()))
    }
    try expect(.rightBrace)
    return Expression(.dict(members), at: start)
  }
}
