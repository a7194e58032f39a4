/// One element of the path to a value inside a file.
public enum PathStep: Sendable, Hashable {
  /// A member of a mapping. In Python the first step is the module-level name, in INI the section.
  case key(String)
  /// An element of a list, from 0; negative numbers count from the end.
  case index(Int)
  /// The elements of a list that are mappings with all of these members, as `{"where": {"name": "web"}}`.
  case matching([EditValue.Member])
}

extension [PathStep] {
  /// The path as it is shown in messages: `DATABASES.default.OPTIONS`, `services[0].name`, `containers[name=web]`.
  public var shown: String {
    var text = ""
    for step in self {
      switch step {
      case .key(let key): text += text.isEmpty ? key : ".\(key)"
      case .index(let index): text += "[\(index)]"
      case .matching(let members): text += "[\(members.map { "\($0.key)=\($0.value.shown)" }.joined(separator: ","))]"
      }
    }
    return text
  }
}

extension EditValue {
  /// The value in a short form for messages, much like JSON.
  public var shown: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let text), .code(let text): text
    case .string(let text): text
    case .array(let items): "[\(items.map(\.shown).joined(separator: ", "))]"
    case .object(let members): "{\(members.map { "\($0.key): \($0.value.shown)" }.joined(separator: ", "))}"
    }
  }
}
