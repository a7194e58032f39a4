extension Filters {
  static let selection: [Text: FilterFunction] = [
    "map": map, "select": select(byAttribute: false, keeps: true), "reject": select(byAttribute: false, keeps: false),
    "selectattr": select(byAttribute: true, keeps: true), "rejectattr": select(byAttribute: true, keeps: false),
    "unique": make("do_unique", ["case_sensitive=", "attribute="], hidden: 2) {
      (value, bound, call) throws(TemplateError) in
      let path = AttributePath(bound.value(1), ignoresCase: try !bound.bool(0))
      var seen: Set<DictKey> = []
      var source: Iteration?
      return try generator(over: value) { () throws(TemplateError) in
        if source == nil { source = try value.makeIteration() }
        while let item = try source?.next() {
          try call.renderer.step()
          if seen.insert(try DictKey(try path.value(of: item, in: call))).inserted { return item }
        }
        return nil
      }
    },
  ]

  typealias Change = (Value) throws(TemplateError) -> Value

  private static let map: FilterFunction = { (value, arguments, call) throws(TemplateError) in
    var source: Iteration?
    var change: Change?
    return try generator(over: value) { () throws(TemplateError) in
      if source == nil {
        // As in Jinja2, nothing is checked before the first item is asked for, and nothing at all if there is none.
        guard try value.isTrue() else { return nil }
        change = try mapping(arguments, call)
        source = try value.makeIteration()
      }
      guard let item = try source?.next() else { return nil }
      try call.renderer.step()
      return try change?(item)
    }
  }

  private static func mapping(_ arguments: Arguments, _ call: CallContext) throws(TemplateError) -> Change {
    var arguments = arguments
    if arguments.positional.isEmpty, let attribute = arguments.removeKeyword("attribute") {
      let path = AttributePath(attribute, standard: arguments.removeKeyword("default"))
      if let extra = arguments.keywords.first {
        throw .argument("Unexpected keyword argument \(extra.name.quoted)")
      }
      return { (item) throws(TemplateError) in try path.value(of: item, in: call) }
    }
    guard !arguments.positional.isEmpty else { throw .argument("map requires a filter argument") }
    let name = arguments.positional.removeFirst()
    let bound = arguments
    guard case .string(let text) = name, let function = call.environment.filters[text] else {
      throw try missing("filter", name)
    }
    return { (item) throws(TemplateError) in try function(item, bound, call) }
  }

  /// The error for a filter or test that is named by a value.
  private static func missing(_ kind: String, _ name: Value) throws(TemplateError) -> TemplateError {
    var message = "No \(kind) named \(try name.repr())."
    if case .undefined(let undefined) = name {
      message += " (\(undefined.message); did you forget to quote the callable name?)"
    }
    return TemplateError(.templateRuntime, message)
  }

  private static func select(byAttribute: Bool, keeps: Bool) -> FilterFunction {
    { (value, arguments, call) throws(TemplateError) in
      var source: Iteration?
      var isWanted: ((Value) throws(TemplateError) -> Bool)?
      return try generator(over: value) { () throws(TemplateError) in
        if source == nil {
          guard try value.isTrue() else { return nil }
          isWanted = try selection(arguments, byAttribute: byAttribute, call)
          source = try value.makeIteration()
        }
        while let item = try source?.next() {
          try call.renderer.step()
          if try isWanted?(item) == keeps { return item }
        }
        return nil
      }
    }
  }

  private static func selection(
    _ arguments: Arguments, byAttribute: Bool, _ call: CallContext
  ) throws(TemplateError) -> (Value) throws(TemplateError) -> Bool {
    var bound = arguments
    var path: AttributePath?
    if byAttribute {
      guard !bound.positional.isEmpty else { throw .argument("Missing parameter for attribute name") }
      path = AttributePath(bound.positional.removeFirst())
    }
    guard !bound.positional.isEmpty else {
      return { (item) throws(TemplateError) in try (try path?.value(of: item, in: call) ?? item).isTrue() }
    }
    let name = bound.positional.removeFirst()
    let rest = bound
    guard case .string(let text) = name, let function = call.environment.tests[text] else {
      // Looked up for each item, so that an empty sequence needs no test of that name.
      return { (_) throws(TemplateError) in throw try missing("test", name) }
    }
    return { (item) throws(TemplateError) in try function(try path?.value(of: item, in: call) ?? item, rest, call) }
  }
}
