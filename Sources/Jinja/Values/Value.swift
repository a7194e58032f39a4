/// A value of a template: Python's types, with Python's behaviour.
///
/// Lists, dictionaries and the like are references, as in Python: two names may lead to one list.
public enum Value {
  case undefined(Undefined)
  case none
  case bool(Bool)
  case int(Int)
  /// An integer that doesn't fit into `Int`; never one that would.
  case big(BigInteger)
  case float(Double)
  case string(Text)
  case list(ListValue)
  case tuple(TupleValue)
  case dict(DictValue)
  case range(RangeValue)
  case iterator(ValueIterator)
  case view(DictView)
  case function(FunctionValue)
  case macro(MacroValue)
  case namespace(NamespaceValue)
  case loop(LoopValue)
  case cycler(CyclerValue)
  case joiner(JoinerValue)
  case module(ModuleValue)
  case block(BlockReference)
  case template(TemplateReference)
  case type(TypeValue)
  case bytes(BytesValue)
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByFloatLiteral
{
  public init(stringLiteral value: String) { self = .string(Text(value)) }
  public init(integerLiteral value: Int) { self = .int(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(floatLiteral value: Double) { self = .float(value) }

  /// Makes a `str`.
  public init(_ string: String) { self = .string(Text(string)) }

  /// Makes a list of its own.
  public init(list items: [Value]) { self = .list(ListValue(items)) }

  /// Makes a dictionary of its own with the members in the given order; of a key twice the last value stays.
  public init(members: [(String, Value)]) {
    let dict = DictValue()
    for (key, value) in members { dict.set(Text(key), value) }
    self = .dict(dict)
  }

  /// Makes an integer or a float from a number's text as JSON writes it; nil if it is none.
  public init?(number text: String) {
    let bytes = Array(text.utf8)
    let digits = bytes.first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes[...]
    if !digits.isEmpty, digits.allSatisfy({ CodePoint.isASCIIDigit(UInt32($0)) }) {
      self.init(
        BigInteger(
          digits: digits.map { Int($0) - 0x30 }, base: 10, isNegative: bytes.first == UInt8(ascii: "-")))
      return
    }
    guard let float = NumberText.float(Text(text)) else { return nil }
    self = .float(float)
  }

  init(_ integer: BigInteger) {
    if let small = integer.int { self = .int(small) } else { self = .big(integer) }
  }

  init(safe bytes: [UInt8]) { self = .string(Text(bytes: bytes, isSafe: true)) }
}

extension Value {
  /// The name of the value's Python type, as error messages have it.
  public var typeName: String {
    switch self {
    case .undefined(let undefined): undefined.behaviour.rawValue
    case .none: "NoneType"
    case .bool: "bool"
    case .int, .big: "int"
    case .float: "float"
    case .string(let text): text.isSafe ? "Markup" : "str"
    case .list: "list"
    case .tuple(let tuple): tuple.fieldNames == nil ? "tuple" : "_GroupTuple"
    case .dict(let dict): dict.isOrderedDict ? "OrderedDict" : "dict"
    case .range: "range"
    case .iterator(let iterator): iterator.typeName
    case .view(let view): view.typeName
    case .function(let function): function.typeName
    case .macro: "Macro"
    case .namespace: "Namespace"
    case .loop: "LoopContext"
    case .cycler: "Cycler"
    case .joiner: "Joiner"
    case .module: "TemplateModule"
    case .block: "BlockReference"
    case .template: "TemplateReference"
    case .type: "type"
    case .bytes: "bytes"
    }
  }

  /// How messages about missing attributes call the value: `dict object`, `jinja2.utils.Namespace object`.
  var typeDescription: String {
    let module: String
    switch self {
    case .none: return "None"
    case .undefined, .macro, .loop, .block, .template: module = "jinja2.runtime."
    case .namespace, .cycler, .joiner: module = "jinja2.utils."
    case .module: module = "jinja2.environment."
    case .string(let text): module = text.isSafe ? "markupsafe." : ""
    case .dict(let dict): module = dict.isOrderedDict ? "collections." : ""
    case .tuple(let tuple): module = tuple.fieldNames == nil ? "" : "jinja2.filters."
    default: module = ""
    }
    return "\(module)\(typeName) object"
  }

  var isUndefined: Bool {
    if case .undefined = self { return true }
    return false
  }

  var isNone: Bool {
    if case .none = self { return true }
    return false
  }

  /// The text, if it is a `str`.
  public var text: Text? {
    if case .string(let text) = self { return text }
    return nil
  }

  /// Whether it has an `__html__` method: it knows its own escaped form.
  var hasHTML: Bool {
    switch self {
    case .string(let text): text.isSafe
    case .module: true
    case .undefined(let undefined): undefined.behaviour == .chainable
    default: false
    }
  }

  /// Python's `is`.
  func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.none, .none): true
    case (.bool(let left), .bool(let right)): left == right
    case (.int(let left), .int(let right)): left == right && (-5...256).contains(left)
    case (.string(let left), .string(let right)): left == right && !left.isSafe && !right.isSafe
    default: identity.map { $0 == other.identity } ?? false
    }
  }

  /// The object's identity; nil for values without one.
  var identity: ObjectIdentifier? {
    switch self {
    case .undefined(let object): ObjectIdentifier(object)
    case .list(let object): ObjectIdentifier(object)
    case .tuple(let object): ObjectIdentifier(object)
    case .dict(let object): ObjectIdentifier(object)
    case .range(let object): ObjectIdentifier(object)
    case .iterator(let object): ObjectIdentifier(object)
    case .view(let object): ObjectIdentifier(object)
    case .function(let object): ObjectIdentifier(object)
    case .macro(let object): ObjectIdentifier(object)
    case .namespace(let object): ObjectIdentifier(object)
    case .loop(let object): ObjectIdentifier(object)
    case .cycler(let object): ObjectIdentifier(object)
    case .joiner(let object): ObjectIdentifier(object)
    case .module(let object): ObjectIdentifier(object)
    case .block(let object): ObjectIdentifier(object)
    case .template(let object): ObjectIdentifier(object)
    case .type(let object): ObjectIdentifier(object)
    case .bytes(let object): ObjectIdentifier(object)
    case .none, .bool, .int, .big, .float, .string: nil
    }
  }
}
