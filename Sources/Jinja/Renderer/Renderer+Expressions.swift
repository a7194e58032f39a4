extension Renderer {
  /// Evaluates an expression; errors get the place of the innermost part that fails.
  func evaluate(_ code: Code, _ frame: Frame) throws(TemplateError) -> Value {
    switch code.kind {
    case .constant(let constant): return constant.value
    case .variable(let variable, let name):
      return frame.value(of: variable) ?? undefined(name)
    case .lookUp(let name): return frame.context.resolve(name) ?? undefined(name)
    default: break
    }
    do throws(TemplateError) {
      try checkStack()
      return try evaluateComposite(code, frame)
    } catch {
      throw frame.located(error, at: code.offset)
    }
  }

  private func undefined(_ name: Text) -> Value {
    .undefined(Undefined(environment.settings.undefined, name: .string(name)))
  }

  private func evaluateComposite(_ code: Code, _ frame: Frame) throws(TemplateError) -> Value {
    switch code.kind {
    case .attribute(let subject, let name):
      let value = try evaluate(subject, frame)
      do throws(TemplateError) {
        return try value.member(name, in: context(frame))
      } catch {
        throw frame.located(error, at: value.isUndefined ? subject.offset : code.offset)
      }
    case .item(let subject, let index):
      let value = try evaluate(subject, frame)
      return try value.element(try evaluate(index, frame), in: context(frame))
    case .methodCall(let subject, let name, let arguments): return try callMethod(subject, name, arguments, code, frame)
    case .call(let callee, let arguments):
      let function = try evaluate(callee, frame)
      return try call(function, try evaluate(arguments, frame), in: context(frame))
    case .filter(let subject, let name, let function, let arguments):
      let value = subject == nil ? Value.none : try evaluate(subject ?? code, frame)
      return try apply(function, name, to: value, arguments, frame)
    case .test(let subject, let name, let function, let arguments):
      let value = try evaluate(subject, frame)
      let bound = try evaluate(arguments, frame)
      guard let function else { throw TemplateError(.templateRuntime, "No test named \(name.quoted) found.") }
      return .bool(try function(value, bound, context(frame)))
    case .compare, .compareChain, .arithmetic: return try evaluateOperator(code, frame)
    case .and(let left, let right):
      let value = try evaluate(left, frame)
      return try isTrue(value, left, frame) ? try evaluate(right, frame) : value
    case .or(let left, let right):
      let value = try evaluate(left, frame)
      return try isTrue(value, left, frame) ? value : try evaluate(right, frame)
    case .not(let operand): return .bool(try !isTrue(try evaluate(operand, frame), operand, frame))
    case .conditional(let test, let then, let otherwise):
      if try isTrue(try evaluate(test, frame), test, frame) { return try evaluate(then, frame) }
      if let otherwise { return try evaluate(otherwise, frame) }
      return .undefined(Undefined(.lenient, message: missingElse(code, frame)))
    default: return try evaluateLiteral(code, frame)
    }
  }

  private func evaluateLiteral(_ code: Code, _ frame: Frame) throws(TemplateError) -> Value {
    switch code.kind {
    case .tuple(let items): return .tuple(TupleValue(try evaluate(items, frame)))
    case .list(let items): return .list(ListValue(try evaluate(items, frame)))
    case .dict(let members):
      let dict = DictValue()
      for member in members { try dict.set(try evaluate(member.key, frame), try evaluate(member.value, frame)) }
      return .dict(dict)
    case .negative(let operand): return try evaluate(operand, frame).negated()
    case .positive(let operand): return try evaluate(operand, frame).plus()
    case .concatenation(let parts, let escaping):
      let escapes = escaping == .always || (escaping == .dynamic && frame.context.isEscaping)
      return try Value.joined(try evaluate(parts, frame), escapes: escapes, in: context(frame))
    case .slice(let subject, let start, let stop, let step):
      let value = try evaluate(subject, frame)
      let slice = Slice(
        start: try evaluate(optional: start, frame), stop: try evaluate(optional: stop, frame),
        step: try evaluate(optional: step, frame))
      let result = try value.sliced(slice)
      try charge(byteCount: result.text?.bytes.count ?? 64)
      return result
    default: return .none
    }
  }

  private func evaluate(optional code: Code?, _ frame: Frame) throws(TemplateError) -> Value {
    guard let code else { return .none }
    return try evaluate(code, frame)
  }

  private func evaluate(_ codes: [Code], _ frame: Frame) throws(TemplateError) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(codes.count)
    for code in codes { values.append(try evaluate(code, frame)) }
    return values
  }

  func evaluate(_ arguments: ArgumentCode, _ frame: Frame) throws(TemplateError) -> Arguments {
    var result = Arguments(try evaluate(arguments.positional, frame))
    for (name, value) in arguments.keywords { result.keywords.append((name, try evaluate(value, frame))) }
    if let spread = arguments.spread {
      let value = try evaluate(spread, frame)
      guard value.isIterable else {
        throw .type("Value after * must be an iterable, not \(value.typeName)")
      }
      result.positional += try value.items(in: context(frame))
    }
    if let spread = arguments.keywordSpread {
      let value = try evaluate(spread, frame)
      guard case .dict(let dict) = value else {
        if case .undefined(let undefined) = value { throw undefined.failure }
        throw .type("jinja2.runtime.Context.call() argument after ** must be a mapping, not \(value.typeName)")
      }
      for (key, value) in dict.members {
        guard case .string(let name) = key else { throw .type("keywords must be strings") }
        guard result.keyword(name) == nil else {
          throw .type("jinja2.runtime.Context.call() got multiple values for keyword argument \(name.quoted)")
        }
        result.keywords.append((name, value))
      }
    }
    return result
  }

  func context(_ frame: Frame) -> CallContext {
    CallContext(renderer: self, context: frame.context)
  }

  func isTrue(_ value: Value, _ code: Code, _ frame: Frame) throws(TemplateError) -> Bool {
    do throws(TemplateError) { return try value.isTrue() } catch { throw frame.located(error, at: code.offset) }
  }

  private func missingElse(_ code: Code, _ frame: Frame) -> String {
    var place = "line \(frame.source.line(of: code.offset))"
    if let name = frame.source.name { place += " in \(Text(name).quoted)" }
    return "the inline if-expression on \(place) evaluated to false and no else section was defined."
  }

  // MARK: Operators

  private func evaluateOperator(_ code: Code, _ frame: Frame) throws(TemplateError) -> Value {
    switch code.kind {
    case .arithmetic(let arithmetic, let leftCode, let rightCode):
      let left = try evaluate(leftCode, frame)
      let right = try evaluate(rightCode, frame)
      do throws(TemplateError) {
        return try left.apply(arithmetic, right, in: context(frame))
      } catch {
        throw frame.located(error, at: right.isUndefined && !left.isUndefined ? rightCode.offset : code.offset)
      }
    case .compare(let left, let comparison, let right):
      return .bool(
        try compare(try evaluate(left, frame), comparison, try evaluate(right, frame), left, right, frame))
    case .compareChain(let first, let operands):
      var leftCode = first
      var left = try evaluate(first, frame)
      for (comparison, operand) in operands {
        let right = try evaluate(operand, frame)
        guard try compare(left, comparison, right, leftCode, operand, frame) else { return .bool(false) }
        (left, leftCode) = (right, operand)
      }
      return .bool(true)
    default: return .none
    }
  }

  private func compare(
    _ left: Value, _ comparison: ComparisonOperator, _ right: Value, _ leftCode: Code, _ rightCode: Code, _ frame: Frame
  ) throws(TemplateError) -> Bool {
    do throws(TemplateError) {
      return try left.compare(comparison, right)
    } catch {
      throw frame.located(error, at: right.isUndefined && !left.isUndefined ? rightCode.offset : leftCode.offset)
    }
  }

  // MARK: Filters

  func apply(
    _ function: FilterFunction?, _ name: Text, to value: Value, _ arguments: ArgumentCode, _ frame: Frame
  ) throws(TemplateError) -> Value {
    let bound = try evaluate(arguments, frame)
    guard let function else { throw TemplateError(.templateRuntime, "No filter named \(name.quoted) found.") }
    try step()
    return try function(value, bound, context(frame))
  }
}
