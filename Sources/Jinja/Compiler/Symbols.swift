/// The names of one scope and what each of them means: Jinja2's own rules, which differ from Python's.
final class Symbols {
  /// A variable of a scope: scopes are told apart by how deep they are nested.
  struct Identifier: Hashable {
    let level: Int
    let name: Text
  }

  /// What a variable holds when its scope is entered.
  enum Load {
    /// It was given by whoever entered the scope.
    case parameter
    /// It is looked up in the context.
    case resolve
    /// It is that of an outer scope.
    case alias(Identifier)
    /// Nothing.
    case undefined
  }

  let level: Int
  let parent: Symbols?
  private(set) var references: [Text: Identifier] = [:]
  private(set) var loads: [Identifier: Load] = [:]
  private(set) var stores: Set<Text> = []

  init(parent: Symbols?) {
    self.parent = parent
    level = parent.map { $0.level + 1 } ?? 0
  }

  private init(copying other: Symbols) {
    level = other.level
    parent = other.parent
    references = other.references
    loads = other.loads
    stores = other.stores
  }

  func copy() -> Symbols { Symbols(copying: self) }

  func reference(to name: Text) -> Identifier? {
    references[name] ?? parent?.reference(to: name)
  }

  @discardableResult
  private func define(_ name: Text, _ load: Load) -> Identifier {
    let identifier = Identifier(level: level, name: name)
    references[name] = identifier
    loads[identifier] = load
    return identifier
  }

  func store(_ name: Text) {
    stores.insert(name)
    guard references[name] == nil else { return }
    if let outer = parent?.reference(to: name) { define(name, .alias(outer)) } else { define(name, .undefined) }
  }

  @discardableResult
  func declareParameter(_ name: Text) -> Identifier {
    stores.insert(name)
    return define(name, .parameter)
  }

  func load(_ name: Text) {
    if reference(to: name) == nil { define(name, .resolve) }
  }

  /// Takes over what the branches of an `if` know; a name that only some of them set keeps its outer meaning.
  func merge(branches: [Symbols]) {
    let added = branches.reduce(into: Set<Text>()) { $0.formUnion($1.stores) }.subtracting(stores)
    for branch in branches {
      references.merge(branch.references) { _, new in new }
      loads.merge(branch.loads) { _, new in new }
      stores.formUnion(branch.stores)
    }
    for name in added {
      guard let target = reference(to: name) else { continue }
      if let outer = parent?.reference(to: name) { loads[target] = .alias(outer) } else { loads[target] = .resolve }
    }
  }

  /// Every name that is set here or in an outer scope, with its variable.
  var allStores: [Text: Identifier] {
    var result = parent?.allStores ?? [:]
    for name in stores { if let identifier = reference(to: name) { result[name] = identifier } }
    return result
  }
}
