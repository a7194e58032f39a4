import Edits

/// Text with places that are filled in for each service: `{{name}}`; `\{{` stands for two braces.
struct InterpolatedText: Sendable, Hashable {
  enum Part: Sendable, Hashable {
    case literal(String)
    case parameter(String)
    case service(ServiceField)
  }

  enum ServiceField: String, Sendable, CaseIterable {
    case name = "service.name"
    case branch = "service.branch"
    /// All tags with commas between them.
    case tags = "service.tags"
  }

  let parts: [Part]

  init(parts: [Part]) {
    self.parts = parts
  }

  /// Text without places.
  init(_ text: String) {
    parts = [.literal(text)]
  }

  /// The text itself, where nothing is to be filled in.
  var constant: String? {
    var text = ""
    for case let part in parts {
      guard case .literal(let literal) = part else { return nil }
      text += literal
    }
    return text
  }

  /// Whether the text differs from service to service.
  var namesService: Bool {
    parts.contains { if case .service = $0 { true } else { false } }
  }

  /// Returns the text for one service.
  ///
  /// `quote` says how an inserted text is written where the text around it has a syntax of its own.
  func filled(in scope: Scope, quoting quote: (String) -> String = { $0 }) -> String {
    parts.map { part in
      switch part {
      case .literal(let text): text
      case .parameter(let name): quote(scope.values[name]?.shown ?? "")
      case .service(let field): quote(scope.value(of: field))
      }
    }.joined()
  }
}

extension Scope {
  fileprivate func value(of field: InterpolatedText.ServiceField) -> String {
    switch field {
    case .name: service.name
    case .branch: service.branch
    case .tags: service.tags.joined(separator: ",")
    }
  }
}
