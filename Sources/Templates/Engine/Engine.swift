import Changes
import Jinja
import Synchronization

/// Jinja2 as one template wants it. Everything is compiled once and can be rendered on any thread.
final class Engine: Sendable {
  let environment: Environment
  /// The texts that can start something other than plain text.
  private let openings: [[UInt8]]
  private let texts = Mutex<[[UInt8]: Template]>([:])

  /// - Parameter templates: where `include` and the like look; nil for nowhere.
  init(_ settings: EngineSettings, templates: (any Loader)?) throws(ProjectTemplateError) {
    let jinja = try settings.settings()
    environment = Environment(
      settings: jinja, extensions: try NativeExtensions.extensions(named: settings.extensions), loader: templates)
    openings = [
      jinja.blockStart, jinja.variableStart, jinja.commentStart, jinja.lineStatementPrefix, jinja.lineCommentPrefix,
    ].compactMap { $0.map { Array($0.utf8) } }
  }

  var settings: Settings { environment.settings }

  /// Whether rendering could give anything but the text itself.
  func mayHoldTemplate(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.contains(0x0D) || openings.contains { contains($0, in: bytes) }
  }

  /// Returns the template of a name or a variable's text, compiled once.
  func template(of text: String, name: String?) throws(TemplateError) -> Template {
    try template(of: Array(text.utf8), name: name)
  }

  func template(of key: [UInt8], name: String?) throws(TemplateError) -> Template {
    if let known = texts.withLock({ $0[key] }) { return known }
    let template = try environment.template(source: key, name: name)
    texts.withLock { texts in
      // The texts of a template are few; those that depend on answers must not pile up.
      if texts.count > 10_000 { texts.removeAll() }
      texts[key] = template
    }
    return template
  }

  private func contains(_ part: [UInt8], in bytes: [UInt8]) -> Bool {
    guard let first = part.first, bytes.count >= part.count else { return false }
    for start in 0...(bytes.count - part.count) where bytes[start] == first {
      if bytes[start..<(start + part.count)].elementsEqual(part) { return true }
    }
    return false
  }
}

/// Where a project's templates come from that others include: the project folder, then the folder `templates` beside it.
struct ProjectLoader: Loader {
  let sources: SourceTree
  let project: TreePath
  let shared: TreePath

  func source(of name: String) throws(TemplateError) -> [UInt8]? {
    guard let parts = TemplateName.parts(of: name) else { return nil }
    let path = TreePath(parts.joined(separator: "/"))
    for folder in [project, shared] {
      if let file = sources.file(at: folder.appending(path.bytes)) { return file.content }
    }
    return nil
  }
}
