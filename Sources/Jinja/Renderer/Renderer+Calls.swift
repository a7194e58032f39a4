extension Renderer {
  /// Calls a method without making a value for it first.
  func callMethod(
    _ subject: Code, _ name: Text, _ arguments: ArgumentCode, _ code: Code, _ frame: Frame
  ) throws(TemplateError) -> Value {
    let value = try evaluate(subject, frame)
    if let method = Methods.method(name, of: value) {
      try step()
      return try method.body(value, try evaluate(arguments, frame), context(frame))
    }
    let function: Value
    do throws(TemplateError) {
      function = try value.member(name, in: context(frame))
    } catch {
      throw frame.located(error, at: value.isUndefined ? subject.offset : code.offset)
    }
    return try call(function, try evaluate(arguments, frame), in: context(frame))
  }

  /// Calls anything that can be called.
  func call(_ callee: Value, _ arguments: Arguments, in call: CallContext) throws(TemplateError) -> Value {
    try step()
    switch callee {
    case .function(let function):
      switch function.body {
      case .native(let native): return try native(arguments, call)
      case .method(let method, let value): return try method.body(value, arguments, call)
      }
    case .macro(let macro): return try self.call(macro, arguments, escapes: call.isEscaping)
    case .type(let type):
      guard let make = type.make else { throw .type("cannot create '\(type.name)' instances") }
      return try make(arguments, call)
    case .joiner(let joiner):
      if joiner.isUsed { return joiner.separator }
      joiner.isUsed = true
      return .string(.empty)
    case .block(let block):
      let outer = beginCapture()
      try run(block.name, depth: block.depth, in: block.context)
      return .string(Text(bytes: endCapture(outer), isSafe: block.context.isEscaping))
    case .loop(let loop): return try recurse(loop, arguments)
    case .undefined(let undefined): throw undefined.failure
    default: throw .type("'\(callee.typeName)' object is not callable")
    }
  }

  private func recurse(_ loop: LoopValue, _ arguments: Arguments) throws(TemplateError) -> Value {
    let bound = try Signature("LoopContext.__call__", ["iterable"], hidden: 1).bind(arguments)
    guard let (code, frame) = loop.recursion else {
      throw .type("The loop must have the 'recursive' marker to be called recursively.")
    }
    return try runRecursive(code, over: bound[0] ?? .none, frame, depth: loop.depth0 + 1)
  }

  /// Calls a macro; its text is safe where the caller escapes.
  func call(_ macro: MacroValue, _ arguments: Arguments, escapes: Bool) throws(TemplateError) -> Value {
    try checkStack()
    let definition = macro.definition
    let frame = Frame(
      slotCount: definition.function.slotCount, parent: macro.frame, context: macro.frame.context,
      source: definition.source)
    try bind(arguments, definition, frame)
    enter(definition.function.loads, frame)
    for parameter in definition.parameters where frame.slots[parameter.slot] == nil {
      frame.slots[parameter.slot] = try standardValue(of: parameter, frame)
    }
    let outer = beginCapture()
    _ = try run(definition.function.body, frame)
    let text = Text(bytes: endCapture(outer), isSafe: escapes)
    finish(frame)
    return .string(text)
  }

  private func standardValue(
    of parameter: MacroDefinition.Parameter, _ frame: Frame
  ) throws(TemplateError) -> Value {
    if let standard = parameter.standard { return try evaluate(standard, frame) }
    return context(frame).undefined(
      name: .string(parameter.name), message: "parameter \(parameter.name.quoted) was not provided")
  }

  private func bind(
    _ arguments: Arguments, _ definition: MacroDefinition, _ frame: Frame
  ) throws(TemplateError) {
    var keywords = arguments
    let parameters = definition.parameters
    for (index, parameter) in parameters.enumerated() {
      frame.slots[parameter.slot] =
        index < arguments.positional.count
        ? arguments.positional[index] : keywords.removeKeyword(parameter.name)
    }
    if let slot = definition.callerSlot {
      frame.slots[slot] =
        keywords.removeKeyword("caller").flatMap { $0.isNone ? nil : $0 }
        ?? context(frame).undefined(name: "caller", message: "No caller defined")
    }
    let shown = definition.name.map(\.quoted) ?? "None"
    if let slot = definition.keywordsSlot {
      let dict = DictValue()
      for (name, value) in keywords.keywords { dict.set(name, value) }
      frame.slots[slot] = .dict(dict)
    } else if let (name, _) = keywords.keywords.first {
      if keywords.keyword("caller") != nil {
        throw .type(
          "macro \(shown) was invoked with two values for the special caller argument. This is most likely a bug.")
      }
      throw .type("macro \(shown) takes no keyword argument \(name.quoted)")
    }
    if let slot = definition.positionalSlot {
      frame.slots[slot] = .tuple(TupleValue(Array(arguments.positional.dropFirst(parameters.count))))
    } else if arguments.positional.count > parameters.count {
      throw .type("macro \(shown) takes not more than \(parameters.count) argument(s)")
    }
  }
}
