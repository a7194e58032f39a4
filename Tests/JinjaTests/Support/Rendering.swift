import Jinja

/// Renders a template from text.
func render(
  _ source: String, _ variables: [String: Value] = [:], settings: Settings = Settings(),
  extensions: Extensions = Extensions(), templates: [String: String] = [:]
) throws(TemplateError) -> String {
  let environment = Environment(settings: settings, extensions: extensions, loader: DictionaryLoader(templates))
  let bytes = try environment.template(source: source, name: "main").render(variables)
  return String(decoding: bytes, as: UTF8.self)
}

/// Returns the error that rendering ends with; nil if it doesn't.
func failure(
  _ source: String, _ variables: [String: Value] = [:], settings: Settings = Settings(),
  extensions: Extensions = Extensions(), templates: [String: String] = [:]
) -> TemplateError? {
  do throws(TemplateError) {
    _ = try render(source, variables, settings: settings, extensions: extensions, templates: templates)
    return nil
  } catch {
    return error
  }
}
