extension Parser {
  /// Parses a single name that is assigned to.
  mutating func parseNameTarget() throws(TemplateError) -> Token {
    let token = try expect(.name)
    guard Expression(.name(token.text), at: token.offset).canBeAssigned else {
      throw failure("can't assign to 'name'", at: token.offset)
    }
    return token
  }

  /// Parses what `set`, `for` and `with` assign to.
  mutating func parseTarget(allowsNamespace: Bool = false) throws(TemplateError) -> Expression {
    let start = current.offset
    let target = try parseItems(allowsEmpty: false) { (parser) throws(TemplateError) in
      try parser.parsePrimary(allowsNamespace: allowsNamespace)
    }
    guard target.canBeAssigned else { throw failure("can't assign to '\(target.kindName)'", at: start) }
    return target
  }

  /// Parses one expression, or several with commas as a tuple.
  mutating func parseTuple(
    allowsConditional: Bool = true, isInParentheses: Bool = false
  ) throws(TemplateError) -> Expression {
    try parseItems(allowsEmpty: isInParentheses) { (parser) throws(TemplateError) in
      try parser.parseExpression(allowsConditional: allowsConditional)
    }
  }

  private mutating func parseItems(
    allowsEmpty: Bool, _ parseItem: (inout Parser) throws(TemplateError) -> Expression
  ) throws(TemplateError) -> Expression {
    let start = current.offset
    var items: [Expression] = []
    var isTuple = false
    while true {
      if !items.isEmpty { try expect(.comma) }
      if isAtTupleEnd { break }
      items.append(try parseItem(&self))
      guard current.kind == .comma else { break }
      isTuple = true
    }
    if !isTuple {
      if let only = items.first { return only }
      if !allowsEmpty { throw failure("Expected an expression, got \(Text(current.description).quoted)") }
    }
    return Expression(.tuple(items), at: start)
  }

  private var isAtTupleEnd: Bool {
    switch current.kind {
    case .variableEnd, .blockEnd, .rightParenthesis: true
    default: false
    }
  }
}
