extension Expression {
  /// The filters that see the template's context: Jinja2 doesn't run them before there is one.
  private static let filtersOfContext: Set<Text> = ["map", "select", "reject", "selectattr", "rejectattr", "random"]

  /// Whether Jinja2's optimizer computes it while it compiles, so that it is the same in every render.
  var isFolded: Bool {
    switch kind {
    case .name, .namespaceAttribute, .call, .filter(nil, _, _): return false
    case .filter(_, let name, _) where Expression.filtersOfContext.contains(name): return false
    default:
      var isFolded = true
      visitChildren { isFolded = isFolded && $0.isFolded }
      return isFolded
    }
  }
}
