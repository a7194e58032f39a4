extension ProjectTemplate {
  /// Compiles everything for the settings of Jinja2 that stand in the template itself, which are nearly always those that it
  /// is rendered with. What is wrong shows when it is rendered.
  public func compileAhead() {
    guard let blueprint = try? blueprint(for: variables.members) else { return }
    var patterns: [NamePattern] = []
    if case .list(let items)? = variables.members["_copy_without_render"] {
      patterns = items.map { NamePattern($0.text) }
    }
    blueprint.compileAhead { path in patterns.contains { $0.matches(path) } }
  }
}
