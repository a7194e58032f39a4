/// The places of a function's variables while it is compiled.
final class FunctionBuilder {
  let parent: FunctionBuilder?
  private var slots: [Symbols.Identifier: Int] = [:]
  /// How many loops are open in the function: `break` outside any is an error.
  var loopDepth = 0

  init(parent: FunctionBuilder?) {
    self.parent = parent
  }

  var slotCount: Int { slots.count }

  func slot(for identifier: Symbols.Identifier) -> Int {
    if let slot = slots[identifier] { return slot }
    slots[identifier] = slots.count
    return slots.count - 1
  }
}

/// What is known of a scope while it is compiled.
struct CompileFrame {
  let symbols: Symbols
  /// The functions to which the scopes belong, by their level.
  private let functions: [FunctionBuilder]
  var function: FunctionBuilder { functions[functions.count - 1] }

  /// Whether output depends on there being no parent template.
  var checksOutput = false
  /// Whether names that are set here can be imported by other templates.
  var isTopLevel = false
  /// Whether it is the template's outermost scope and not inside an `if`.
  var isRootLevel = false
  /// Whether unknown filters and tests are errors only when they run: inside `if` and inline `if`.
  var isSoft = false

  init(function: FunctionBuilder) {
    symbols = Symbols(parent: nil)
    functions = [function]
  }

  private init(symbols: Symbols, functions: [FunctionBuilder]) {
    self.symbols = symbols
    self.functions = functions
  }

  /// Returns a scope inside this one, in a function of its own if one is given.
  func inner(function newFunction: FunctionBuilder? = nil) -> CompileFrame {
    let inner = Symbols(parent: symbols)
    var frame = CompileFrame(symbols: inner, functions: functions + [newFunction ?? function])
    frame.checksOutput = checksOutput
    return frame
  }

  /// Returns the same scope as it is inside an `if`.
  func soft() -> CompileFrame {
    var frame = CompileFrame(symbols: symbols.copy(), functions: functions)
    frame.checksOutput = checksOutput
    frame.isTopLevel = isTopLevel
    frame.isSoft = true
    return frame
  }

  /// Returns the place of a variable as seen from this scope's function.
  func variable(_ identifier: Symbols.Identifier) -> Variable {
    let owner = functions[identifier.level]
    var hops = 0
    var current: FunctionBuilder? = function
    while let candidate = current, candidate !== owner {
      hops += 1
      current = candidate.parent
    }
    return Variable(hops: hops, slot: owner.slot(for: identifier))
  }

  /// Returns the place of a name; nil if the analysis doesn't know it.
  func variable(named name: Text) -> Variable? {
    symbols.reference(to: name).map(variable)
  }

  /// Returns the slot of a name that is set in this scope.
  func slot(of name: Text) -> Int {
    function.slot(for: symbols.reference(to: name) ?? Symbols.Identifier(level: symbols.level, name: name))
  }

  /// What entering this scope does.
  var loads: ScopeLoads {
    var loads = ScopeLoads()
    for (identifier, load) in symbols.loads.sorted(by: { $0.key.name < $1.key.name }) {
      let slot = function.slot(for: identifier)
      loads.all.append(slot)
      switch load {
      case .parameter: break
      case .resolve: loads.resolved.append((slot, identifier.name))
      case .alias(let outer): loads.aliased.append((slot, variable(outer)))
      case .undefined: loads.emptied.append(slot)
      }
    }
    return loads
  }

  /// Every variable that is set here or further out: what included templates get to see.
  var locals: [(name: Text, variable: Variable)] {
    symbols.allStores.sorted { $0.key < $1.key }.map { ($0.key, variable($0.value)) }
  }
}
