/// The variables of one run of a template, block, macro or recursive loop.
final class Frame {
  /// Nil where a variable has no value.
  var slots: [Value?]
  /// The frame around the function's definition.
  let parent: Frame?
  let context: RenderContext
  let source: Source
  /// The template that `extends` has named, in a template's own frame.
  var parentProgram: Program?

  init(slotCount: Int, parent: Frame?, context: RenderContext, source: Source) {
    slots = Array(repeating: nil, count: slotCount)
    self.parent = parent
    self.context = context
    self.source = source
  }

  func value(of variable: Variable) -> Value? {
    var frame = self
    for _ in 0..<variable.hops { if let parent = frame.parent { frame = parent } }
    return frame.slots[variable.slot]
  }

  /// Whether the template, whose frame this is or is inside of, extends another.
  var extendsTemplate: Bool {
    var frame = self
    while let parent = frame.parent { frame = parent }
    return frame.parentProgram != nil
  }

  func located(_ error: TemplateError, at offset: Int) -> TemplateError {
    error.located(at: source.place(at: offset))
  }
}

/// Jinja2's context: the variables that are shared by a template, its blocks and its parents.
final class RenderContext {
  /// What the template was given, globals included.
  let base: [Text: Value]
  /// What the template has set at its top level.
  var variables: [Text: Value] = [:]
  var exportedNames: Set<Text> = []
  /// The blocks of each name, the outermost template's last.
  var blocks: [Text: [BlockCode]]
  var isEscaping: Bool
  /// How many templates were extended, one by the other.
  var parentCount = 0
  let templateName: String?

  init(base: [Text: Value], templateName: String?, isEscaping: Bool, blocks: [Text: [BlockCode]]) {
    self.base = base
    self.templateName = templateName
    self.isEscaping = isEscaping
    self.blocks = blocks
  }

  convenience init(base: [Text: Value], for program: Program, in environment: Environment) {
    self.init(
      base: base, templateName: program.source.name,
      isEscaping: environment.settings.escapes(templateNamed: program.source.name),
      blocks: Dictionary(program.blocks.map { ($0.name, [$0]) }, uniquingKeysWith: { first, _ in first }))
  }

  func resolve(_ name: Text) -> Value? {
    variables[name] ?? base[name]
  }

  /// Everything that a template with this context sees.
  var all: [Text: Value] {
    variables.isEmpty ? base : base.merging(variables) { _, new in new }
  }

  /// Returns the context of a scoped block: the variables around it are added.
  func derived(with locals: [(Text, Value)]) -> RenderContext {
    let base = all.merging(locals) { _, new in new }
    return RenderContext(base: base, templateName: templateName, isEscaping: isEscaping, blocks: blocks)
  }

  /// Returns the block of a name, `depth` templates outwards; nil if there is none.
  func block(named name: Text, depth: Int) -> BlockReference? {
    guard let stack = blocks[name], depth < stack.count else { return nil }
    return BlockReference(name: name, depth: depth, context: self)
  }

  /// The variables that other templates may import.
  var exports: [Text: Value] {
    variables.filter { exportedNames.contains($0.key) }
  }

  func export(_ export: Export, _ value: Value?, isImport: Bool = false) {
    variables[export.name] = value
    guard export.isPublic else { return }
    if isImport { exportedNames.remove(export.name) } else { exportedNames.insert(export.name) }
  }
}

/// What functions, filters and tests may use of the render that calls them.
public struct CallContext {
  let renderer: Renderer
  let context: RenderContext

  var environment: Environment { renderer.environment }

  /// Whether printed values are escaped where the call stands.
  public var isEscaping: Bool { context.isEscaping }

  /// Returns a value by its name in the template's context.
  public func variable(_ name: Text) -> Value? { context.resolve(name) }

  /// Who renders, if the caller said so.
  public var host: (any RenderHost)? { renderer.host }

  /// Returns a random number; the same ones in every render where the settings have a seed.
  ///
  /// - Precondition: the range isn't empty.
  public func random(in range: Range<Int>) -> Int {
    // Not the library's way, which may change: what a seed gives has to stay the same. The bias is below 2^-32.
    // A range may be wider than half of all integers.
    let width = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
    return range.lowerBound &+ Int(truncatingIfNeeded: renderer.random.next().multipliedFullWidth(by: width).high)
  }

  /// Counts a large value against the render's limits.
  public func charge(byteCount: Int) throws(TemplateError) { try renderer.charge(byteCount: byteCount) }

  func undefined(owner: Value? = nil, name: Value = .none, message: String? = nil) -> Value {
    .undefined(Undefined(environment.settings.undefined, message: message, owner: owner, name: name))
  }
}
