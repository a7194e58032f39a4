/// Python's `range`.
public final class RangeValue {
  let start: Int
  let stop: Int
  let step: Int
  let count: Int

  init(start: Int, stop: Int, step: Int) throws(TemplateError) {
    self.start = start
    self.stop = stop
    self.step = step
    let (distance, overflows) =
      step > 0
      ? stop.subtractingReportingOverflow(start) : start.subtractingReportingOverflow(stop)
    guard !overflows, step != .min else { throw .overflow("Python int too large to convert to C ssize_t") }
    let width = step.magnitude
    count = distance <= 0 ? 0 : Int((UInt(distance) - 1) / width) + 1
  }

  /// - Precondition: the index is inside.
  func item(at index: Int) -> Value { .int(start + index * step) }

  /// The index of an integer; nil if it isn't in the range.
  func index(of value: Int) -> Int? {
    guard count > 0 else { return nil }
    let (distance, overflows) = value.subtractingReportingOverflow(start)
    // The smallest integer divided by -1 is none.
    guard !overflows, step != -1 || distance != .min, distance % step == 0,
      (0..<count).contains(distance / step)
    else { return nil }
    return distance / step
  }
}

/// What `dict.keys()`, `values()` and `items()` return: it follows the dictionary's changes.
public final class DictView {
  enum Part: String { case keys, values, items }

  let dict: DictValue
  let part: Part

  init(_ dict: DictValue, _ part: Part) {
    self.dict = dict
    self.part = part
  }

  var typeName: String { "\(dict.isOrderedDict ? "odict" : "dict")_\(part.rawValue)" }

  func item(of entry: DictValue.Entry) -> Value {
    switch part {
    case .keys: entry.key
    case .values: entry.value
    case .items: .tuple(TupleValue([entry.key, entry.value]))
    }
  }

  var items: [Value] { dict.entries.compactMap { $0.map(item(of:)) } }
}

/// Jinja2's `namespace`: the only thing whose attributes `set` can change.
public final class NamespaceValue {
  let attributes: DictValue

  init(_ attributes: DictValue) {
    self.attributes = attributes
  }
}

/// Jinja2's `cycler`.
public final class CyclerValue {
  let items: [Value]
  var position = 0

  init(_ items: [Value]) {
    self.items = items
  }
}

/// Jinja2's `joiner`.
public final class JoinerValue {
  let separator: Value
  var isUsed = false

  init(separator: Value) {
    self.separator = separator
  }
}

/// Python's `bytes`, which only `str.encode` makes.
public final class BytesValue {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }
}

/// A Python type: what `x.__class__` gives, and the globals that are types.
public final class TypeValue {
  let name: String
  let module: String?
  /// Makes an instance; nil for types that templates can't call.
  let make: NativeFunction?

  init(name: String, module: String? = nil, make: NativeFunction? = nil) {
    self.name = name
    self.module = module
    self.make = make
  }
}

/// The body of a function that templates can call.
public typealias NativeFunction = @Sendable (Arguments, CallContext) throws(TemplateError) -> Value

/// A function that templates can call, or a method that is bound to its value.
public final class FunctionValue {
  enum Body {
    case native(NativeFunction)
    case method(Method, Value)
  }

  let name: String
  let body: Body

  /// Makes a function of the caller's own.
  public init(name: String, _ function: @escaping NativeFunction) {
    self.name = name
    body = .native(function)
  }

  init(name: String, method: Method, of value: Value) {
    self.name = name
    body = .method(method, value)
  }

  var typeName: String {
    switch body {
    case .native: "function"
    case .method: "builtin_function_or_method"
    }
  }
}
