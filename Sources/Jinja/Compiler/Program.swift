/// A template ready to be run: names are resolved to places in frames, filters and tests to functions.
final class Program: Sendable {
  let source: Source
  /// The whole template but its blocks.
  let root: FunctionCode
  /// In the order in which they stand in the template.
  let blocks: [BlockCode]
  let hasExtends: Bool
  /// The names that the template takes from its context.
  let undeclaredNames: Set<Text>

  init(
    source: Source, root: FunctionCode, blocks: [BlockCode], hasExtends: Bool, undeclaredNames: Set<Text>
  ) {
    self.source = source
    self.root = root
    self.blocks = blocks
    self.hasExtends = hasExtends
    self.undeclaredNames = undeclaredNames
  }
}

/// What runs in a frame of its own.
struct FunctionCode: Sendable {
  let slotCount: Int
  let loads: ScopeLoads
  let body: [Instruction]
  /// Where `self` is put, if it is used.
  var selfSlot: Int?
  /// Where `super` is put, if it is used.
  var superSlot: Int?
}

struct BlockCode: Sendable {
  let name: Text
  let function: FunctionCode
  /// For places in messages.
  let source: Source
}

/// A variable: how many frames outwards, and where in that frame.
struct Variable: Sendable {
  let hops: Int
  let slot: Int
}

/// What is done when a scope is entered; when it is left, its slots are emptied.
struct ScopeLoads: Sendable {
  var resolved: [(slot: Int, name: Text)] = []
  var aliased: [(slot: Int, from: Variable)] = []
  var emptied: [Int] = []
  var all: [Int] = []
}

/// An expression ready to be evaluated.
struct Code: Sendable {
  indirect enum Kind: Sendable {
    case constant(Constant)
    case variable(Variable, Text)
    case lookUp(Text)
    case tuple([Code])
    case list([Code])
    case dict([(key: Code, value: Code)])
    case arithmetic(ArithmeticOperator, Code, Code)
    case compare(Code, ComparisonOperator, Code)
    case compareChain(Code, [(comparison: ComparisonOperator, operand: Code)])
    case and(Code, Code)
    case or(Code, Code)
    case not(Code)
    case negative(Code)
    case positive(Code)
    case concatenation([Code], Escaping)
    case conditional(test: Code, then: Code, otherwise: Code?)
    case attribute(Code, Text)
    case item(Code, Code)
    case slice(Code, start: Code?, stop: Code?, step: Code?)
    case call(Code, ArgumentCode)
    case methodCall(Code, Text, ArgumentCode)
    /// The subject is nil where it is the text captured by a filter block.
    case filter(Code?, Text, FilterFunction?, ArgumentCode)
    case test(Code, Text, TestFunction?, ArgumentCode)
  }

  let kind: Kind
  let offset: Int
}

struct ArgumentCode: Sendable {
  let positional: [Code]
  let keywords: [(name: Text, value: Code)]
  let spread: Code?
  let keywordSpread: Code?
}

/// Whether printed values are escaped.
enum Escaping: Sendable {
  case never
  case always
  /// As the context says when it is run.
  case dynamic
}

/// What a value is assigned to.
indirect enum Target: Sendable {
  case slot(Int)
  case namespaceAttribute(Variable, Text)
  case tuple([Target])
}

/// A top-level variable, which other templates can import.
struct Export: Sendable {
  let name: Text
  let slot: Int

  var isPublic: Bool { name.bytes.first != UInt8(ascii: "_") }
}

struct Instruction: Sendable {
  indirect enum Kind: Sendable {
    case write([Piece], Escaping, checksParent: Bool)
    case assign(Target, Code, [Export])
    case assignBlock(Target, filter: Code?, ScopeLoads, [Instruction], [Export])
    case loop(LoopCode)
    case branch([(test: Code, body: [Instruction])], otherwise: [Instruction])
    case with(ScopeLoads, [(target: Target, value: Code)], [Instruction])
    case autoescape(ScopeLoads, Code, [Instruction])
    case block(Text, locals: [(name: Text, variable: Variable)]?, isRequired: Bool, checksParent: Bool)
    case extend(Code)
    case failExtendedTwice(checksParent: Bool)
    case include(Code, locals: [(name: Text, variable: Variable)]?, ignoresMissing: Bool)
    case importModule(Code, locals: [(name: Text, variable: Variable)]?, slot: Int, export: Export?)
    case importNames(Code, locals: [(name: Text, variable: Variable)]?, [ImportedName])
    case macro(MacroDefinition, slot: Int, export: Export?)
    case callBlock(MacroDefinition, callee: Code, ArgumentCode, callOffset: Int)
    case filterBlock(ScopeLoads, [Instruction], filter: Code, Escaping)
    case evaluate(Code)
    case breakLoop
    case continueLoop
    case tag(TagExtension, [TagArgumentCode], Escaping)
  }

  let kind: Kind
  let offset: Int
}

enum Piece: Sendable {
  case data([UInt8])
  case value(Code)
}

struct ImportedName: Sendable {
  let name: Text
  let slot: Int
  let export: Export?
}

struct TagArgumentCode: Sendable {
  let left: Code
  let right: Code?
  let isDifference: Bool
}

final class LoopCode: Sendable {
  let target: Target
  let iterable: Code
  /// Runs in a frame of its own for each loop, with its own place for the target.
  let test: (code: Code, function: FunctionCode, target: Target, value: Code)?
  let loads: ScopeLoads
  let body: [Instruction]
  let otherwiseLoads: ScopeLoads
  let otherwise: [Instruction]
  let loopSlot: Int?
  /// The slots of the frame that a recursive loop gets of its own; nil for other loops.
  let recursiveSlotCount: Int?
  let escaping: Escaping

  init(
    target: Target, iterable: Code, test: (code: Code, function: FunctionCode, target: Target, value: Code)?,
    loads: ScopeLoads, body: [Instruction], otherwiseLoads: ScopeLoads, otherwise: [Instruction], loopSlot: Int?,
    recursiveSlotCount: Int?, escaping: Escaping
  ) {
    self.target = target
    self.iterable = iterable
    self.test = test
    self.loads = loads
    self.body = body
    self.otherwiseLoads = otherwiseLoads
    self.otherwise = otherwise
    self.loopSlot = loopSlot
    self.recursiveSlotCount = recursiveSlotCount
    self.escaping = escaping
  }
}

/// A macro, or the body of a call block.
final class MacroDefinition: Sendable {
  struct Parameter: Sendable {
    let name: Text
    let slot: Int
    let standard: Code?
  }

  /// Nil for the body of a call block.
  let name: Text?
  let parameters: [Parameter]
  /// Where the special variables go, for those that the body uses.
  let callerSlot: Int?
  let keywordsSlot: Int?
  let positionalSlot: Int?
  /// Whether the body uses `caller`, as a parameter or not.
  let usesCaller: Bool
  let function: FunctionCode
  let source: Source

  init(
    name: Text?, parameters: [Parameter], callerSlot: Int?, keywordsSlot: Int?, positionalSlot: Int?,
    usesCaller: Bool, function: FunctionCode, source: Source
  ) {
    self.name = name
    self.parameters = parameters
    self.usesCaller = usesCaller
    self.callerSlot = callerSlot
    self.keywordsSlot = keywordsSlot
    self.positionalSlot = positionalSlot
    self.function = function
    self.source = source
  }

  func hasParameter(_ name: Text) -> Bool { parameters.contains { $0.name == name } }
}
