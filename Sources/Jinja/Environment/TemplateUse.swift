/// One place where a template uses a variable, a filter or a test.
public struct TemplateUse: Sendable {
  public enum Kind: Sendable, Equatable {
    /// A variable's attribute or item with a known name; nil where the variable itself is used, or an item whose name is
    /// computed.
    case variable(attribute: String?)
    case filter
    case test
  }

  public let kind: Kind
  public let name: String
  /// Where the name stands.
  public let place: TemplateError.Place
  /// Whether it may be undefined there: it is what `is defined` asks about, or has a default.
  public let isGuarded: Bool
  /// Whether a method is called on it, or on the attribute.
  public let isCallee: Bool
  /// What to do if it isn't there, for a common mistake.
  public let hint: String?
}

/// Finds the uses in expressions.
struct UseCollector {
  let source: Source
  let settings: Settings
  private(set) var uses: [TemplateUse] = []

  init(_ source: Source, _ settings: Settings) {
    self.source = source
    self.settings = settings
  }

  mutating func visit(_ expression: Expression, isGuarded: Bool = false, isCallee: Bool = false) {
    switch expression.kind {
    case .name(let name): add(.variable(attribute: nil), name, expression, isGuarded, isCallee)
    case .attribute(let owner, let attribute):
      if case .name(let name) = owner.kind {
        add(.variable(attribute: attribute.string), name, owner, isGuarded, isCallee)
      } else {
        visit(owner, isGuarded: isGuarded)
      }
    case .item(let owner, let key):
      if case .name(let name) = owner.kind, case .constant(.string(let attribute)) = key.kind {
        add(.variable(attribute: attribute.string), name, owner, isGuarded, isCallee)
      } else {
        visit(owner, isGuarded: isGuarded)
        visit(key)
      }
    case .call(let callee, let arguments):
      visit(callee, isCallee: true)
      for argument in arguments.expressions { visit(argument) }
    case .filter(let subject, let name, let arguments):
      add(.filter, name, expression, false, false)
      let isDefault = ["default", "d"].contains(name.string)
      if let subject { visit(subject, isGuarded: isGuarded || isDefault) }
      for argument in arguments.expressions { visit(argument) }
    case .test(let subject, let name, let arguments):
      add(.test, name, expression, false, false)
      visit(subject, isGuarded: ["defined", "undefined"].contains(name.string))
      for argument in arguments.expressions { visit(argument) }
    default: for child in expression.children { visit(child) }
    }
  }

  private mutating func add(
    _ kind: TemplateUse.Kind, _ name: Text, _ expression: Expression, _ isGuarded: Bool, _ isCallee: Bool
  ) {
    let isGitHub = SyntaxHints.isGitHubExpression(source, settings, at: expression.offset)
    uses.append(
      TemplateUse(
        kind: kind, name: name.string, place: source.place(at: expression.offset), isGuarded: isGuarded,
        isCallee: isCallee, hint: isGitHub ? SyntaxHints.githubActions : nil))
  }
}
