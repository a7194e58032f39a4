/// A compiled template: made once, rendered as often as you like, on any thread.
public struct Template: Sendable {
  let program: Program
  let environment: Environment

  /// The names that the template takes from its context, whatever way it runs, sorted.
  public var undeclaredNames: [String] {
    program.undeclaredNames.sorted().map(\.string)
  }

  /// Renders the template; the result is UTF-8.
  ///
  /// - Parameter host: where chance comes from, and what added functions see as `CallContext.host`.
  /// - Throws: an error with the place of what failed, which may be in another template than this.
  public func render(
    _ variables: [Text: Value], host: (any RenderHost)? = nil
  ) throws(TemplateError) -> [UInt8] {
    let renderer = Renderer(environment: environment, host: host)
    defer { renderer.tearDown() }
    let base = environment.globals().merging(variables) { _, new in new }
    let result = WorkMeter.$current.withValue(renderer.meter) {
      Result { () throws(TemplateError) in
        try renderer.run(program, in: RenderContext(base: base, for: program, in: environment))
      }
    }
    do throws(TemplateError) {
      try result.get()
    } catch {
      throw error.located(at: program.source.place(at: 0)).hinted(hint(for: error, base))
    }
    return renderer.output
  }

  /// Renders the template with variables by name.
  public func render(_ variables: [String: Value] = [:]) throws(TemplateError) -> [UInt8] {
    try render(Dictionary(variables.map { (Text($0.key), $0.value) }, uniquingKeysWith: { first, _ in first }))
  }

  /// What to do about an undefined value.
  private func hint(for error: TemplateError, _ base: [Text: Value]) -> String? {
    guard error.exception == .undefinedError else { return nil }
    if let place = error.place, isGitHubExpression(place) { return SyntaxHints.githubActions }
    let parts = error.message.split(separator: "'", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].isEmpty, parts[2] == " is undefined" else { return nil }
    let closest = SyntaxHints.closest(to: String(parts[1]), among: base.keys.map(\.string))
    return closest.map { "did you mean \($0)?" }
  }

  private func isGitHubExpression(_ place: TemplateError.Place) -> Bool {
    let source = Source(name: nil, bytes: Array(place.lineText.utf8), settings: environment.settings)
    let prefix = String(String.UnicodeScalarView(place.lineText.unicodeScalars.prefix(place.column - 1)))
    return SyntaxHints.isGitHubExpression(source, environment.settings, at: prefix.utf8.count)
  }
}
