import Jinja

/// A template with what Jinja2 made of it.
struct ConformanceCase: CustomTestStringConvertible, Sendable {
  enum Expectation: Equatable {
    case output(String)
    /// The message is nil where ours says more or other things on purpose.
    case failure(kind: String, line: Int?, message: String?)
  }

  let name: String
  private let document: @Sendable () -> JSON
  let expectation: Expectation

  init(_ json: JSON, bytes: [UInt8]) {
    name = json["name"]?.text ?? "?"
    if let output = json["output"]?.text {
      expectation = .output(output)
    } else {
      expectation = .failure(
        kind: json["error"]?["kind"]?.text ?? "?", line: json["error"]?["line"]?.int,
        message: json["error"]?["message"]?.text)
    }
    document = { JSON(bytes) }
  }

  var testDescription: String { name }

  /// Renders the template with our engine.
  func run() -> Expectation {
    do throws(TemplateError) {
      return .output(String(decoding: try render(), as: UTF8.self))
    } catch {
      return .failure(kind: error.kind.rawValue, line: error.place?.line, message: error.message)
    }
  }

  private func render() throws(TemplateError) -> [UInt8] {
    let json = document()
    var settings = Settings()
    var extensions = Extensions()
    for (key, value) in json["env"]?.members ?? [] {
      if key == "extensions" {
        let names = value.items.compactMap(\.text)
        extensions.allowsDo = names.contains("jinja2.ext.do")
        extensions.allowsLoopControls = names.contains("jinja2.ext.loopcontrols")
      } else {
        try settings.set(key, to: value.templateValue)
      }
    }
    var templates: [String: String] = [:]
    for (name, source) in json["templates"]?.members ?? [] { templates[name] = source.text }
    var variables: [String: Value] = [:]
    for (name, value) in json["context"]?.members ?? [] { variables[name] = value.templateValue }
    let environment = Environment(
      settings: settings, extensions: extensions, loader: DictionaryLoader(templates))
    let template = try environment.template(source: json["source"]?.text ?? "", name: "main")
    return try template.render(variables)
  }
}
