import Jinja

/// A template with what Jinja2 made of it.
struct ConformanceCase: Sendable {
  enum Expectation: Equatable {
    case output(String)
    /// Line and message are nil where ours are others on purpose.
    case failure(kind: String, line: Int?, message: String?)

    func accepts(_ result: Expectation) -> Bool {
      switch (self, result) {
      case (.output(let expected), .output(let output)): expected.utf8.elementsEqual(output.utf8)
      case (.failure(let kind, let line, let message), .failure(let otherKind, let otherLine, let otherMessage)):
        kind == otherKind && (line == nil || line == otherLine) && (message == nil || message == otherMessage)
      default: false
      }
    }
  }

  let name: String
  let expectation: Expectation
  private let bytes: [UInt8]

  init(_ json: JSON, bytes: [UInt8]) {
    name = json["name"]?.text ?? "?"
    if let output = json["output"]?.text {
      expectation = .output(output)
    } else {
      let error = json["error"]
      expectation = .failure(
        kind: error?["kind"]?.text ?? "?", line: error?["line"]?.int, message: error?["message"]?.text)
    }
    self.bytes = bytes
  }

  /// The case file that it comes from.
  var topic: String { String(name.prefix { $0 != ":" }) }

  /// Renders the template with our engine.
  func run() -> Expectation {
    do throws(TemplateError) {
      return .output(String(decoding: try render(), as: UTF8.self))
    } catch {
      return .failure(kind: error.kind.rawValue, line: error.place?.line, message: error.message)
    }
  }

  private func render() throws(TemplateError) -> [UInt8] {
    let json = JSON(bytes)
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
