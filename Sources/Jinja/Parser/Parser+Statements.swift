extension Parser {
  // What ends the most common statements, made once.
  private static let loopEnds: [Text] = ["endfor", "else"]
  private static let loopEnd: [Text] = ["endfor"]
  private static let branchEnds: [Text] = ["elif", "else", "endif"]
  private static let conditionEnd: [Text] = ["endif"]

  mutating func parseStatement() throws(TemplateError) -> Statement {
    let token = current
    guard token.kind == .name else { throw failure("tag name expected") }
    openTags.append(token.text)
    guard let kind = try parseKind(of: token) else {
      openTags.removeLast()
      throw unknownTag(token.text, at: token.offset)
    }
    openTags.removeLast()
    return Statement(kind, at: token.offset)
  }

  /// Returns nil for an unknown tag.
  private mutating func parseKind(of token: Token) throws(TemplateError) -> Statement.Kind? {
    let name = token.text.string
    switch name {
    case "for": return try parseFor()
    case "if": return try parseIf()
    case "set": return try parseSet()
    case "include": return try parseInclude()
    case "with": return try parseWith()
    case "macro": return try parseMacro()
    case "block": return try parseBlock()
    case "print": return try parsePrint()
    case "import": return try parseImport()
    case "from": return try parseFromImport()
    case "call": return try parseCallBlock()
    case "filter": return try parseFilterBlock()
    case "extends":
      try advance()
      return .extends(try parseExpression())
    case "autoescape":
      try advance()
      return .autoescape(try parseExpression(), body: try parseStatements(until: ["endautoescape"], dropsEnd: true))
    case "do" where environment.extensions.allowsDo:
      try advance()
      return .evaluate(try parseTuple())
    case "break" where environment.extensions.allowsLoopControls:
      try advance()
      return .breakLoop
    case "continue" where environment.extensions.allowsLoopControls:
      try advance()
      return .continueLoop
    default:
      guard let tag = environment.extensions.tags.first(where: { $0.name == name }) else { return nil }
      try advance()
      var arguments = [try parseExpression()]
      while try skip(.comma) { arguments.append(try parseExpression()) }
      return .tag(tag, arguments)
    }
  }

  private mutating func parseSet() throws(TemplateError) -> Statement.Kind {
    try advance()
    let target = try parseTarget(allowsNamespace: true)
    if try skip(.assign) { return .set(target: target, value: try parseTuple()) }
    let filter = try parseFilters(of: nil)
    let body = try parseStatements(until: ["endset"], dropsEnd: true)
    return .setBlock(target: target, filter: filter, body: body)
  }

  private mutating func parseFor() throws(TemplateError) -> Statement.Kind {
    try advance()
    let target = try parseTarget()
    try expect(name: "in")
    let iterable = try parseTuple(allowsConditional: false)
    let test = try skip(name: "if") ? try parseExpression() : nil
    let isRecursive = try skip(name: "recursive")
    let body = try parseStatements(until: Parser.loopEnds)
    let hasElse = try advance().isName("else")
    let otherwise = hasElse ? try parseStatements(until: Parser.loopEnd, dropsEnd: true) : []
    return .loop(
      ForStatement(
        target: target, iterable: iterable, test: test, isRecursive: isRecursive, body: body, otherwise: otherwise))
  }

  private mutating func parseIf() throws(TemplateError) -> Statement.Kind {
    try advance()
    var branches: [IfStatement.Branch] = []
    while true {
      let test = try parseTuple(allowsConditional: false)
      branches.append(IfStatement.Branch(test: test, body: try parseStatements(until: Parser.branchEnds)))
      let token = try advance()
      if token.isName("elif") { continue }
      let otherwise = token.isName("else") ? try parseStatements(until: Parser.conditionEnd, dropsEnd: true) : []
      return .conditional(IfStatement(branches: branches, otherwise: otherwise))
    }
  }

  private mutating func parseWith() throws(TemplateError) -> Statement.Kind {
    try advance()
    var targets: [Expression] = []
    var values: [Expression] = []
    while current.kind != .blockEnd {
      if !targets.isEmpty { try expect(.comma) }
      targets.append(try parseTarget())
      try expect(.assign)
      values.append(try parseExpression())
    }
    return .with(targets: targets, values: values, body: try parseStatements(until: ["endwith"], dropsEnd: true))
  }

  private mutating func parseBlock() throws(TemplateError) -> Statement.Kind {
    try advance()
    let name = try expect(.name).text
    let isScoped = try skip(name: "scoped")
    let isRequired = try skip(name: "required")
    if current.kind == .subtract {
      throw failure(
        "Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore instead."
      )
    }
    let body = try parseStatements(until: ["endblock"], dropsEnd: true)
    if isRequired, !body.allSatisfy(Parser.isBlank) {
      throw failure("Required blocks can only contain comments or whitespace")
    }
    if current.kind == .name, current.text == name { try advance() }
    return .block(BlockStatement(name: name, isScoped: isScoped, isRequired: isRequired, body: body))
  }

  private static func isBlank(_ statement: Statement) -> Bool {
    guard case .output(let parts) = statement.kind else { return false }
    return parts.allSatisfy { part in
      guard case .data(let text) = part else { return false }
      return TextSearch.droppingLeadingSpace(text.bytes[...]).isEmpty
    }
  }

  private mutating func parsePrint() throws(TemplateError) -> Statement.Kind {
    try advance()
    var parts: [OutputPart] = []
    while current.kind != .blockEnd {
      if !parts.isEmpty { try expect(.comma) }
      parts.append(.expression(try parseExpression()))
    }
    return .output(parts)
  }

  private mutating func parseContext(standard: Bool) throws(TemplateError) -> Bool {
    guard current.isName("with") || current.isName("without"), try peek().isName("context") else { return standard }
    let withContext = try advance().isName("with")
    try advance()
    return withContext
  }

  private mutating func parseInclude() throws(TemplateError) -> Statement.Kind {
    try advance()
    let template = try parseExpression()
    var ignoresMissing = false
    if current.isName("ignore"), try peek().isName("missing") {
      try advance()
      try advance()
      ignoresMissing = true
    }
    return .include(template, withContext: try parseContext(standard: true), ignoresMissing: ignoresMissing)
  }

  private mutating func parseImport() throws(TemplateError) -> Statement.Kind {
    try advance()
    let template = try parseExpression()
    try expect(name: "as")
    let target = try parseNameTarget().text
    return .import(template, target: target, withContext: try parseContext(standard: false))
  }

  private mutating func parseFromImport() throws(TemplateError) -> Statement.Kind {
    try advance()
    let template = try parseExpression()
    try expect(name: "import")
    var names: [(name: Text, alias: Text)] = []
    var withContext: Bool?
    func takesContext(_ parser: inout Parser) throws(TemplateError) -> Bool {
      let isContext = parser.current.isName("with") || parser.current.isName("without")
      guard isContext, try parser.peek().isName("context") else { return false }
      withContext = try parser.parseContext(standard: false)
      return true
    }
    while true {
      if !names.isEmpty { try expect(.comma) }
      guard current.kind == .name else {
        try expect(.name)
        break
      }
      if try takesContext(&self) { break }
      let target = try parseNameTarget()
      if target.text.bytes.first == UInt8(ascii: "_") {
        throw failure("names starting with an underline can not be imported", at: target.offset)
      }
      let alias = try skip(name: "as") ? try parseNameTarget().text : target.text
      names.append((target.text, alias))
      if try takesContext(&self) || current.kind != .comma { break }
    }
    return .fromImport(template, names: names, withContext: withContext ?? false)
  }

  private mutating func parseSignature() throws(TemplateError) -> ParameterList {
    var list = ParameterList()
    try expect(.leftParenthesis)
    while current.kind != .rightParenthesis {
      if !list.parameters.isEmpty { try expect(.comma) }
      let name = try parseNameTarget()
      var standard: Expression?
      if try skip(.assign) {
        standard = try parseExpression()
      } else if list.parameters.contains(where: { $0.standard != nil }) {
        throw failure("non-default argument follows default argument")
      }
      list.parameters.append(.init(name: name.text, standard: standard, offset: name.offset))
    }
    try expect(.rightParenthesis)
    return list
  }

  private mutating func parseCallBlock() throws(TemplateError) -> Statement.Kind {
    let start = try advance().offset
    let parameters = current.kind == .leftParenthesis ? try parseSignature() : ParameterList()
    let expression = try parseExpression()
    guard case .call(let callee, let arguments) = expression.kind else { throw failure("expected call", at: start) }
    let body = try parseStatements(until: ["endcall"], dropsEnd: true)
    return .callBlock(callee, arguments, callOffset: expression.offset, parameters, body: body)
  }

  private mutating func parseFilterBlock() throws(TemplateError) -> Statement.Kind {
    try advance()
    let filter = try parseFilters(of: nil, startsInline: true)
    let body = try parseStatements(until: ["endfilter"], dropsEnd: true)
    guard let filter else { throw failure("expected a filter") }
    return .filterBlock(filter, body: body)
  }

  private mutating func parseMacro() throws(TemplateError) -> Statement.Kind {
    try advance()
    let name = try parseNameTarget().text
    let parameters = try parseSignature()
    return .macro(name: name, parameters, body: try parseStatements(until: ["endmacro"], dropsEnd: true))
  }
}
