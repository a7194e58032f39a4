import Documents

/// A text that parameters are filled into and that then has to mean something.
struct DeferredCheck: Sendable {
  private let file: String
  private let position: Position
  private let path: [PathPart]
  private let problem: @Sendable (Scope) -> LateTextProblem?

  init(_ field: Field, in file: String, problem: @escaping @Sendable (Scope) -> LateTextProblem?) {
    self.file = file
    position = field.node.position
    path = field.path
    self.problem = problem
  }

  /// Returns what is wrong for these parameters, or nil.
  func finding(in scope: Scope) -> CodemodErrors.Located? {
    problem(scope).map {
      CodemodErrors.Located(
        file: file, finding: Finding(code: "value", position: position, path: path, message: $0.message))
    }
  }
}
