import Jinja

/// The extensions of Jinja2 and cookiecutter that are there without Python.
enum NativeExtensions {
  /// Returns cookiecutter's own extensions and those that a template names.
  ///
  /// - Throws: for a name that isn't known: Python's modules can't be run.
  static func extensions(named names: [String]) throws(ProjectTemplateError) -> Extensions {
    var extensions = Extensions()
    extensions.addFilter("jsonify", jsonify)
    extensions.addFilter("slugify", Slug.filter)
    extensions.addFunction("random_ascii_string", RandomValues.asciiString)
    extensions.addFunction("uuid4", RandomValues.uuid4)
    extensions.tags = [TagExtension(name: "now", NowTag.render)]
    for name in names {
      switch name {
      case "jinja2.ext.do", "jinja2.ext.ExprStmtExtension": extensions.allowsDo = true
      case "jinja2.ext.loopcontrols", "jinja2.ext.LoopControlExtension": extensions.allowsLoopControls = true
      case "cookiecutter.extensions.JsonifyExtension", "cookiecutter.extensions.RandomStringExtension",
        "cookiecutter.extensions.SlugifyExtension", "cookiecutter.extensions.TimeExtension",
        "cookiecutter.extensions.UUIDExtension", "jinja2_time.TimeExtension":
        break
      default: throw unknown(name)
      }
    }
    return extensions
  }

  /// Returns why an extension can't be used; nil for a known one.
  static func problem(with name: String) -> ProjectTemplateError? {
    do throws(ProjectTemplateError) {
      _ = try extensions(named: [name])
      return nil
    } catch {
      return error
    }
  }

  private static func unknown(_ name: String) -> ProjectTemplateError {
    let hint: String
    switch name {
    case "jinja2.ext.with_", "jinja2.ext.autoescape":
      hint = "Jinja2 3 has it built in: take it out of _extensions"
    case "jinja2.ext.i18n", "jinja2.ext.InternationalizationExtension":
      hint = "translations are not supported; stamp this template with cookiecutter"
    default:
      hint = "extensions in Python can't be run; stamp this template with cookiecutter, or write it without \(name)"
    }
    return ProjectTemplateError(.syntax, "_extensions", "unknown extension \(name)", hint: hint)
  }

  @Sendable private static func jsonify(
    _ value: Value, _ arguments: Arguments, _ call: CallContext
  ) throws(TemplateError) -> Value {
    let bound = try Signature("jsonify", ["indent="], hidden: 1).bind(arguments)
    let text = try value.json(indent: bound[0] ?? 4)
    try call.charge(byteCount: text.bytes.count)
    return .string(text)
  }
}
