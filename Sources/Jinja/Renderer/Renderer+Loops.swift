extension Renderer {
  func run(_ loop: LoopCode, _ frame: Frame) throws(TemplateError) -> Flow {
    let iterable = try evaluate(loop.iterable, frame)
    if loop.recursiveSlotCount != nil {
      do throws(TemplateError) {
        try write(try runRecursive(loop, over: iterable, frame, depth: 0), escapes: false)
      } catch {
        throw frame.located(error, at: loop.iterable.offset)
      }
      return .normal
    }
    let iteration: Iteration
    do throws(TemplateError) {
      iteration = try makeIteration(loop, iterable, frame)
    } catch {
      throw frame.located(error, at: loop.iterable.offset)
    }
    return try run(loop, iteration, frame, depth: 0, recursion: nil)
  }

  /// Runs a recursive loop in a frame of its own and returns its text.
  func runRecursive(
    _ loop: LoopCode, over iterable: Value, _ frame: Frame, depth: Int
  ) throws(TemplateError) -> Value {
    try checkStack()
    let inner = Frame(
      slotCount: loop.recursiveSlotCount ?? 0, parent: frame, context: frame.context, source: frame.source)
    let outer = beginCapture()
    _ = try run(loop, try makeIteration(loop, iterable, inner), inner, depth: depth, recursion: (loop, frame))
    let text = Text(bytes: endCapture(outer), isSafe: escapes(loop.escaping, frame))
    finish(inner)
    return .string(text)
  }

  private func makeIteration(
    _ loop: LoopCode, _ iterable: Value, _ frame: Frame
  ) throws(TemplateError) -> Iteration {
    var source = try iterable.makeIteration()
    guard let test = loop.test else { return source }
    let inner = Frame(
      slotCount: test.function.slotCount, parent: frame, context: frame.context, source: frame.source)
    enter(test.function.loads, inner)
    let filtered = try ValueIterator("generator", over: iterable) { [self] () throws(TemplateError) in
      while let item = try source.next() {
        try step()
        try assign(item, to: test.target, inner)
        if try isTrue(try evaluate(test.code, inner), test.code, inner) { return try evaluate(test.value, inner) }
      }
      return nil
    }
    return Iteration(.iterator(filtered))
  }

  private func run(
    _ loop: LoopCode, _ iteration: Iteration, _ frame: Frame, depth: Int, recursion: (code: LoopCode, frame: Frame)?
  ) throws(TemplateError) -> Flow {
    let flow: Flow
    let isComplete: Bool
    if let slot = loop.loopSlot {
      let value = LoopValue(iteration, depth0: depth, recursion: recursion, in: context(frame))
      (flow, isComplete) = try runRounds(loop, frame, slot: slot, value) { () throws(TemplateError) in
        try value.next()
      }
    } else {
      var iteration = iteration
      (flow, isComplete) = try runRounds(loop, frame, slot: nil, nil) { () throws(TemplateError) in
        try iteration.next()
      }
    }
    leave(loop.loads, frame)
    guard flow == .normal, !isComplete, !loop.otherwise.isEmpty else { return flow }
    enter(loop.otherwiseLoads, frame)
    let elseFlow = try run(loop.otherwise, frame)
    leave(loop.otherwiseLoads, frame)
    return elseFlow
  }

  /// Runs the body for each item. The second result tells whether a round got to its end: else `else` runs.
  private func runRounds(
    _ loop: LoopCode, _ frame: Frame, slot: Int?, _ value: LoopValue?,
    _ next: () throws(TemplateError) -> Value?
  ) throws(TemplateError) -> (Flow, Bool) {
    var isComplete = false
    while let item = try next() {
      try step()
      do throws(TemplateError) {
        try assign(item, to: loop.target, frame)
      } catch {
        throw frame.located(error, at: loop.iterable.offset)
      }
      if let slot, let value { frame.slots[slot] = .loop(value) }
      enter(loop.loads, frame)
      switch try run(loop.body, frame) {
      case .normal: isComplete = true
      case .continued: continue
      case .broken: return (.normal, isComplete)
      }
    }
    return (.normal, isComplete)
  }
}
