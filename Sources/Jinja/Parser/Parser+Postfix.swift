extension Parser {
  /// Chains of operators, attributes, filters and calls are nested as deep as they are long.
  private static let chainLimit = 400

  func check(_ expression: Expression) throws(TemplateError) {
    if expression.depth > Parser.chainLimit {
      throw failure("an expression of more than \(Parser.chainLimit) operators, filters or calls in a row")
    }
  }

  mutating func parsePostfix(_ subject: Expression) throws(TemplateError) -> Expression {
    var expression = subject
    while true {
      try check(expression)
      switch current.kind {
      case .dot, .leftBracket: expression = try parseSubscript(of: expression)
      case .leftParenthesis: expression = try parseCall(of: expression)
      default: return expression
      }
    }
  }

  mutating func parseFilterExpression(_ subject: Expression) throws(TemplateError) -> Expression {
    var expression = subject
    while true {
      try check(expression)
      if current.kind == .pipe {
        expression = try parseFilters(of: expression) ?? expression
      } else if current.isName("is") {
        expression = try parseTest(of: expression)
      } else if current.kind == .leftParenthesis {
        expression = try parseCall(of: expression)
      } else {
        return expression
      }
    }
  }

  private mutating func parseSubscript(of subject: Expression) throws(TemplateError) -> Expression {
    let token = try advance()
    if token.kind == .dot {
      let attribute = try advance()
      switch attribute.kind {
      case .name: return Expression(.attribute(subject, attribute.text), at: attribute.offset)
      case .integer:
        let index = Expression(.constant(attribute.value), at: attribute.offset)
        return Expression(.item(subject, index), at: attribute.offset)
      default: throw failure("expected name or number", at: attribute.offset)
      }
    }
    var indexes: [Expression] = []
    while current.kind != .rightBracket {
      if !indexes.isEmpty { try expect(.comma) }
      indexes.append(try parseIndex())
    }
    try expect(.rightBracket)
    let isSliceInTuple = indexes.count > 1 && indexes.contains { if case .slice = $0.kind { true } else { false } }
    if isSliceInTuple { throw failure("invalid syntax", at: token.offset) }
    let index = indexes.count == 1 ? indexes[0] : Expression(.tuple(indexes), at: token.offset)
    return Expression(.item(subject, index), at: token.offset)
  }

  private mutating func parseIndex() throws(TemplateError) -> Expression {
    let offset = current.offset
    var start: Expression?
    if current.kind != .colon {
      let expression = try parseExpression()
      guard current.kind == .colon else { return expression }
      start = expression
    }
    try advance()
    var stop: Expression?
    var step: Expression?
    if current.kind != .colon, current.kind != .rightBracket, current.kind != .comma { stop = try parseExpression() }
    if try skip(.colon), current.kind != .rightBracket, current.kind != .comma { step = try parseExpression() }
    return Expression(.slice(start: start, stop: stop, step: step), at: offset)
  }

  private mutating func parseCall(of subject: Expression) throws(TemplateError) -> Expression {
    let arguments = try parseArguments()
    return Expression(.call(subject, arguments), at: subject.offset)
  }

  private mutating func parseArguments() throws(TemplateError) -> ArgumentList {
    let start = try expect(.leftParenthesis).offset
    var list = ArgumentList()
    var needsComma = false
    func ensure(_ condition: Bool, _ parser: borrowing Parser) throws(TemplateError) {
      if !condition { throw parser.failure("invalid syntax for function call expression", at: start) }
    }
    while current.kind != .rightParenthesis {
      if needsComma {
        try expect(.comma)
        if current.kind == .rightParenthesis { break }
      }
      if current.kind == .multiply {
        try ensure(list.spread == nil && list.keywordSpread == nil, self)
        try advance()
        list.spread = try parseExpression()
      } else if current.kind == .power {
        try ensure(list.keywordSpread == nil, self)
        try advance()
        list.keywordSpread = try parseExpression()
      } else if current.kind == .name, try peek().kind == .assign {
        try ensure(list.keywordSpread == nil, self)
        let name = try advance()
        try advance()
        let value = try parseExpression()
        if list.keywords.contains(where: { $0.name == name.text }) {
          throw failure("keyword argument repeated: \(name.text.string)", at: name.offset)
        }
        list.keywords.append((name.text, value))
      } else {
        try ensure(list.spread == nil && list.keywordSpread == nil && list.keywords.isEmpty, self)
        list.positional.append(try parseExpression())
      }
      needsComma = true
    }
    try expect(.rightParenthesis)
    return list
  }

  /// Parses the name of a filter or test, which may have dots.
  private mutating func parseDottedName() throws(TemplateError) -> Token {
    let token = try expect(.name)
    var name = token.text
    while try skip(.dot) { name = name + "." + (try expect(.name).text) }
    return Token(.name, at: token.offset, .string(name))
  }

  /// Parses `|filter|filter`; nil if there is none.
  mutating func parseFilters(of subject: Expression?, startsInline: Bool = false) throws(TemplateError) -> Expression? {
    var expression = subject
    var startsInline = startsInline
    while current.kind == .pipe || startsInline {
      if let expression { try check(expression) }
      if !startsInline { try advance() }
      let name = try parseDottedName()
      let arguments = current.kind == .leftParenthesis ? try parseArguments() : ArgumentList()
      expression = Expression(.filter(expression, name.text, arguments), at: name.offset)
      startsInline = false
    }
    return expression
  }

  private mutating func parseTest(of subject: Expression) throws(TemplateError) -> Expression {
    let start = try advance().offset
    let isNegated = try skip(name: "not")
    let name = try parseDottedName()
    var arguments = ArgumentList()
    if current.kind == .leftParenthesis {
      arguments = try parseArguments()
    } else if startsArgument {
      if current.isName("is") { throw failure("You cannot chain multiple tests with is") }
      try enter()
      arguments.positional = [try parsePostfix(try parsePrimary(allowsNamespace: false))]
      depth -= 1
    }
    let test = Expression(.test(subject, name.text, arguments), at: name.offset)
    return isNegated ? Expression(.not(test), at: start) : test
  }

  /// Whether the current token can start the argument of a test that has no parentheses.
  private var startsArgument: Bool {
    switch current.kind {
    case .name: !(current.isName("else") || current.isName("or") || current.isName("and"))
    case .string, .integer, .float, .leftBracket, .leftBrace: true
    default: false
    }
  }
}
