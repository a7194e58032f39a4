import Jinja

extension AnswerValue {
  /// A new value for templates; lists and dictionaries are nobody else's.
  var templateValue: Value {
    switch self {
    case .null: .none
    case .bool(let value): .bool(value)
    case .number(let text): Value(number: text) ?? .none
    case .string(let text): Value(text)
    case .list(let items): .list(ListValue(items.map(\.templateValue)))
    case .mapping(let mapping): .dict(mapping.templateValue)
    }
  }

  /// Reads back what a template may have changed; what JSON can't say becomes its text.
  init(_ value: Value, depth: Int = 0) throws(ProjectTemplateError) {
    guard depth < 100 else { throw ProjectTemplateError(.answer, nil, "a value holds itself") }
    switch value {
    case .none: self = .null
    case .bool(let value): self = .bool(value)
    case .int, .big, .float: self = .number(AnswerValue.string(of: value))
    case .string(let text): self = .string(text.string)
    case .list(let list): self = .list(try AnswerValue.items(list.items, depth))
    case .tuple(let tuple): self = .list(try AnswerValue.items(tuple.items, depth))
    case .dict(let dict): self = .mapping(try AnswerMapping(dict, depth: depth + 1))
    default: self = .string(AnswerValue.string(of: value))
    }
  }

  private static func items(_ values: [Value], _ depth: Int) throws(ProjectTemplateError) -> [AnswerValue] {
    var items: [AnswerValue] = []
    for value in values { items.append(try AnswerValue(value, depth: depth + 1)) }
    return items
  }

  fileprivate static func string(of value: Value) -> String {
    // A value without a text of its own is an undefined one, which nobody can use anyway.
    (try? value.str().string) ?? ""
  }
}

extension AnswerMapping {
  var templateValue: DictValue {
    let dict = DictValue(isOrderedDict: isOrderedDict)
    for (key, value) in members { dict.set(Text(key), value.templateValue) }
    return dict
  }

  init(_ dict: DictValue, depth: Int = 0) throws(ProjectTemplateError) {
    var members: [(key: String, value: AnswerValue)] = []
    for (key, value) in dict.members {
      members.append((AnswerValue.string(of: key), try AnswerValue(value, depth: depth)))
    }
    self.init(members)
    isOrderedDict = dict.isOrderedDict
  }
}
