import Changes

extension CodemodChange {
  /// Reads a text that the user gave beside the codemod, such as a commit's message: `{{…}}` is filled in as in the file.
  ///
  /// - Returns: the text for each service.
  /// - Throws: a name in braces that is neither a parameter nor a fact of the service.
  public func text(_ text: String) throws(ArgumentErrors) -> @Sendable (ServiceFacts) -> String {
    do throws(InterpolatedText.Problem) {
      let interpolated = try InterpolatedText(parsing: text, parameters: codemod.parameters.map(\.name))
      return { service in interpolated.filled(in: Scope(values: values, service: service)) }
    } catch {
      let hint = error.suggestion.map { "; did you mean \"\($0)\"?" } ?? ""
      throw ArgumentErrors(problems: [error.message + hint])
    }
  }
}
