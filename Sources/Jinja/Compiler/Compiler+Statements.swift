extension Compiler {
  /// Compiles a statement; nil for one that does nothing, such as text after `extends`.
  func compile(_ statement: Statement, _ frame: CompileFrame) throws(TemplateError) -> Instruction.Kind? {
    switch statement.kind {
    case .output(let parts): return try output(parts, frame)
    case .set(let target, let value):
      let code = try compile(value, frame)
      return .assign(try self.target(target, frame), code, exports(of: target, frame))
    case .setBlock(let target, let filter, let body): return try setBlock(target, filter, body, frame)
    case .loop(let loop): return try compile(loop, frame, at: statement.offset)
    case .conditional(let conditional): return try compile(conditional, frame)
    case .with(let targets, let values, let body): return try with(targets, values, body, frame)
    case .autoescape(let option, let body): return try autoescape(option, body, frame)
    case .block(let block): return compile(block, frame)
    case .extends(let template): return try extends(template, frame, at: statement.offset)
    case .include(let template, let withContext, let ignoresMissing):
      return .include(
        try compile(template, frame), locals: withContext ? frame.locals : nil, ignoresMissing: ignoresMissing)
    case .import(let template, let target, let withContext):
      let slot = frame.slot(of: target)
      return .importModule(
        try compile(template, frame), locals: withContext ? frame.locals : nil, slot: slot,
        export: frame.isTopLevel ? Export(name: target, slot: slot) : nil)
    case .fromImport(let template, let names, let withContext):
      let imported = names.map { name in
        let slot = frame.slot(of: name.alias)
        return ImportedName(
          name: name.name, slot: slot, export: frame.isTopLevel ? Export(name: name.alias, slot: slot) : nil)
      }
      return .importNames(try compile(template, frame), locals: withContext ? frame.locals : nil, imported)
    case .macro(let name, let parameters, let body):
      let definition = try macro(name, parameters, body, frame, at: statement.offset)
      let slot = frame.slot(of: name)
      return .macro(definition, slot: slot, export: frame.isTopLevel ? Export(name: name, slot: slot) : nil)
    case .callBlock(let callee, let arguments, let callOffset, let parameters, let body):
      let definition = try macro(nil, parameters, body, frame, at: statement.offset)
      return .callBlock(
        definition, callee: try compile(callee, frame), try compile(arguments, frame), callOffset: callOffset)
    case .filterBlock(let filter, let body): return try filterBlock(filter, body, frame)
    case .evaluate(let expression): return .evaluate(try compile(expression, frame))
    case .breakLoop, .continueLoop: return try loopControl(statement, frame)
    case .tag(let tag, let arguments): return try compile(tag, arguments, frame)
    }
  }

  private func loopControl(_ statement: Statement, _ frame: CompileFrame) throws(TemplateError) -> Instruction.Kind {
    if case .breakLoop = statement.kind {
      guard frame.function.loopDepth > 0 else { throw failure("'break' outside loop", at: statement.offset) }
      return .breakLoop
    }
    guard frame.function.loopDepth > 0 else {
      throw failure("'continue' not properly in loop", at: statement.offset)
    }
    return .continueLoop
  }

  private func output(_ parts: [OutputPart], _ frame: CompileFrame) throws(TemplateError) -> Instruction.Kind? {
    if frame.checksOutput, hasKnownExtends { return nil }
    var pieces: [Piece] = []
    for part in parts {
      switch part {
      case .data(let text): pieces.append(.data(text.bytes))
      case .expression(let expression): pieces.append(.value(try compile(expression, frame)))
      }
    }
    return .write(pieces, escaping, checksParent: frame.checksOutput)
  }

  private func compile(_ conditional: IfStatement, _ frame: CompileFrame) throws(TemplateError) -> Instruction.Kind {
    let soft = frame.soft()
    var branches: [(test: Code, body: [Instruction])] = []
    for branch in conditional.branches {
      branches.append((try compile(branch.test, soft), try compile(branch.body, soft)))
    }
    return .branch(branches, otherwise: try compile(conditional.otherwise, soft))
  }

  private func setBlock(
    _ target: Expression, _ filter: Expression?, _ body: [Statement], _ frame: CompileFrame
  ) throws(TemplateError) -> Instruction.Kind {
    var inner = frame.inner()
    inner.checksOutput = false
    var visitor = SymbolVisitor(inner.symbols)
    visitor.visit(body)
    // Jinja2 forgets to look up the names in the filter's arguments; here they work.
    if let filter { visitor.visit(filter) }
    let loads = enter(inner)
    let instructions = try compile(body, inner)
    return .assignBlock(
      try self.target(target, frame), filter: try compile(optional: filter, inner), loads, instructions,
      exports(of: target, frame))
  }

  private func with(
    _ targets: [Expression], _ values: [Expression], _ body: [Statement], _ frame: CompileFrame
  ) throws(TemplateError) -> Instruction.Kind {
    let inner = frame.inner()
    var visitor = SymbolVisitor(inner.symbols)
    visitor.visit(targets, as: .parameter)
    visitor.visit(body)
    let loads = enter(inner)
    var assignments: [(target: Target, value: Code)] = []
    for (target, value) in zip(targets, values) {
      assignments.append((try self.target(target, inner), try compile(value, frame)))
    }
    return .with(loads, assignments, try compile(body, inner))
  }

  private func autoescape(
    _ option: Expression, _ body: [Statement], _ frame: CompileFrame
  ) throws(TemplateError) -> Instruction.Kind {
    let inner = frame.inner()
    var visitor = SymbolVisitor(inner.symbols)
    visitor.visit(option)
    visitor.visit(body)
    let loads = enter(inner)
    let code = try compile(option, inner)
    let outer = escaping
    if case .constant(let constant) = option.kind, let isOn = try? constant.value.isTrue() {
      escaping = isOn ? .always : .never
    } else {
      escaping = .dynamic
    }
    let instructions = try compile(body, inner)
    escaping = outer
    return .autoescape(loads, code, instructions)
  }

  private func compile(_ block: BlockStatement, _ frame: CompileFrame) -> Instruction.Kind? {
    if frame.isTopLevel, hasKnownExtends { return nil }
    return .block(
      block.name, locals: block.isScoped ? frame.locals : nil, isRequired: block.isRequired,
      checksParent: frame.isTopLevel && extendsCount > 0)
  }

  private func extends(
    _ template: Expression, _ frame: CompileFrame, at offset: Int
  ) throws(TemplateError) -> Instruction.Kind {
    guard frame.isTopLevel else { throw failure("cannot use extend from a non top-level scope", at: offset) }
    if hasKnownExtends { return .failExtendedTwice(checksParent: false) }
    let code = try compile(template, frame)
    if frame.isRootLevel { hasKnownExtends = true }
    extendsCount += 1
    return .extend(code)
  }

  private func filterBlock(
    _ filter: Expression, _ body: [Statement], _ frame: CompileFrame
  ) throws(TemplateError) -> Instruction.Kind {
    let inner = frame.inner()
    var visitor = SymbolVisitor(inner.symbols)
    visitor.visit(body)
    visitor.visit(filter)
    let loads = enter(inner)
    return .filterBlock(loads, try compile(body, inner), filter: try compile(filter, inner), escaping)
  }

  private func compile(
    _ tag: TagExtension, _ arguments: [Expression], _ frame: CompileFrame
  ) throws(TemplateError) -> Instruction.Kind? {
    if frame.checksOutput, hasKnownExtends { return nil }
    var codes: [TagArgumentCode] = []
    for argument in arguments {
      switch argument.kind {
      case .arithmetic(.add, let left, let right):
        codes.append(
          TagArgumentCode(left: try compile(left, frame), right: try compile(right, frame), isDifference: false))
      case .arithmetic(.subtract, let left, let right):
        codes.append(
          TagArgumentCode(left: try compile(left, frame), right: try compile(right, frame), isDifference: true))
      default: codes.append(TagArgumentCode(left: try compile(argument, frame), right: nil, isDifference: false))
      }
    }
    return .tag(tag, codes, escaping)
  }
}
