extension Renderer {
  /// How a body ended.
  enum Flow { case normal, broken, continued }

  func run(_ body: [Instruction], _ frame: Frame) throws(TemplateError) -> Flow {
    for instruction in body {
      try step()
      let flow: Flow
      do throws(TemplateError) {
        flow = try run(instruction, frame)
      } catch {
        throw frame.located(error, at: instruction.offset)
      }
      if flow != .normal { return flow }
    }
    return .normal
  }

  private func run(_ instruction: Instruction, _ frame: Frame) throws(TemplateError) -> Flow {
    switch instruction.kind {
    case .write(let pieces, let escaping, let checksParent):
      if checksParent, frame.extendsTemplate { return .normal }
      try write(pieces, escapes(escaping, frame), frame)
    case .branch(let branches, let otherwise):
      for branch in branches where try isTrue(try evaluate(branch.test, frame), branch.test, frame) {
        return try run(branch.body, frame)
      }
      return try run(otherwise, frame)
    case .loop(let loop): return try run(loop, frame)
    case .assign(let target, let code, let exports):
      try assign(try evaluate(code, frame), to: target, frame)
      export(exports, frame)
    case .with(let loads, let assignments, let body):
      enter(loads, frame)
      for assignment in assignments { try assign(try evaluate(assignment.value, frame), to: assignment.target, frame) }
      let flow = try run(body, frame)
      leave(loads, frame)
      return flow
    case .autoescape(let loads, let code, let body):
      enter(loads, frame)
      let outer = frame.context.isEscaping
      frame.context.isEscaping = try isTrue(try evaluate(code, frame), code, frame)
      let flow = try run(body, frame)
      frame.context.isEscaping = outer
      leave(loads, frame)
      return flow
    case .assignBlock, .filterBlock: return try runCapture(instruction, frame)
    case .macro(let definition, let slot, let export):
      let value = Value.macro(MacroValue(definition, frame: frame))
      frame.slots[slot] = value
      if let export { frame.context.export(export, value) }
    case .callBlock(let definition, let callee, let arguments, let callOffset):
      // Jinja2 never escapes what a call block's macro returns.
      try write(try runCallBlock(definition, callee, arguments, callOffset, frame), escapes: false)
    case .evaluate(let code): _ = try evaluate(code, frame)
    case .breakLoop: return .broken
    case .continueLoop: return .continued
    case .tag(let tag, let arguments, let escaping):
      try write(try run(tag, arguments, frame), escapes: escapes(escaping, frame))
    default: try runTemplateStatement(instruction, frame)
    }
    return .normal
  }

  func escapes(_ escaping: Escaping, _ frame: Frame) -> Bool {
    switch escaping {
    case .never: false
    case .always: true
    case .dynamic: frame.context.isEscaping
    }
  }

  private func write(_ pieces: [Piece], _ escapes: Bool, _ frame: Frame) throws(TemplateError) {
    for piece in pieces {
      switch piece {
      case .data(let bytes): try write(bytes)
      case .value(let code):
        try step()
        let value = try evaluate(code, frame)
        do throws(TemplateError) {
          try write(value, escapes: escapes)
        } catch {
          throw frame.located(error, at: code.offset)
        }
      }
    }
  }

  // MARK: Assignments

  func assign(_ value: Value, to target: Target, _ frame: Frame) throws(TemplateError) {
    switch target {
    case .slot(let slot): frame.slots[slot] = value
    case .namespaceAttribute(let variable, let name):
      guard case .namespace(let namespace)? = frame.value(of: variable) else {
        throw TemplateError(
          .templateRuntime, "cannot assign attribute on non-namespace object",
          hint: "make the object with namespace()")
      }
      namespace.attributes.set(name, value)
    case .tuple(let targets):
      let items = try unpack(value, count: targets.count, frame)
      for (target, item) in zip(targets, items) { try assign(item, to: target, frame) }
    }
  }

  private func unpack(_ value: Value, count: Int, _ frame: Frame) throws(TemplateError) -> [Value] {
    guard value.isIterable else { throw .type("cannot unpack non-iterable \(value.typeName) object") }
    var iteration = try value.makeIteration()
    var items: [Value] = []
    while items.count < count {
      guard let item = try iteration.next() else {
        throw .value("not enough values to unpack (expected \(count), got \(items.count))")
      }
      items.append(item)
    }
    guard try iteration.next() == nil else { throw .value("too many values to unpack (expected \(count))") }
    return items
  }

  private func export(_ exports: [Export], _ frame: Frame) {
    for export in exports { frame.context.export(export, frame.slots[export.slot]) }
  }

  // MARK: Captures

  private func runCapture(_ instruction: Instruction, _ frame: Frame) throws(TemplateError) -> Flow {
    switch instruction.kind {
    case .assignBlock(let target, let filter, let loads, let body, let exports):
      enter(loads, frame)
      let outer = beginCapture()
      let flow = try run(body, frame)
      var value = Value.string(Text(bytes: endCapture(outer), isSafe: frame.context.isEscaping))
      guard flow == .normal else { return flow }
      if let filter { value = try applyChain(filter, to: value, frame) }
      if frame.context.isEscaping, !value.hasHTML { value = Value(safe: try value.str().bytes) }
      try assign(value, to: target, frame)
      export(exports, frame)
      leave(loads, frame)
    case .filterBlock(let loads, let body, let filter, let escaping):
      enter(loads, frame)
      let outer = beginCapture()
      let flow = try run(body, frame)
      let captured = Text(bytes: endCapture(outer), isSafe: escapes(escaping, frame))
      guard flow == .normal else { return flow }
      try write(try applyChain(filter, to: .string(captured), frame), escapes: false)
      leave(loads, frame)
    default: break
    }
    return .normal
  }

  /// Applies a chain of filters whose innermost subject is captured text.
  private func applyChain(_ code: Code, to captured: Value, _ frame: Frame) throws(TemplateError) -> Value {
    guard case .filter(let subject, let name, let function, let arguments) = code.kind else {
      return try evaluate(code, frame)
    }
    let value = subject == nil ? captured : try applyChain(subject ?? code, to: captured, frame)
    do throws(TemplateError) {
      return try apply(function, name, to: value, arguments, frame)
    } catch {
      throw frame.located(error, at: code.offset)
    }
  }

  private func runCallBlock(
    _ definition: MacroDefinition, _ callee: Code, _ arguments: ArgumentCode, _ callOffset: Int, _ frame: Frame
  ) throws(TemplateError) -> Value {
    let function: Value
    if case .methodCall(let subject, let name, _) = callee.kind {
      function = try evaluate(subject, frame).member(name, in: context(frame))
    } else {
      function = try evaluate(callee, frame)
    }
    var bound = try evaluate(arguments, frame)
    guard bound.keyword("caller") == nil else { throw .type("got multiple values for keyword argument 'caller'") }
    bound.keywords.append(("caller", .macro(MacroValue(definition, frame: frame))))
    do throws(TemplateError) {
      return try call(function, bound, in: context(frame))
    } catch {
      throw frame.located(error, at: callOffset)
    }
  }

  private func run(
    _ tag: TagExtension, _ arguments: [TagArgumentCode], _ frame: Frame
  ) throws(TemplateError) -> Value {
    var values: [TagExtension.Argument] = []
    for argument in arguments {
      let left = try evaluate(argument.left, frame)
      var right: Value?
      if let code = argument.right { right = try evaluate(code, frame) }
      values.append(TagExtension.Argument(left: left, right: right, isDifference: argument.isDifference))
    }
    return try tag.function(values, context(frame))
  }
}
