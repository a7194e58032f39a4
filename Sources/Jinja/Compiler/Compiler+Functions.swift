extension Compiler {
  // MARK: Loops

  func compile(
    _ loop: ForStatement, _ frame: CompileFrame, at offset: Int
  ) throws(TemplateError) -> Instruction.Kind {
    let isExtended =
      loop.isRecursive || !UndeclaredNames.find(["loop"], in: loop.body).isEmpty
      || Compiler.containsScopedBlock(loop.body) || Compiler.containsScopedBlock(loop.otherwise)
    if Compiler.assignsLoop(loop) {
      throw failure("Can't assign to special loop variable in for-loop target", at: offset)
    }
    let iterable = try compile(loop.iterable, frame)
    let function = loop.isRecursive ? FunctionBuilder(parent: frame.function) : nil
    let inner = frame.inner(function: function)
    if isExtended { inner.symbols.declareParameter("loop") }
    var visitor = SymbolVisitor(inner.symbols)
    visitor.visit(loop.target, as: .parameter)
    visitor.visit(loop.body)
    let elseFrame = frame.inner(function: function)
    var elseVisitor = SymbolVisitor(elseFrame.symbols)
    elseVisitor.visit(loop.otherwise)

    let test = try compileTest(loop, frame, runsIn: inner.function)
    let loads = enter(inner)
    inner.function.loopDepth += 1
    let target = try self.target(loop.target, inner)
    let body = try compile(loop.body, inner)
    inner.function.loopDepth -= 1
    let elseLoads = enter(elseFrame)
    let otherwise = try compile(loop.otherwise, elseFrame)
    return .loop(
      LoopCode(
        target: target, iterable: iterable, test: test, loads: loads, body: body, otherwiseLoads: elseLoads,
        otherwise: otherwise, loopSlot: isExtended ? inner.slot(of: "loop") : nil,
        recursiveSlotCount: function?.slotCount, escaping: escaping))
  }

  private func compileTest(
    _ loop: ForStatement, _ frame: CompileFrame, runsIn outer: FunctionBuilder
  ) throws(TemplateError) -> (code: Code, function: FunctionCode, target: Target, value: Code)? {
    guard let test = loop.test else { return nil }
    let function = FunctionBuilder(parent: outer)
    let inner = frame.inner(function: function)
    var visitor = SymbolVisitor(inner.symbols)
    visitor.visit(loop.target, as: .parameter)
    visitor.visit(test)
    let loads = enter(inner)
    let target = try self.target(loop.target, inner)
    let value = try compile(loop.target, inner)
    let code = try compile(test, inner)
    return (code, FunctionCode(slotCount: function.slotCount, loads: loads, body: []), target, value)
  }

  private static func containsScopedBlock(_ statements: [Statement]) -> Bool {
    statements.contains { statement in
      if case .block(let block) = statement.kind, block.isScoped { return true }
      return statement.bodies.contains(where: containsScopedBlock)
    }
  }

  /// Whether a loop, or anything in it, sets `loop`.
  private static func assignsLoop(_ loop: ForStatement) -> Bool {
    func isLoop(_ target: Expression) -> Bool {
      if case .name(let name) = target.kind { return name == "loop" }
      if case .tuple(let items) = target.kind { return items.contains(where: isLoop) }
      return false
    }
    func assigns(_ statement: Statement) -> Bool {
      switch statement.kind {
      case .set(let target, _), .setBlock(let target, _, _): if isLoop(target) { return true }
      case .loop(let inner): if isLoop(inner.target) { return true }
      default: break
      }
      return statement.bodies.contains { $0.contains(where: assigns) }
    }
    return isLoop(loop.target) || loop.body.contains(where: assigns) || loop.otherwise.contains(where: assigns)
  }

  // MARK: Macros

  func macro(
    _ name: Text?, _ list: ParameterList, _ body: [Statement], _ outer: CompileFrame, at offset: Int
  ) throws(TemplateError) -> MacroDefinition {
    let function = FunctionBuilder(parent: outer.function)
    var frame = outer.inner(function: function)
    analyze(list, body, frame)
    let special = UndeclaredNames.find(["caller", "kwargs", "varargs"], in: body)
    let names = Set(list.parameters.map(\.name))
    if special.contains("caller"), let explicit = list.parameters.first(where: { $0.name == "caller" }) {
      guard explicit.standard != nil else {
        throw failure(
          "When defining macros or call blocks the special \"caller\" argument must be omitted or be given a default.",
          at: offset)
      }
    }
    for (index, parameter) in list.parameters.enumerated()
    where list.parameters[..<index].contains(where: { $0.name == parameter.name }) {
      throw failure("duplicate argument \(parameter.name.quoted) in function definition", at: parameter.offset)
    }
    let used = special.filter { !names.contains($0) }
    for special in ["caller", "kwargs", "varargs"] as [Text] where used.contains(special) {
      frame.symbols.declareParameter(special)
    }
    frame.checksOutput = false
    analyze(list, body, frame)
    let loads = enter(frame)
    var parameters: [MacroDefinition.Parameter] = []
    for parameter in list.parameters {
      parameters.append(
        .init(
          name: parameter.name, slot: frame.slot(of: parameter.name),
          standard: try compile(optional: parameter.standard, frame)))
    }
    let instructions = try compile(body, frame)
    func slot(_ name: Text) -> Int? { used.contains(name) ? frame.slot(of: name) : nil }
    let (callerSlot, keywordsSlot, positionalSlot) = (slot("caller"), slot("kwargs"), slot("varargs"))
    return MacroDefinition(
      name: name, parameters: parameters, callerSlot: callerSlot, keywordsSlot: keywordsSlot,
      positionalSlot: positionalSlot, usesCaller: special.contains("caller"),
      function: FunctionCode(slotCount: function.slotCount, loads: loads, body: instructions), source: source)
  }

  private func analyze(_ list: ParameterList, _ body: [Statement], _ frame: CompileFrame) {
    for parameter in list.parameters { frame.symbols.declareParameter(parameter.name) }
    var visitor = SymbolVisitor(frame.symbols)
    visitor.visit(list.parameters.compactMap(\.standard))
    visitor.visit(body)
  }
}
