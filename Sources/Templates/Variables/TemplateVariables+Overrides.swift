extension TemplateVariables {
  /// What became of default values that a user configuration or a command line gave.
  public struct Overridden: Sendable {
    public let variables: TemplateVariables
    /// Why a value of the user configuration wasn't taken; those after it weren't either.
    public let warning: String?
  }

  /// Returns the variables with other default values, by cookiecutter's rules.
  ///
  /// Names that the template doesn't have are left out. For a choice the value must be one of its raw, unrendered
  /// options, and becomes the first of them.
  /// - Parameter configured: from the user configuration: what doesn't fit is a warning.
  /// - Parameter given: from the command line: what doesn't fit is an error.
  public func overridden(
    configured: AnswerMapping = AnswerMapping(), given: AnswerMapping = AnswerMapping()
  ) throws(ProjectTemplateError) -> Overridden {
    var members = self.members
    var warning: String?
    do throws(ProjectTemplateError) {
      try TemplateVariables.apply(configured, to: &members, isInside: false)
    } catch {
      warning = error.description
    }
    try TemplateVariables.apply(given, to: &members, isInside: false)
    return Overridden(variables: TemplateVariables(members), warning: warning)
  }

  /// cookiecutter's `apply_overwrites_to_context`.
  private static func apply(
    _ overrides: AnswerMapping, to members: inout AnswerMapping, isInside: Bool
  ) throws(ProjectTemplateError) {
    for (name, override) in overrides.members {
      guard let current = members[name] ?? (isInside ? override : nil) else { continue }
      members[name] = try merged(current, override, name, isInside: isInside)
    }
  }

  private static func merged(
    _ current: AnswerValue, _ override: AnswerValue, _ name: String, isInside: Bool
  ) throws(ProjectTemplateError) -> AnswerValue {
    switch (current, override) {
    case (.list, _) where isInside: return override
    case (.list(let options), .list(let chosen)):
      guard chosen.allSatisfy(options.contains) else { throw notAnOption(override, options, name) }
      return override
    case (.list(var options), _):
      guard let index = options.firstIndex(of: override) else { throw notAnOption(override, options, name) }
      options.remove(at: index)
      return .list([override] + options)
    case (.mapping(var inner), .mapping(let values)):
      try apply(values, to: &inner, isInside: true)
      return .mapping(inner)
    case (.bool, .string(let text)):
      guard let value = YesNo.value(of: text) else {
        throw ProjectTemplateError(
          .answer, name, "\"\(text)\" is neither yes nor no",
          hint: "one of \((YesNo.yes + YesNo.no).joined(separator: ", "))")
      }
      return .bool(value)
    default: return override
    }
  }

  private static func notAnOption(
    _ value: AnswerValue, _ options: [AnswerValue], _ name: String
  ) -> ProjectTemplateError {
    ProjectTemplateError(
      .answer, name, "\(value.text) is not one of the choices",
      hint: "one of \(options.map(\.text).joined(separator: ", "))")
  }
}

/// What counts as yes and no where a template asks for a boolean.
public enum YesNo {
  public static let yes = ["1", "true", "t", "yes", "y", "on"]
  public static let no = ["0", "false", "f", "no", "n", "off"]

  /// Returns nil for what is neither; case and spaces around don't matter.
  public static func value(of text: String) -> Bool? {
    let word = trimmed(text).lowercased()
    return yes.contains(word) ? true : no.contains(word) ? false : nil
  }
}

/// Python's `str.strip`.
func trimmed(_ text: String) -> String {
  let scalars = text.unicodeScalars
  guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
    let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
  else { return "" }
  return String(scalars[first...last])
}
