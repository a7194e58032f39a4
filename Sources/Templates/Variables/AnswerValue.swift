import Documents
import Jinja

/// A value of `cookiecutter.json` or of an answer: what JSON can say.
public indirect enum AnswerValue: Sendable {
  case null
  case bool(Bool)
  /// A number by its text as JSON spells it.
  case number(String)
  case string(String)
  case list([AnswerValue])
  case mapping(AnswerMapping)

  public init(_ node: Node) {
    self.init(node, isOrderedDict: false)
  }

  /// - Parameter isOrderedDict: whether Python would hold objects as `OrderedDict`.
  init(_ node: Node, isOrderedDict: Bool) {
    switch node.value {
    case .null: self = .null
    case .boolean(let value): self = .bool(value)
    case .number(let text): self = .number(text)
    case .string(let text): self = .string(text)
    case .list(let nodes): self = .list(nodes.map { AnswerValue($0, isOrderedDict: isOrderedDict) })
    case .mapping(let members):
      var mapping = AnswerMapping(
        members.map { ($0.key, AnswerValue($0.value, isOrderedDict: isOrderedDict)) })
      mapping.isOrderedDict = isOrderedDict
      self = .mapping(mapping)
    }
  }

  /// Python's truth.
  var isTrue: Bool {
    switch self {
    case .null: false
    case .bool(let value): value
    case .number: (try? templateValue.isTrue()) ?? true
    case .string(let text): !text.isEmpty
    case .list(let items): !items.isEmpty
    case .mapping(let mapping): !mapping.isEmpty
    }
  }

  /// Python's `str`.
  public var text: String {
    if case .string(let text) = self { return text }
    return (try? templateValue.str().string) ?? ""
  }
}

extension AnswerValue: Equatable {
  /// Python's `==`: 1, 1.0 and true are equal, and texts only if all their code points are.
  public static func == (left: AnswerValue, right: AnswerValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
    case (.list(let left), .list(let right)): left == right
    case (.mapping(let left), .mapping(let right)): left == right
    case (.bool, .bool), (.bool, .number), (.number, .bool), (.number, .number):
      (try? left.templateValue.isEqual(to: right.templateValue)) ?? false
    default: false
    }
  }
}

extension AnswerValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral {
  public init(stringLiteral value: String) { self = .string(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}
