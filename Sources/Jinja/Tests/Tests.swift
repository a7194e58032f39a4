/// The built-in tests, by name.
enum Tests {
  static let all: [Text: TestFunction] = types.merging(comparisons) { first, _ in first }

  private static func make(
    _ name: String, _ parameters: [String] = [], hidden: Int = 1,
    _ body: @escaping @Sendable (Value, Bound, CallContext) throws(TemplateError) -> Bool
  ) -> TestFunction {
    let signature = Signature(name, parameters, hidden: hidden)
    return { (value, arguments, call) throws(TemplateError) in
      try body(value, Bound(values: try signature.bind(arguments), name: name), call)
    }
  }

  private static func simple(_ name: String, _ body: @escaping @Sendable (Value) -> Bool) -> TestFunction {
    make(name) { (value, _, _) in body(value) }
  }

  private static let types: [Text: TestFunction] = [
    "defined": simple("test_defined") { !$0.isUndefined },
    "undefined": simple("test_undefined") { $0.isUndefined },
    "none": simple("test_none") { $0.isNone },
    "boolean": simple("test_boolean") { if case .bool = $0 { true } else { false } },
    "true": simple("test_true") { if case .bool(true) = $0 { true } else { false } },
    "false": simple("test_false") { if case .bool(false) = $0 { true } else { false } },
    "integer": simple("test_integer") { value in
      switch value {
      case .int, .big: true
      default: false
      }
    },
    "float": simple("test_float") { if case .float = $0 { true } else { false } },
    "number": simple("test_number") { Number($0) != nil },
    "string": simple("test_string") { if case .string = $0 { true } else { false } },
    "mapping": simple("test_mapping") { if case .dict = $0 { true } else { false } },
    "sequence": simple("test_sequence") { value in
      switch value {
      case .string, .list, .tuple, .dict, .range, .bytes: true
      case .undefined(let undefined): undefined.behaviour != .strict
      default: false
      }
    },
    "iterable": make("test_iterable") { (value, _, _) throws(TemplateError) in
      if case .undefined(let undefined) = value { try undefined.checkLenient() }
      return value.isIterable
    },
    "callable": simple("callable") { value in
      switch value {
      case .function, .macro, .type, .joiner, .block, .loop, .undefined: true
      default: false
      }
    },
    "escaped": simple("test_escaped") { $0.hasHTML },
    "lower": make("test_lower") { (value, _, _) throws(TemplateError) in try value.str().isAll(upper: false) },
    "upper": make("test_upper") { (value, _, _) throws(TemplateError) in try value.str().isAll(upper: true) },
    "filter": make("test_filter", hidden: 2) { (value, _, call) throws(TemplateError) in
      _ = try DictKey(value)
      return value.text.map { call.environment.filters[$0] != nil } ?? false
    },
    "test": make("test_test", hidden: 2) { (value, _, call) throws(TemplateError) in
      _ = try DictKey(value)
      return value.text.map { call.environment.tests[$0] != nil } ?? false
    },
  ]

  private static func remainder(_ value: Value, _ divisor: Value, equals wanted: Int, _ call: CallContext)
    throws(TemplateError) -> Bool
  {
    try value.apply(.modulo, divisor, in: call).isEqual(to: .int(wanted))
  }

  private static func comparison(_ name: String, _ comparison: ComparisonOperator) -> TestFunction {
    let signature = Signature(name, ["b"], hidden: 1, allowsKeywords: false)
    return { (value, arguments, _) throws(TemplateError) in
      try value.compare(comparison, try signature.bind(arguments)[0] ?? .none)
    }
  }

  private static let comparisons: [Text: TestFunction] = {
    let byName: [(ComparisonOperator, String, [Text])] = [
      (.equal, "eq", ["==", "eq", "equalto"]), (.notEqual, "ne", ["!=", "ne"]),
      (.greater, "gt", [">", "gt", "greaterthan"]), (.greaterOrEqual, "ge", [">=", "ge"]),
      (.less, "lt", ["<", "lt", "lessthan"]), (.lessOrEqual, "le", ["<=", "le"]),
    ]
    var tests: [Text: TestFunction] = [
      "odd": make("test_odd") { (value, _, call) throws(TemplateError) in try remainder(value, .int(2), equals: 1, call)
      },
      "even": make("test_even") { (value, _, call) throws(TemplateError) in
        try remainder(value, .int(2), equals: 0, call)
      },
      "divisibleby": make("test_divisibleby", ["num"]) { (value, bound, call) throws(TemplateError) in
        try remainder(value, bound.value(0), equals: 0, call)
      },
      "sameas": make("test_sameas", ["other"]) { (value, bound, _) in value.isIdentical(to: bound.value(0)) },
      "in": make("test_in", ["seq"]) { (value, bound, _) throws(TemplateError) in try bound.value(0).contains(value) },
    ]
    for (operation, name, aliases) in byName {
      for alias in aliases { tests[alias] = comparison(name, operation) }
    }
    return tests
  }()
}
