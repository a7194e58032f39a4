/// A macro, or the body of a call block, with the variables around it.
public final class MacroValue {
  let definition: MacroDefinition
  let frame: Frame

  init(_ definition: MacroDefinition, frame: Frame) {
    self.definition = definition
    self.frame = frame
  }

  func attribute(_ name: Text) -> Value? {
    switch name {
    case "name": definition.name.map { .string($0) } ?? Value.none
    case "arguments": .tuple(TupleValue(definition.parameters.map { .string($0.name) }))
    case "catch_kwargs": .bool(definition.keywordsSlot != nil)
    case "catch_varargs": .bool(definition.positionalSlot != nil)
    case "caller": .bool(definition.usesCaller)
    case "explicit_caller": .bool(definition.hasParameter("caller"))
    default: nil
    }
  }
}

/// An imported template: what it exports, and its text.
public final class ModuleValue {
  let templateName: String?
  let exports: [Text: Value]
  let body: [UInt8]

  init(templateName: String?, exports: [Text: Value], body: [UInt8]) {
    self.templateName = templateName
    self.exports = exports
    self.body = body
  }

  func attribute(_ name: Text) -> Value? {
    if let value = exports[name] { return value }
    return name == "__name__" ? templateName.map { Value($0) } ?? Value.none : nil
  }
}

/// A block that can be called: `super()` and `self.name()`.
public final class BlockReference {
  let name: Text
  /// How many templates outwards.
  let depth: Int
  let context: RenderContext

  init(name: Text, depth: Int, context: RenderContext) {
    self.name = name
    self.depth = depth
    self.context = context
  }

  /// The same block of the next template outwards.
  func parent(in call: CallContext) -> Value {
    context.block(named: name, depth: depth + 1).map { .block($0) }
      ?? call.undefined(name: "super", message: "there is no parent block called \(name.quoted).")
  }
}

/// What `self` is in a template.
public final class TemplateReference {
  let context: RenderContext

  init(context: RenderContext) {
    self.context = context
  }
}
