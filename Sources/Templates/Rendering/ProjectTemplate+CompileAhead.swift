extension ProjectTemplate {
  /// Begins to compile everything on other threads, for the settings of Jinja2 that stand in the template itself, which are nearly
  /// always those that it is rendered with. What is wrong shows when it is rendered.
  public func beginCompiling() {
    guard let blueprint = try? blueprint(for: variables.members) else { return }
    var patterns: [NamePattern] = []
    if case .list(let items)? = variables.members["_copy_without_render"] {
      patterns = items.map { NamePattern($0.text) }
    }
    let copied = patterns
    Task.detached { blueprint.compileAhead { path in copied.contains { $0.matches(path) } } }
  }
}
