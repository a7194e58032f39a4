/// A method of a built-in type.
struct Method: Sendable {
  typealias Body = @Sendable (Value, Arguments, CallContext) throws(TemplateError) -> Value

  let body: Body

  init(_ body: @escaping Body) {
    self.body = body
  }

  /// Makes a method whose arguments are matched to parameters first.
  init(
    _ signature: Signature,
    _ body: @escaping @Sendable (Value, Bound, CallContext) throws(TemplateError) -> Value
  ) {
    self.body = { (value, arguments, call) throws(TemplateError) in
      try body(value, Bound(values: try signature.bind(arguments), name: signature.name), call)
    }
  }
}

/// Arguments after they were matched to parameters, read as Python types.
struct Bound {
  let values: [Value?]
  let name: String

  subscript(index: Int) -> Value? { values[index] }

  /// The argument, or None where it was left out.
  func value(_ index: Int) -> Value { values[index] ?? .none }

  func text(_ index: Int) throws(TemplateError) -> Text {
    guard case .string(let text) = value(index) else {
      throw .type("\(name)() argument \(index + 1) must be str, not \(value(index).typeName)")
    }
    return text
  }

  func int(_ index: Int, default standard: Int) throws(TemplateError) -> Int {
    guard let value = values[index] else { return standard }
    return try value.requireIndex()
  }

  func bool(_ index: Int) throws(TemplateError) -> Bool {
    guard let value = values[index] else { return false }
    return try value.isTrue()
  }
}

/// The methods of the built-in types, by name.
enum Methods {
  static func method(_ name: Text, of value: Value) -> Method? {
    switch value {
    case .string: text[name]
    case .dict: dict[name]
    case .list: list[name]
    case .tuple: tuple[name]
    case .int, .big, .bool: int[name]
    case .float: float[name]
    case .range: range[name]
    case .loop: loop[name]
    case .cycler: cycler[name]
    case .bytes: bytes[name]
    default: nil
    }
  }

  static let text: [Text: Method] = textCase.merging(textSearch) { first, _ in first }
    .merging(textShape) { first, _ in first }.merging(textTests) { first, _ in first }
    .merging(textCoding) { first, _ in first }

  /// Makes a method of `str` without keyword arguments.
  static func onText(
    _ name: String, _ parameters: [String] = [], allowsKeywords: Bool = false,
    _ body: @escaping @Sendable (Text, Bound, CallContext) throws(TemplateError) -> Value
  ) -> (Text, Method) {
    let signature = Signature(name, owner: "str.", parameters, allowsKeywords: allowsKeywords)
    return (
      Text(name),
      Method(signature) { (value, bound, call) throws(TemplateError) in
        guard case .string(let text) = value else { throw .type("descriptor '\(name)' requires a 'str' object") }
        return try body(text, bound, call)
      }
    )
  }
}

extension Text {
  /// Returns other bytes with the same safety: what methods of `Markup` give.
  func with(_ bytes: [UInt8]) -> Value {
    .string(Text(bytes: bytes, isSafe: isSafe))
  }

  func with(_ slice: ArraySlice<UInt8>) -> Value { with(Array(slice)) }

  func with(scalars: some Sequence<UInt32>) -> Value {
    .string(Text(scalars: scalars, isSafe: isSafe))
  }

  /// Returns the argument of a method, escaped if this text is safe: `Markup`'s methods escape what they take in.
  func absorbing(_ other: Text) -> Text {
    isSafe ? HTML.escape(other) : other
  }
}
