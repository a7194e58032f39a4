/// Turns a parsed template into a program.
final class Compiler {
  let source: Source
  let environment: Environment
  /// What is known of escaping at the statement that is being compiled.
  var escaping: Escaping
  /// Whether an `extends` at the root was seen: nothing is printed after it.
  var hasKnownExtends = false
  var extendsCount = 0
  private var blocks: [(statement: BlockStatement, offset: Int)] = []
  var undeclared: Set<Text> = []

  init(_ source: Source, environment: Environment) {
    self.source = source
    self.environment = environment
    escaping = environment.settings.escapes(templateNamed: source.name) ? .always : .never
  }

  func failure(_ message: String, at offset: Int, hint: String? = nil) -> TemplateError {
    TemplateError(.templateSyntax, message, hint: hint, place: source.place(at: offset))
  }

  /// Compiles a whole template.
  func compile(_ statements: [Statement]) throws(TemplateError) -> Program {
    try findBlocks(statements)
    let hasExtends = Compiler.containsExtends(statements)
    let function = FunctionBuilder(parent: nil)
    var frame = CompileFrame(function: function)
    let usesSelf = !UndeclaredNames.find(["self"], in: statements).isEmpty
    if usesSelf { frame.symbols.declareParameter("self") }
    var visitor = SymbolVisitor(frame.symbols)
    visitor.visit(statements)
    frame.isTopLevel = true
    frame.isRootLevel = true
    frame.checksOutput = hasExtends
    let loads = enter(frame)
    let body = try compile(statements, frame)
    let root = FunctionCode(
      slotCount: function.slotCount, loads: loads, body: body, selfSlot: usesSelf ? frame.slot(of: "self") : nil)
    var blockCodes: [BlockCode] = []
    for block in blocks { blockCodes.append(try compile(block.statement)) }
    return Program(
      source: source, root: root, blocks: blockCodes, hasExtends: hasExtends, undeclaredNames: undeclared)
  }

  private func compile(_ block: BlockStatement) throws(TemplateError) -> BlockCode {
    let function = FunctionBuilder(parent: nil)
    let frame = CompileFrame(function: function)
    let special = UndeclaredNames.find(["self", "super"], in: block.body)
    if special.contains("self") { frame.symbols.declareParameter("self") }
    if special.contains("super") { frame.symbols.declareParameter("super") }
    var visitor = SymbolVisitor(frame.symbols)
    visitor.visit(block.body)
    let loads = enter(frame)
    let body = try compile(block.body, frame)
    return BlockCode(
      name: block.name,
      function: FunctionCode(
        slotCount: function.slotCount, loads: loads, body: body,
        selfSlot: special.contains("self") ? frame.slot(of: "self") : nil,
        superSlot: special.contains("super") ? frame.slot(of: "super") : nil),
      source: source)
  }

  /// Returns what entering a scope does, and notes the names that it takes from the context.
  func enter(_ frame: CompileFrame) -> ScopeLoads {
    let loads = frame.loads
    for load in loads.resolved where !environment.hasGlobal(load.name) { undeclared.insert(load.name) }
    return loads
  }

  /// Compiles a body; what follows a second `extends` is left out.
  func compile(_ statements: [Statement], _ frame: CompileFrame) throws(TemplateError) -> [Instruction] {
    var instructions: [Instruction] = []
    for statement in statements {
      guard let kind = try compile(statement, frame) else { continue }
      instructions.append(Instruction(kind: kind, offset: statement.offset))
      if case .failExtendedTwice(checksParent: false) = kind { break }
    }
    return instructions
  }

  private func findBlocks(_ statements: [Statement]) throws(TemplateError) {
    for statement in statements {
      if case .block(let block) = statement.kind {
        guard !blocks.contains(where: { $0.statement.name == block.name }) else {
          throw failure("block \(block.name.quoted) defined twice", at: statement.offset)
        }
        blocks.append((block, statement.offset))
      }
      for body in statement.bodies { try findBlocks(body) }
    }
  }

  private static func containsExtends(_ statements: [Statement]) -> Bool {
    statements.contains { statement in
      if case .extends = statement.kind { return true }
      return statement.bodies.contains(where: containsExtends)
    }
  }
}

extension Statement {
  /// The statements inside, in the order of the text.
  var bodies: [[Statement]] {
    switch kind {
    case .loop(let loop): [loop.body, loop.otherwise]
    case .conditional(let conditional): conditional.branches.map(\.body) + [conditional.otherwise]
    case .with(_, _, let body), .autoescape(_, let body), .macro(_, _, let body), .callBlock(_, _, _, _, let body),
      .filterBlock(_, let body), .setBlock(_, _, let body):
      [body]
    case .block(let block): [block.body]
    default: []
    }
  }
}
