/// Functions and classes: which of their statements change the value of the module's name.
extension PythonBindings {
  /// Returns the bindings in functions and classes that reach the module's value: to parts of it, where the name isn't
  /// one of their own. None of them can be edited, since only running the program tells when they count.
  func changes(by local: [PythonBinding]) -> [PythonBinding] {
    guard !local.isEmpty else { return [] }
    let owned = Set(
      local.filter { $0.subscripts.isEmpty }.compactMap { module.statements[$0.statement].scope }
    ).union(module.statements.indices.filter(isParameter))
    return local.compactMap { binding in
      guard reaches(binding), !isHidden(binding, by: owned, local) else { return nil }
      let effect: PythonBinding.Effect =
        if case .assignment = binding.effect { .other("an assignment in a function or class") } else { binding.effect }
      return PythonBinding(
        subscripts: binding.subscripts, effect: effect, statement: binding.statement, offset: binding.offset)
    }
  }

  /// Whether a binding changes a value rather than giving a name another one.
  private func reaches(_ binding: PythonBinding) -> Bool {
    if !binding.subscripts.isEmpty { return true }
    // `A += [1]` in a class reads the module's list and adds to that one.
    guard case .other(let words) = binding.effect, words.hasSuffix("="), words != ":=" else { return false }
    return module.statements[binding.statement].scope.map(isClass) ?? false
  }

  /// Whether a function or class around a binding has a name of its own that is spelled so.
  private func isHidden(_ binding: PythonBinding, by owned: Set<Int>, _ local: [PythonBinding]) -> Bool {
    let innermost = module.statements[binding.statement].scope
    var scope = innermost
    while let header = scope {
      if !isClass(header) {
        if owned.contains(header) { return true }
      } else if header == innermost, local.contains(where: { isBound($0, before: binding, in: header) }) {
        return true
      }
      scope = module.statements[header].scope
    }
    return false
  }

  /// Whether a class has surely bound the name itself before a statement of its runs; its functions don't see that.
  private func isBound(_ own: PythonBinding, before binding: PythonBinding, in header: Int) -> Bool {
    guard own.subscripts.isEmpty, case .assignment = own.effect else { return false }
    let statement = module.statements[own.statement]
    return statement.scope == header && statement.depth == module.statements[header].depth + 1
      && own.statement < binding.statement
  }

  private func isClass(_ header: Int) -> Bool {
    module.token(module.statements[header].tokens.lowerBound, is: "class")
  }

  /// Whether a statement is the header of a function with a parameter of the name.
  private func isParameter(_ index: Int) -> Bool {
    let tokens = module.statements[index].tokens
    guard module.statements[index].isHeader, let first = tokens.first,
      module.token(first, is: "def") || module.token(first, is: "async"),
      let opening = tokens.first(where: { module.token($0, is: "(") })
    else { return false }
    let inside = (opening + 1)..<Int(module.tokens[opening].partner)
    return module.topLevel(inside).contains { token in
      guard module.token(token, isName: name) else { return false }
      let isStarred = module.token(token - 1, is: "*") || module.token(token - 1, is: "**")
      let before = token - (isStarred ? 2 : 1)
      return module.token(before, is: "(") || module.token(before, is: ",")
    }
  }
}
