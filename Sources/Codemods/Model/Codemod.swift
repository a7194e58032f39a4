/// A change from a file that a person wrote: what to edit, where, and what must hold for it.
public struct Codemod: Sendable {
  public let name: String
  public let description: String?
  /// In the file's order.
  public let parameters: [Parameter]
  public let limits: Limits?
  public let tests: [InlineTest]
  let condition: Condition?
  let steps: [Step]
  let formatters: [[InterpolatedText]]
  let commitMessage: InterpolatedText?
  let branch: InterpolatedText?
  /// What can only be checked once the parameters are known, in this file and in those that it uses.
  let checks: [DeferredCheck]

  /// How much of a repository the codemod may change; over it the repository is refused.
  public struct Limits: Sendable, Equatable {
    public let fileCount: Int?
    /// A line that is changed counts once, as one that is added or deleted.
    public let lineCount: Int?
  }

  /// Whether a part of it needs programs: `run` or `rewrite` steps, its own or in a codemod that it uses.
  public var needsPrograms: Bool {
    steps.contains { $0.operation.needsPrograms }
  }
}

/// One step: an operation, and when it is done.
struct Step: Sendable {
  /// The step's id, or its place in the file such as `steps/0`.
  let name: String
  let when: Condition?
  let operation: any Operation
}
