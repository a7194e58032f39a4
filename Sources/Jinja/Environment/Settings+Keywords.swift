extension Settings {
  /// Sets one of the keyword arguments of Jinja2's `Environment` by its Python name, such as `trim_blocks`.
  ///
  /// `undefined` takes the name of one of Jinja2's classes. `loader`, `extensions` and the like aren't settings.
  ///
  /// - Throws: an error for a keyword that isn't known, or for a value of the wrong type.
  public mutating func set(_ keyword: String, to value: Value) throws(TemplateError) {
    if let path = Settings.texts[keyword] {
      self[keyPath: path] = try Settings.text(value, keyword)
      return
    }
    if let path = Settings.switches[keyword] {
      // Python takes any value by its truth.
      self[keyPath: path] = try value.isTrue()
      return
    }
    switch keyword {
    case "line_statement_prefix": lineStatementPrefix = value.isNone ? nil : try Settings.text(value, keyword)
    case "line_comment_prefix": lineCommentPrefix = value.isNone ? nil : try Settings.text(value, keyword)
    case "autoescape": autoescape = try value.isTrue() ? .on : .off
    case "undefined":
      let name = try Settings.text(value, keyword)
      guard let behaviour = UndefinedBehaviour(rawValue: String(name.split(separator: ".").last ?? "")) else {
        throw TemplateError(.valueError, "undefined is not one of Jinja2's classes: \(name)")
      }
      undefined = behaviour
    case "optimized", "cache_size", "auto_reload", "enable_async":
      // These change how Jinja2 works inside, not what it prints.
      break
    default: throw TemplateError(.valueError, "unknown setting \(Text(keyword).quoted)")
    }
  }

  private static var texts: [String: WritableKeyPath<Settings, String>] {
    [
      "block_start_string": \.blockStart, "block_end_string": \.blockEnd, "variable_start_string": \.variableStart,
      "variable_end_string": \.variableEnd, "comment_start_string": \.commentStart,
      "comment_end_string": \.commentEnd, "newline_sequence": \.newlineSequence,
    ]
  }

  private static var switches: [String: WritableKeyPath<Settings, Bool>] {
    [
      "trim_blocks": \.trimsBlocks, "lstrip_blocks": \.stripsBlockIndent,
      "keep_trailing_newline": \.keepsTrailingNewline,
    ]
  }

  private static func text(_ value: Value, _ keyword: String) throws(TemplateError) -> String {
    guard case .string(let text) = value else { throw wrongType(value, keyword, "a string") }
    return text.string
  }

  private static func wrongType(_ value: Value, _ keyword: String, _ wanted: String) -> TemplateError {
    TemplateError(.valueError, "\(keyword) must be \(wanted), not \(value.typeName)")
  }
}
