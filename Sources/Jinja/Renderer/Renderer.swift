/// One render of a template: its output so far, and what it has used up of its limits.
final class Renderer {
  let environment: Environment
  let host: (any RenderHost)?
  let limits: Limits
  /// What has been written; captures put their own in its place for a while.
  var output: [UInt8] = []
  private var outputByteCount = 0
  let meter: WorkMeter
  var random: RandomSource
  /// The templates that were imported without context, which run once.
  var modules: [ObjectIdentifier: ModuleValue] = [:]
  private let stackBase: UInt
  /// Frames that macros hold on to; they are emptied at the end, since macros and frames hold each other.
  private var capturedFrames: [Frame] = []

  init(environment: Environment, host: (any RenderHost)?) {
    self.environment = environment
    self.host = host
    limits = environment.settings.limits
    random = RandomSource(seed: environment.settings.randomSeed, host: host)
    meter = WorkMeter(limits, stepCount: host?.stepCount ?? 0)
    stackBase = Renderer.stackAddress()
  }

  // MARK: Limits

  func step() throws(TemplateError) { try meter.step() }

  /// Counts work by its size: 64 bytes are a step.
  func charge(byteCount: Int) throws(TemplateError) { try meter.steps(byteCount >> 6) }

  /// Throws if a value of the size would be too large; counts it as work.
  func check(size: Int, charges: Bool = true) throws(TemplateError) {
    try meter.check(size: size)
    if charges { try charge(byteCount: size) }
  }

  func check(size: Int, times: Int) throws(TemplateError) {
    let (total, overflows) = size.multipliedReportingOverflow(by: times)
    try check(size: overflows ? .max : total)
  }

  /// The address of something on the stack, for measuring how much of it is used.
  @inline(never)
  private static func stackAddress() -> UInt {
    var marker: UInt8 = 0
    return unsafe withUnsafePointer(to: &marker) { pointer in UInt(bitPattern: pointer) }
  }

  /// Throws when nested calls, includes and expressions have used up the stack that they may use.
  func checkStack() throws(TemplateError) {
    let address = Renderer.stackAddress()
    let used = stackBase > address ? stackBase - address : address - stackBase
    if used > UInt(limits.stackByteCount) { throw .tooDeep }
  }

  // MARK: Output

  func write(_ bytes: [UInt8]) throws(TemplateError) {
    output.append(contentsOf: bytes)
    outputByteCount += bytes.count
    if outputByteCount > limits.outputByteCount {
      throw .limit("output of more than \(limits.outputByteCount) bytes")
    }
  }

  /// Writes a value as a print statement does.
  func write(_ value: Value, escapes: Bool) throws(TemplateError) {
    if escapes {
      try write(try HTML.escape(value).bytes)
    } else if case .string(let text) = value {
      try write(text.bytes)
    } else {
      try write(try value.str().bytes)
    }
  }

  /// Starts a capture; `endCapture` gives back what was written since.
  func beginCapture() -> [UInt8] {
    let outer = output
    output = []
    return outer
  }

  func endCapture(_ outer: [UInt8]) -> [UInt8] {
    let captured = output
    output = outer
    return captured
  }

  // MARK: Frames

  /// Ends a frame's life unless a macro holds it.
  func finish(_ frame: consuming Frame) {
    var frame = frame
    if !isKnownUniquelyReferenced(&frame) { capturedFrames.append(frame) }
  }

  /// Takes apart what macros and frames hold of each other.
  func tearDown() {
    for frame in capturedFrames { frame.slots = [] }
    capturedFrames = []
    modules = [:]
    host?.stepCount = meter.stepCount
  }

  func enter(_ loads: ScopeLoads, _ frame: Frame) {
    for load in loads.resolved { frame.slots[load.slot] = frame.context.resolve(load.name) }
    for load in loads.aliased { frame.slots[load.slot] = frame.value(of: load.from) }
    for slot in loads.emptied { frame.slots[slot] = nil }
  }

  func leave(_ loads: ScopeLoads, _ frame: Frame) {
    for slot in loads.all { frame.slots[slot] = nil }
  }

  // MARK: Templates

  /// Runs a template's root with a context, then the root of the template that it extends.
  func run(_ program: Program, in context: RenderContext) throws(TemplateError) {
    try checkStack()
    try step()
    let frame = Frame(slotCount: program.root.slotCount, parent: nil, context: context, source: program.source)
    if let slot = program.root.selfSlot { frame.slots[slot] = .template(TemplateReference(context: context)) }
    enter(program.root.loads, frame)
    _ = try run(program.root.body, frame)
    let parent = frame.parentProgram
    finish(frame)
    if let parent { try run(parent, in: context) }
  }

  /// Runs a block, `depth` templates outwards from the innermost.
  func run(_ name: Text, depth: Int, in context: RenderContext) throws(TemplateError) {
    guard let stack = context.blocks[name], depth < stack.count else {
      throw TemplateError(.keyError, name.quoted)
    }
    try checkStack()
    try step()
    let block = stack[depth]
    let frame = Frame(slotCount: block.function.slotCount, parent: nil, context: context, source: block.source)
    if let slot = block.function.selfSlot { frame.slots[slot] = .template(TemplateReference(context: context)) }
    if let slot = block.function.superSlot {
      let call = CallContext(renderer: self, context: context)
      frame.slots[slot] =
        context.block(named: name, depth: depth + 1).map { .block($0) }
        ?? call.undefined(name: "super", message: "there is no parent block called \(name.quoted).")
    }
    enter(block.function.loads, frame)
    _ = try run(block.function.body, frame)
    finish(frame)
  }

  /// Runs a template as a module.
  func makeModule(_ program: Program, base: [Text: Value]) throws(TemplateError) -> ModuleValue {
    let context = RenderContext(base: base, for: program, in: environment)
    let outer = beginCapture()
    try run(program, in: context)
    return ModuleValue(templateName: program.source.name, exports: context.exports, body: endCapture(outer))
  }
}

/// Chance: the host's, the system's, or a row of numbers that is the same for the same seed (SplitMix64).
struct RandomSource: RandomNumberGenerator {
  private var state: UInt64?
  private let host: (any RenderHost)?

  init(seed: UInt64?, host: (any RenderHost)?) {
    state = seed
    self.host = host
  }

  mutating func next() -> UInt64 {
    if let host { return host.nextRandomNumber() }
    guard let previous = state else { return UInt64.random(in: .min ... .max) }
    let next = previous &+ 0x9E37_79B9_7F4A_7C15
    state = next
    var mixed = (next ^ (next >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
