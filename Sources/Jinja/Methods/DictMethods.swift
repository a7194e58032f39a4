extension Methods {
  private static func onDict(
    _ name: String, _ parameters: [String] = [],
    _ body: @escaping @Sendable (DictValue, Bound, CallContext) throws(TemplateError) -> Value
  ) -> (Text, Method) {
    let signature = Signature(name, owner: "dict.", parameters, allowsKeywords: false)
    return (
      Text(name),
      Method(signature) { (value, bound, call) throws(TemplateError) in
        guard case .dict(let dict) = value else { return .none }
        return try body(dict, bound, call)
      }
    )
  }

  static let dict = Dictionary(
    uniqueKeysWithValues: [
      onDict("items") { (dict, _, _) in .view(DictView(dict, .items)) },
      onDict("keys") { (dict, _, _) in .view(DictView(dict, .keys)) },
      onDict("values") { (dict, _, _) in .view(DictView(dict, .values)) },
      onDict("get", ["key", "default="]) { (dict, bound, _) throws(TemplateError) in
        try dict.value(for: bound.value(0)) ?? bound.value(1)
      },
      onDict("pop", ["key", "default="]) { (dict, bound, _) throws(TemplateError) in
        if let value = try dict.remove(bound.value(0)) { return value }
        if let standard = bound[1] { return standard }
        throw TemplateError(.keyError, try bound.value(0).repr())
      },
      onDict("popitem") { (dict, _, _) throws(TemplateError) in
        guard let (key, value) = dict.removeLast() else {
          throw TemplateError(.keyError, "'popitem(): dictionary is empty'")
        }
        return .tuple(TupleValue([key, value]))
      },
      onDict("setdefault", ["key", "default="]) { (dict, bound, call) throws(TemplateError) in
        if let value = try dict.value(for: bound.value(0)) { return value }
        try call.renderer.check(size: dict.count, charges: false)
        try dict.set(bound.value(0), bound.value(1))
        return bound.value(1)
      },
      onDict("clear") { (dict, _, _) in
        dict.removeAll()
        return .none
      },
      onDict("copy") { (dict, _, call) throws(TemplateError) in
        try call.renderer.check(size: dict.count)
        return .dict(dict.copy())
      },
      onDict("fromkeys", ["iterable", "value="]) { (_, bound, call) throws(TemplateError) in
        let result = DictValue()
        for key in try bound.value(0).items(in: call) { try result.set(key, bound.value(1)) }
        return .dict(result)
      },
      (
        "update" as Text,
        Method { (value, arguments, call) throws(TemplateError) in
          guard case .dict(let dict) = value else { return .none }
          try update(dict, with: arguments, name: "update", in: call)
          return .none
        }
      ),
    ])

  /// What `dict(…)` and `dict.update(…)` take: a mapping or pairs, then keywords.
  static func update(
    _ dict: DictValue, with arguments: Arguments, name: String, in call: CallContext
  ) throws(TemplateError) {
    guard arguments.positional.count <= 1 else {
      throw .type("\(name) expected at most 1 argument, got \(arguments.positional.count)")
    }
    if let source = arguments.positional.first {
      switch source {
      case .dict(let other): for (key, value) in other.members { try dict.set(key, value) }
      default:
        guard source.isIterable else { throw .type("'\(source.typeName)' object is not iterable") }
        for (index, pair) in try source.items(in: call).enumerated() {
          guard pair.isIterable else {
            throw .type("cannot convert dictionary update sequence element #\(index) to a sequence")
          }
          let parts = try pair.items(in: call)
          guard parts.count == 2 else {
            throw .value("dictionary update sequence element #\(index) has length \(parts.count); 2 is required")
          }
          try dict.set(parts[0], parts[1])
        }
      }
    }
    for (keyword, value) in arguments.keywords { dict.set(keyword, value) }
    try call.renderer.check(size: dict.count, charges: false)
  }
}
