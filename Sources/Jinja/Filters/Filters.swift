/// The built-in filters, by name.
enum Filters {
  static let all: [Text: FilterFunction] = text.merging(sequences) { first, _ in first }
    .merging(selection) { first, _ in first }.merging(numbers) { first, _ in first }
    .merging(markup) { first, _ in first }.merging(aggregates) { first, _ in first }

  typealias Body = @Sendable (Value, Bound, CallContext) throws(TemplateError) -> Value

  /// Makes a filter that takes no arguments.
  static func make(_ name: String, _ body: @escaping Body) -> FilterFunction {
    make(name, [], body)
  }

  /// Makes a filter whose arguments are matched to parameters, as Python matches them.
  ///
  /// - Parameter hidden: the parameters before the first argument: the value, and Jinja2's own.
  static func make(
    _ name: String, _ parameters: [String], hidden: Int = 1, _ body: @escaping Body
  ) -> FilterFunction {
    let signature = Signature(name, parameters, hidden: hidden)
    return { (value, arguments, call) throws(TemplateError) in
      try body(value, Bound(values: try signature.bind(arguments), name: name), call)
    }
  }
}

/// An attribute with dots, such as `address.city` or `0.name`.
struct AttributePath {
  private let parts: [Value]
  private let standard: Value?
  private let ignoresCase: Bool

  init(_ attribute: Value, standard: Value? = nil, ignoresCase: Bool = false) {
    switch attribute {
    case .none: parts = []
    case .string(let text):
      parts = TextSearch.split(text.bytes, by: [UInt8(ascii: ".")], limit: -1).map { part in
        let text = Text(part)
        let isNumber = !text.isEmpty && text.scalars.allSatisfy(CodePoint.isDecimal)
        return isNumber ? (Int(text.string).map { .int($0) } ?? .string(text)) : .string(text)
      }
    default: parts = [attribute]
    }
    self.standard = standard.flatMap { $0.isNone ? nil : $0 }
    self.ignoresCase = ignoresCase
  }

  func value(of item: Value, in call: CallContext) throws(TemplateError) -> Value {
    var value = item
    for part in parts {
      value = try value.element(part, in: call)
      if let standard, value.isUndefined { value = standard }
    }
    return ignoresCase ? value.ignoringCase : value
  }
}

extension Value {
  /// The value as it is compared without case.
  var ignoringCase: Value {
    if case .string(let text) = self { return .string(text.lowercased) }
    return self
  }

  /// MarkupSafe's `soft_str`: as text, which stays safe if it is.
  func softText() throws(TemplateError) -> Text { try str() }
}
