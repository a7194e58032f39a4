/// A question to the manifest and to a repository, as `--where` has it:
/// `file:tox.ini and contains:"timeout" in main/settings.py and not tag:legacy`.
public struct SelectionCondition: Sendable {
  let root: ConditionNode

  /// Reads a condition.
  ///
  /// - Parameter libraries: the libraries that `pins:` may name.
  /// - Throws: everything that is wrong with it, in the text's order.
  public init(parsing text: String, libraries: [Library]) throws(SelectionConditionErrors) {
    var parser = ConditionParser(text, libraries: libraries.map(\.name))
    let root = parser.parse()
    guard let root, parser.findings.isEmpty else { throw SelectionConditionErrors(findings: parser.findings) }
    self.root = root
  }

  /// Returns whether the condition holds if the clauses do as `facts` says; nil stands for what isn't known yet.
  func truth<Failure: Error>(
    _ facts: (ConditionClause) throws(Failure) -> Bool?
  ) throws(Failure) -> ConditionTruth {
    try root.truth(facts)
  }
}

/// Everything that is wrong with the text of a condition.
public struct SelectionConditionErrors: Error, Sendable, Equatable {
  /// At least one, in the text's order.
  public let findings: [Finding]

  public struct Finding: Sendable, Equatable {
    /// In characters from 1.
    public let column: Int
    /// One line: what was expected.
    public let message: String
  }
}
