extension Renderer {
  /// Runs the statements that have to do with other templates and blocks.
  func runTemplateStatement(_ instruction: Instruction, _ frame: Frame) throws(TemplateError) {
    switch instruction.kind {
    case .block(let name, let locals, let isRequired, let checksParent):
      if checksParent, frame.extendsTemplate { return }
      let context = locals.map { frame.context.derived(with: values(of: $0, frame)) } ?? frame.context
      if isRequired, (frame.context.blocks[name]?.count ?? 0) <= 1 {
        throw TemplateError(.templateRuntime, "Required block \(name.quoted) not found")
      }
      try run(name, depth: 0, in: context)
    case .extend(let code): try extend(code, frame)
    case .failExtendedTwice: throw TemplateError(.templateRuntime, "extended multiple times")
    case .include(let code, let locals, let ignoresMissing):
      try include(code, locals, ignoresMissing: ignoresMissing, frame)
    case .importModule(let code, let locals, let slot, let export):
      let module = Value.module(try importModule(code, locals, frame))
      frame.slots[slot] = module
      if let export { frame.context.export(export, module, isImport: true) }
    case .importNames(let code, let locals, let names):
      let module = try importModule(code, locals, frame)
      for name in names {
        let value = module.exports[name.name] ?? missingExport(name.name, of: module, at: instruction.offset, frame)
        frame.slots[name.slot] = value
        if let export = name.export { frame.context.export(export, value, isImport: true) }
      }
    default: break
    }
  }

  private func values(of locals: [(name: Text, variable: Variable)], _ frame: Frame) -> [(Text, Value)] {
    locals.compactMap { local in frame.value(of: local.variable).map { (local.name, $0) } }
  }

  private func missingExport(_ name: Text, of module: ModuleValue, at offset: Int, _ frame: Frame) -> Value {
    let module = module.templateName.map { Text($0).quoted } ?? "None"
    var place = "line \(frame.source.line(of: offset))"
    if let template = frame.source.name { place += " in \(Text(template).quoted)" }
    return context(frame).undefined(
      name: .string(name),
      message: "the template \(module) (imported on \(place)) does not export the requested name \(name.quoted)")
  }

  private func extend(_ code: Code, _ frame: Frame) throws(TemplateError) {
    guard frame.parentProgram == nil else { throw TemplateError(.templateRuntime, "extended multiple times") }
    let parent = try load(code, frame)
    for block in parent.blocks { frame.context.blocks[block.name, default: []].append(block) }
    frame.parentProgram = parent
    frame.context.parentCount += 1
    if frame.context.parentCount > 200 { throw .tooDeep }
  }

  private func include(
    _ code: Code, _ locals: [(name: Text, variable: Variable)]?, ignoresMissing: Bool, _ frame: Frame
  ) throws(TemplateError) {
    let program: Program
    do throws(TemplateError) {
      program = try select(code, frame)
    } catch  where ignoresMissing && error.exception == .templateNotFound {
      return
    }
    guard let locals else {
      try write(try defaultModule(program).body)
      return
    }
    let base = frame.context.all.merging(values(of: locals, frame)) { _, new in new }
    try run(program, in: RenderContext(base: base, for: program, in: environment))
  }

  private func importModule(
    _ code: Code, _ locals: [(name: Text, variable: Variable)]?, _ frame: Frame
  ) throws(TemplateError) -> ModuleValue {
    let program = try load(code, frame)
    guard let locals else { return try defaultModule(program) }
    return try makeModule(program, base: frame.context.all.merging(values(of: locals, frame)) { _, new in new })
  }

  /// The module of a template without context, which is made once in a render.
  private func defaultModule(_ program: Program) throws(TemplateError) -> ModuleValue {
    if let module = modules[ObjectIdentifier(program)] { return module }
    let module = try makeModule(program, base: environment.globals())
    modules[ObjectIdentifier(program)] = module
    return module
  }

  /// Loads the template that an expression names.
  private func load(_ code: Code, _ frame: Frame) throws(TemplateError) -> Program {
    let name = try evaluate(code, frame)
    do throws(TemplateError) {
      return try program(named: name)
    } catch {
      throw frame.located(error, at: code.offset)
    }
  }

  private func program(named name: Value) throws(TemplateError) -> Program {
    switch name {
    case .string(let text): return try environment.program(named: text.string)
    case .undefined(let undefined): throw undefined.failure
    case .list, .dict: throw .type("unhashable type: '\(name.typeName)'")
    default: throw TemplateError(.templateNotFound, try name.str().string)
    }
  }

  /// Loads the first template that is there of those that an expression names.
  private func select(_ code: Code, _ frame: Frame) throws(TemplateError) -> Program {
    let names = try evaluate(code, frame)
    do throws(TemplateError) {
      if case .string = names { return try program(named: names) }
      if case .undefined(let undefined) = names { throw undefined.failure }
      guard names.isIterable else { throw .type("'\(names.typeName)' object is not iterable") }
      let candidates = try names.items(in: context(frame))
      guard !candidates.isEmpty else {
        throw TemplateError(.templateNotFound, "Tried to select from an empty list of templates.")
      }
      var shown: [String] = []
      for name in candidates {
        do throws(TemplateError) {
          return try program(named: name)
        } catch  where error.exception == .templateNotFound && error.place == nil || error.exception == .undefinedError
        {
          if case .undefined(let undefined) = name {
            shown.append(undefined.message)
          } else {
            shown.append(try name.str().string)
          }
        }
      }
      throw TemplateError(
        .templateNotFound, "none of the templates given were found: \(shown.joined(separator: ", "))")
    } catch {
      throw frame.located(error, at: code.offset)
    }
  }
}
