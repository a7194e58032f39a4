import Changes
import Documents
import Edits
import Jinja

/// What a `create` step writes.
enum FileContent: Sendable {
  case text(InterpolatedText)
  /// `{"template": …}`: Jinja2 text, with the parameters by name and `service.name`, `service.branch`, `service.tags`.
  case template(Template)

  func bytes(in scope: Scope, for path: TreePath) throws -> [UInt8] {
    switch self {
    case .text(let text): return Array(text.filled(in: scope).utf8)
    case .template(let template):
      do throws(TemplateError) { return try template.render(scope.variables) } catch {
        throw Refusal(.type, "the template of \(path) can't be rendered: \(error.shown)", in: path)
      }
    }
  }

  /// What templates are read with: nothing is left undefined, the text's end stays, and chance is always the same.
  fileprivate static let environment = {
    var settings = Settings()
    settings.undefined = .strict
    settings.keepsTrailingNewline = true
    settings.randomSeed = 0
    return Environment(settings: settings)
  }()
}

extension Scope {
  /// The parameters and the service as a template's variables.
  fileprivate var variables: [String: Value] {
    var variables = values.mapValues(\.templateValue)
    variables["service"] = Value(members: [
      ("name", Value(service.name)), ("branch", Value(service.branch)),
      ("tags", Value(list: service.tags.map { Value($0) })),
    ])
    return variables
  }
}

extension EditValue {
  /// A parameter's value; parameters have no others.
  fileprivate var templateValue: Value {
    switch self {
    case .boolean(let value): .bool(value)
    case .number(let text): Value(number: text) ?? Value(text)
    default: Value(shown)
    }
  }
}

extension TemplateError {
  /// The message and where in the template it belongs.
  fileprivate var shown: String {
    let place = place.map { " (at \($0.line):\($0.column))" } ?? ""
    return "\(message)\(place)"
  }
}

extension CodemodReader {
  /// Reads the `content` of a `create` step.
  func content(_ field: Field) -> FileContent? {
    guard case .mapping = field.node.value else { return text(field).map { .text($0) } }
    let source = field.mapping("\"content\"", keys: ["template"])?.required("template")
    guard let source, let text = source.text() else { return nil }
    do throws(TemplateError) {
      let template = try FileContent.environment.template(source: text)
      let known = parameters.map(\.name) + ["service"]
      for name in template.undeclaredNames where !known.contains(name) {
        source.report(
          "unknown-parameter", "the template's \(quoted(name)) names no parameter",
          suggestion: suggestion(for: name, among: known))
      }
      return .template(template)
    } catch {
      source.report("value", "is not a template: \(error.shown)")
      return nil
    }
  }
}
