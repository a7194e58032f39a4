extension Compiler {
  func compile(_ expression: Expression, _ frame: CompileFrame) throws(TemplateError) -> Code {
    Code(kind: try kind(of: expression, frame), offset: expression.offset)
  }

  private func compile(_ expressions: [Expression], _ frame: CompileFrame) throws(TemplateError) -> [Code] {
    var codes: [Code] = []
    for expression in expressions { codes.append(try compile(expression, frame)) }
    return codes
  }

  func compile(optional expression: Expression?, _ frame: CompileFrame) throws(TemplateError) -> Code? {
    guard let expression else { return nil }
    return try compile(expression, frame)
  }

  private func kind(of expression: Expression, _ frame: CompileFrame) throws(TemplateError) -> Code.Kind {
    switch expression.kind {
    case .constant(let constant): return .constant(constant)
    case .name(let name):
      return frame.variable(named: name).map { .variable($0, name) } ?? .lookUp(name)
    case .namespaceAttribute: throw failure("invalid syntax", at: expression.offset)
    case .tuple(let items): return .tuple(try compile(items, frame))
    case .list(let items): return .list(try compile(items, frame))
    case .dict(let members):
      var codes: [(key: Code, value: Code)] = []
      for member in members { codes.append((try compile(member.key, frame), try compile(member.value, frame))) }
      return .dict(codes)
    case .arithmetic(let arithmetic, let left, let right):
      return .arithmetic(arithmetic, try compile(left, frame), try compile(right, frame))
    case .compare(let first, let operands): return try comparison(first, operands, frame)
    case .and(let left, let right): return .and(try compile(left, frame), try compile(right, frame))
    case .or(let left, let right): return .or(try compile(left, frame), try compile(right, frame))
    case .not(let operand): return .not(try compile(operand, frame))
    case .negative(let operand): return .negative(try compile(operand, frame))
    case .positive(let operand): return .positive(try compile(operand, frame))
    case .concatenation(let operands):
      // The optimizer joins constants as plain text, safe or not, and so is all joined where escaping isn't known before.
      let isPlain = escaping != .always || operands.allSatisfy(\.isFolded)
      return .concatenation(try compile(operands, frame), isPlain ? .never : .always)
    case .conditional(let test, let then, let otherwise):
      let soft = frame.soft()
      return .conditional(
        test: try compile(test, soft), then: try compile(then, soft), otherwise: try compile(optional: otherwise, soft))
    case .attribute(let subject, let name): return .attribute(try compile(subject, frame), name)
    case .item(let subject, let index): return try item(subject, index, frame)
    case .slice: throw failure("invalid syntax", at: expression.offset)
    case .call(let callee, let arguments): return try call(callee, arguments, frame)
    case .filter(let subject, let name, let arguments):
      let function = environment.filters[name]
      if function == nil, !frame.isSoft { throw unknown("filter", name, environment.filters.keys, expression.offset) }
      return .filter(
        try compile(optional: subject, frame), name, function, try compile(arguments, frame))
    case .test(let subject, let name, let arguments):
      let function = environment.tests[name]
      if function == nil, !frame.isSoft { throw unknown("test", name, environment.tests.keys, expression.offset) }
      return .test(try compile(subject, frame), name, function, try compile(arguments, frame))
    }
  }

  private func unknown(_ kind: String, _ name: Text, _ known: some Collection<Text>, _ offset: Int) -> TemplateError {
    let closest = SyntaxHints.closest(to: name.string, among: known.map(\.string))
    let isGitHub = SyntaxHints.isGitHubExpression(source, environment.settings, at: offset)
    return failure(
      "No \(kind) named \(name.quoted).", at: offset,
      hint: isGitHub ? SyntaxHints.githubActions : closest.map { "did you mean \($0)?" })
  }

  private func comparison(
    _ first: Expression, _ operands: [(comparison: ComparisonOperator, operand: Expression)], _ frame: CompileFrame
  ) throws(TemplateError) -> Code.Kind {
    let left = try compile(first, frame)
    if operands.count == 1 { return .compare(left, operands[0].comparison, try compile(operands[0].operand, frame)) }
    var codes: [(comparison: ComparisonOperator, operand: Code)] = []
    for (comparison, operand) in operands { codes.append((comparison, try compile(operand, frame))) }
    return .compareChain(left, codes)
  }

  private func item(
    _ subject: Expression, _ index: Expression, _ frame: CompileFrame
  ) throws(TemplateError) -> Code.Kind {
    let subjectCode = try compile(subject, frame)
    guard case .slice(let start, let stop, let step) = index.kind else {
      return .item(subjectCode, try compile(index, frame))
    }
    return .slice(
      subjectCode, start: try compile(optional: start, frame), stop: try compile(optional: stop, frame),
      step: try compile(optional: step, frame))
  }

  private func call(
    _ callee: Expression, _ arguments: ArgumentList, _ frame: CompileFrame
  ) throws(TemplateError) -> Code.Kind {
    let argumentCode = try compile(arguments, frame)
    if case .attribute(let subject, let name) = callee.kind {
      return .methodCall(try compile(subject, frame), name, argumentCode)
    }
    return .call(try compile(callee, frame), argumentCode)
  }

  func compile(_ list: ArgumentList, _ frame: CompileFrame) throws(TemplateError) -> ArgumentCode {
    var keywords: [(name: Text, value: Code)] = []
    let positional = try compile(list.positional, frame)
    for (name, value) in list.keywords { keywords.append((name, try compile(value, frame))) }
    return ArgumentCode(
      positional: positional, keywords: keywords, spread: try compile(optional: list.spread, frame),
      keywordSpread: try compile(optional: list.keywordSpread, frame))
  }

  func target(_ expression: Expression, _ frame: CompileFrame) throws(TemplateError) -> Target {
    switch expression.kind {
    case .name(let name): return .slot(frame.slot(of: name))
    case .namespaceAttribute(let name, let attribute):
      guard let variable = frame.variable(named: name) else { throw failure("invalid syntax", at: expression.offset) }
      return .namespaceAttribute(variable, attribute)
    case .tuple(let items):
      var targets: [Target] = []
      for item in items { targets.append(try target(item, frame)) }
      return .tuple(targets)
    default: throw failure("can't assign to '\(expression.kindName)'", at: expression.offset)
    }
  }

  /// The names of a target that other templates can import, if it is at the top level.
  func exports(of target: Expression, _ frame: CompileFrame) -> [Export] {
    guard frame.isTopLevel else { return [] }
    switch target.kind {
    case .name(let name): return [Export(name: name, slot: frame.slot(of: name))]
    case .tuple(let items): return items.flatMap { exports(of: $0, frame) }
    default: return []
    }
  }
}
