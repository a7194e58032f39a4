/// Finds the names of a scope, in the order of Jinja2's own visitor, which decides what they mean.
struct SymbolVisitor {
  private var symbols: Symbols

  init(_ symbols: Symbols) {
    self.symbols = symbols
  }

  enum Use { case load, store, parameter }

  mutating func visit(_ statements: [Statement]) {
    for statement in statements { visit(statement) }
  }

  mutating func visit(_ expressions: [Expression], as use: Use = .load) {
    for expression in expressions { visit(expression, as: use) }
  }

  mutating func visit(_ expression: Expression, as use: Use = .load) {
    switch expression.kind {
    case .name(let name):
      switch use {
      case .load: symbols.load(name)
      case .store: symbols.store(name)
      case .parameter: symbols.declareParameter(name)
      }
    case .namespaceAttribute(let name, _): symbols.load(name)
    case .tuple(let items): visit(items, as: use)
    default: expression.visitChildren { visit($0) }
    }
  }

  /// Visits a statement as part of the scope that it stands in: not what is inside scopes of its own.
  mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .output(let parts):
      for case .expression(let expression) in parts { visit(expression) }
    case .loop(let loop): visit(loop.iterable)
    case .conditional(let conditional): visit(conditional)
    case .with(_, let values, _): visit(values)
    case .extends(let template), .include(let template, _, _): visit(template)
    case .import(let template, let target, _):
      visit(template)
      symbols.store(target)
    case .fromImport(let template, let names, _):
      visit(template)
      for name in names { symbols.store(name.alias) }
    case .macro(let name, _, _): symbols.store(name)
    case .callBlock(let callee, let arguments, _, _, _): visit([callee] + arguments.expressions)
    case .filterBlock(let filter, _): visit(filter)
    case .set(let target, let value):
      visit(value)
      visit(target, as: .store)
    case .setBlock(let target, _, _): visit(target, as: .store)
    case .evaluate(let expression): visit(expression)
    case .tag(_, let arguments): visit(arguments)
    case .autoescape, .block, .breakLoop, .continueLoop: break
    }
  }

  private mutating func visit(_ conditional: IfStatement) {
    guard let first = conditional.branches.first else { return }
    visit(first.test)
    let original = symbols
    func inner(_ visitor: inout SymbolVisitor, _ body: (inout SymbolVisitor) -> Void) -> Symbols {
      let copy = original.copy()
      visitor.symbols = copy
      body(&visitor)
      visitor.symbols = original
      return copy
    }
    let body = inner(&self) { $0.visit(first.body) }
    let elifs = inner(&self) { visitor in
      for branch in conditional.branches.dropFirst() {
        visitor.visit(IfStatement(branches: [branch], otherwise: []))
      }
    }
    let otherwise = inner(&self) { $0.visit(conditional.otherwise) }
    symbols.merge(branches: [body, elifs, otherwise])
  }
}

/// Finds which of some special names, such as `caller` and `loop`, a body uses without setting them first.
struct UndeclaredNames {
  private var wanted: Set<Text>
  private(set) var found: Set<Text> = []

  static func find(_ names: Set<Text>, in statements: [Statement]) -> Set<Text> {
    var finder = UndeclaredNames(wanted: names)
    for statement in statements { finder.visit(statement) }
    return finder.found
  }

  private init(wanted: Set<Text>) {
    self.wanted = wanted
  }

  private mutating func visit(_ expressions: [Expression]) {
    for expression in expressions {
      if case .name(let name) = expression.kind {
        if wanted.contains(name) { found.insert(name) }
      } else {
        expression.visitChildren { visit([$0]) }
      }
    }
  }

  private mutating func declare(_ targets: [Expression]) {
    for target in targets {
      if case .name(let name) = target.kind { wanted.remove(name) } else { declare(target.children) }
    }
  }

  private mutating func visit(_ list: ParameterList) {
    for parameter in list.parameters { wanted.remove(parameter.name) }
    visit(list.parameters.compactMap(\.standard))
  }

  private mutating func visit(_ statements: [Statement]) {
    for statement in statements { visit(statement) }
  }

  private mutating func visit(_ statement: Statement) {
    // Unlike a scope's names, this looks into every scope but blocks.
    switch statement.kind {
    case .output(let parts):
      for case .expression(let expression) in parts { visit([expression]) }
    case .loop(let loop):
      declare([loop.target])
      visit([loop.iterable])
      visit(loop.body)
      visit(loop.otherwise)
      visit([loop.test].compactMap { $0 })
    case .conditional(let conditional):
      for branch in conditional.branches {
        visit([branch.test])
        visit(branch.body)
      }
      visit(conditional.otherwise)
    case .with(let targets, let values, let body):
      declare(targets)
      visit(values)
      visit(body)
    case .autoescape(let option, let body):
      visit([option])
      visit(body)
    case .extends(let template), .include(let template, _, _), .import(let template, _, _),
      .fromImport(let template, _, _):
      visit([template])
    case .macro(_, let list, let body):
      visit(list)
      visit(body)
    case .callBlock(let callee, let arguments, _, let list, let body):
      visit([callee] + arguments.expressions)
      visit(list)
      visit(body)
    case .filterBlock(let filter, let body):
      visit(body)
      visit([filter])
    case .set(let target, let value):
      declare([target])
      visit([value])
    case .setBlock(let target, let filter, let body):
      declare([target])
      visit([filter].compactMap { $0 })
      visit(body)
    case .evaluate(let expression): visit([expression])
    case .tag(_, let arguments): visit(arguments)
    case .block, .breakLoop, .continueLoop: break
    }
  }
}
