import Jinja

extension AnswerMapping {
  /// The mapping as Python's `json.dump` with `indent=2` writes it: in its own order, everything beyond ASCII escaped,
  /// no line feed at the end.
  public var json: String {
    var output = ""
    AnswerValue.mapping(self).write(to: &output, depth: 0)
    return output
  }
}

extension AnswerValue {
  fileprivate func write(to output: inout String, depth: Int) {
    switch self {
    case .null, .bool, .number, .string:
      // These never fail: only values that JSON doesn't know do.
      output += (try? templateValue.json().string) ?? "null"
    case .list(let items):
      AnswerValue.write("[", "]", items, to: &output, depth) { $1.write(to: &$0, depth: depth + 1) }
    case .mapping(let mapping):
      AnswerValue.write("{", "}", mapping.members, to: &output, depth) { output, member in
        AnswerValue.string(member.key).write(to: &output, depth: depth + 1)
        output += ": "
        member.value.write(to: &output, depth: depth + 1)
      }
    }
  }

  private static func write<Item>(
    _ opening: String, _ closing: String, _ items: [Item], to output: inout String, _ depth: Int,
    _ body: (inout String, Item) -> Void
  ) {
    output += opening
    for (index, item) in items.enumerated() {
      output += (index == 0 ? "\n" : ",\n") + String(repeating: "  ", count: depth + 1)
      body(&output, item)
    }
    if !items.isEmpty { output += "\n" + String(repeating: "  ", count: depth) }
    output += closing
  }
}
