import Yams

/// YAML 1.1 as PyYAML's safe loader reads it, as far as it can be said in JSON.
enum ConfigurationText {
  /// Returns the mapping at the root; an empty one for a file without anything.
  static func mapping(_ text: String) throws -> AnswerMapping {
    guard let root = try Yams.compose(yaml: text) else { return AnswerMapping() }
    if case .scalar = root, case .null = try value(root, depth: 0) { return AnswerMapping() }
    guard case .mapping(let mapping) = try value(root, depth: 0) else {
      throw ProjectTemplateError(.configuration, nil, "the file must hold a mapping")
    }
    return mapping
  }

  /// The parser's complaint in one line, with its place.
  static func message(of error: YamlError) -> String {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      return "\(mark.line):\(mark.column): \(problem)\(context.map { " \($0.text)" } ?? "")"
    default: return "it isn't YAML"
    }
  }

  private static func value(_ node: Node, depth: Int) throws -> AnswerValue {
    guard depth < 100 else { throw ProjectTemplateError(.configuration, nil, "it is nested too deep") }
    switch node {
    case .mapping(let mapping):
      var members = AnswerMapping()
      for (key, item) in mapping {
        if key.tag.description == Tag.Name.merge.rawValue, case .mapping(let merged) = try value(item, depth: depth + 1)
        {
          members = merged.updated(with: members)
        } else {
          members[try value(key, depth: depth + 1).text] = try value(item, depth: depth + 1)
        }
      }
      return .mapping(members)
    case .sequence(let sequence): return .list(try sequence.map { try value($0, depth: depth + 1) })
    case .scalar(let scalar): return self.scalar(node, scalar.string)
    case .alias: throw ProjectTemplateError(.configuration, nil, "an alias leads to nothing")
    }
  }

  private static func scalar(_ node: Node, _ text: String) -> AnswerValue {
    switch node.tag.description {
    case Tag.Name.null.rawValue: return .null
    case Tag.Name.bool.rawValue: return node.bool.map(AnswerValue.bool) ?? .string(text)
    // YAML 1.2's octal numbers are texts in 1.1.
    case Tag.Name.int.rawValue where text.contains("0o"): return .string(text)
    case Tag.Name.int.rawValue: return node.int.map { .number(String($0)) } ?? .string(text)
    case Tag.Name.float.rawValue:
      // JSON has no infinity; Python would print it like this.
      guard let float = node.float else { return .string(text) }
      return float.isFinite ? .number("\(float)") : .string(float.isNaN ? "nan" : float < 0 ? "-inf" : "inf")
    // A date becomes a text sooner or later, and is one already.
    default: return .string(text)
    }
  }
}
