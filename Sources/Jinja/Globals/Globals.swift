/// The variables that every template has.
enum Globals {
  static let all: [Text: @Sendable () -> Value] = [
    "range": { .type(TypeValue(name: "range", make: makeRange)) },
    "dict": {
      .type(
        TypeValue(name: "dict") { (arguments, call) throws(TemplateError) in
          let dict = DictValue()
          try Methods.update(dict, with: arguments, name: "dict", in: call)
          return .dict(dict)
        })
    },
    "namespace": {
      .type(
        TypeValue(name: "Namespace", module: "jinja2.utils") { (arguments, call) throws(TemplateError) in
          let dict = DictValue()
          try Methods.update(dict, with: arguments, name: "dict", in: call)
          return .namespace(NamespaceValue(dict))
        })
    },
    "cycler": {
      .type(
        TypeValue(name: "Cycler", module: "jinja2.utils") { (arguments, _) throws(TemplateError) in
          guard !arguments.positional.isEmpty else {
            throw TemplateError(.runtimeError, "at least one item has to be provided")
          }
          return .cycler(CyclerValue(arguments.positional))
        })
    },
    "joiner": {
      .type(
        TypeValue(name: "Joiner", module: "jinja2.utils") { (arguments, _) throws(TemplateError) in
          let bound = try Signature("Joiner.__init__", ["sep="], hidden: 1).bind(arguments)
          return .joiner(JoinerValue(separator: bound[0] ?? ", "))
        })
    },
    "lipsum": { .function(FunctionValue(name: "generate_lorem_ipsum", LoremIpsum.function)) },
  ]

  private static func makeRange(_ arguments: Arguments, _ call: CallContext) throws(TemplateError) -> Value {
    guard arguments.keywords.isEmpty else { throw .type("range() takes no keyword arguments") }
    let count = arguments.positional.count
    guard (1...3).contains(count) else {
      throw .type(
        count == 0
          ? "range expected at least 1 argument, got 0" : "range expected at most 3 arguments, got \(count)")
    }
    var parts: [Int] = []
    for value in arguments.positional {
      parts.append(try value.requireIndex())
    }
    let step = count == 3 ? parts[2] : 1
    guard step != 0 else { throw .value("range() arg 3 must not be zero") }
    return .range(try RangeValue(start: count == 1 ? 0 : parts[0], stop: count == 1 ? parts[0] : parts[1], step: step))
  }
}
