/// Everything that a template is rendered with.
public struct Answers: Sendable, Equatable {
  /// What templates see as `cookiecutter`.
  public var values: AnswerMapping
  /// What templates see as `_cookiecutter`: the public variables as they were before anybody was asked.
  public var original: AnswerMapping

  public init(values: AnswerMapping, original: AnswerMapping) {
    self.values = values
    self.original = original
  }

  /// Returns the answers with what cookiecutter adds of the run.
  public func adding(_ run: RunFacts) -> Answers {
    var result = self
    result.values["_template"] = .string(run.template)
    result.values["_output_dir"] = .string(run.outputFolder)
    result.values["_repo_dir"] = .string(run.sourceFolder)
    result.values["_checkout"] = run.checkout.map(AnswerValue.string) ?? .null
    return result
  }

  /// The answers of a person: neither settings nor private values nor facts of the run.
  public var publicValues: AnswerMapping { values.filter { !$0.hasPrefix("_") } }
}

/// What templates can see of where they are stamped.
public struct RunFacts: Sendable, Equatable {
  /// The template as it was named; for a nested one its folder.
  public let template: String
  /// An absolute path.
  public let outputFolder: String
  /// The folder of the template's files.
  public let sourceFolder: String
  /// The branch, tag or commit that was asked for.
  public let checkout: String?

  public init(template: String, outputFolder: String, sourceFolder: String, checkout: String?) {
    self.template = template
    self.outputFolder = outputFolder
    self.sourceFolder = sourceFolder
    self.checkout = checkout
  }
}
