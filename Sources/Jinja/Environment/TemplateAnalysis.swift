/// What a template uses, found without running it: for checking templates before they are used.
public struct TemplateAnalysis: Sendable {
  /// The filters and tests by name, each once, sorted.
  public let filters: [String]
  public let tests: [String]
  /// The templates that are named by literal strings in `include`, `import`, `from` and `extends`, each once, sorted.
  public let templates: [String]
  /// Whether some template's name is computed.
  public let hasComputedTemplates: Bool
  /// Every use of a variable, a filter or a test, in the order of the text.
  public let uses: [TemplateUse]

  init(_ statements: [Statement], _ source: Source, _ settings: Settings) {
    var collector = Collector(uses: UseCollector(source, settings))
    collector.visit(statements)
    filters = collector.filters.sorted()
    tests = collector.tests.sorted()
    templates = collector.templates.sorted()
    hasComputedTemplates = collector.hasComputedTemplates
    uses = collector.uses.uses
  }

  private struct Collector {
    var filters: Set<String> = []
    var tests: Set<String> = []
    var templates: Set<String> = []
    var hasComputedTemplates = false
    var uses: UseCollector

    mutating func visit(_ statements: [Statement]) {
      for statement in statements {
        for expression in statement.expressions {
          visit(expression)
          uses.visit(expression)
        }
        switch statement.kind {
        case .extends(let template), .include(let template, _, _), .import(let template, _, _),
          .fromImport(let template, _, _):
          note(template)
        default: break
        }
        for body in statement.bodies { visit(body) }
      }
    }

    private mutating func visit(_ expression: Expression) {
      if case .filter(_, let name, _) = expression.kind { filters.insert(name.string) }
      if case .test(_, let name, _) = expression.kind { tests.insert(name.string) }
      for child in expression.children { visit(child) }
    }

    private mutating func note(_ template: Expression) {
      switch template.kind {
      case .constant(.string(let name)): templates.insert(name.string)
      case .list(let items), .tuple(let items): for item in items { note(item) }
      default: hasComputedTemplates = true
      }
    }
  }
}

extension Statement {
  /// The expressions of the statement itself, not those of its bodies.
  fileprivate var expressions: [Expression] {
    switch kind {
    case .output(let parts):
      parts.compactMap { part in
        if case .expression(let expression) = part { return expression }
        return nil
      }
    case .loop(let loop): [loop.iterable] + [loop.test].compactMap { $0 }
    case .conditional(let conditional): conditional.branches.map(\.test)
    case .with(_, let values, _): values
    case .autoescape(let option, _): [option]
    case .extends(let template), .include(let template, _, _), .import(let template, _, _),
      .fromImport(let template, _, _):
      [template]
    case .macro(_, let list, _): list.parameters.compactMap(\.standard)
    case .callBlock(let callee, let arguments, _, let list, _):
      [callee] + arguments.expressions + list.parameters.compactMap(\.standard)
    case .filterBlock(let filter, _): [filter]
    case .set(_, let value): [value]
    case .setBlock(_, let filter, _): [filter].compactMap { $0 }
    case .evaluate(let expression): [expression]
    case .tag(_, let arguments): arguments
    case .block, .breakLoop, .continueLoop: []
    }
  }
}
