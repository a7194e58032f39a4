import Changes
import Git
import Templates

/// How a service stands to its template, and what an update would do to it.
public struct TemplateForecast: Sendable, Equatable {
  /// The template's name, or its source where nobody has given it one; nil for a service without a record.
  public var template: String?
  /// The commit that the service was rendered from last, or the digest of a template without commits.
  public var commit: String?
  /// What it is to come to.
  public var target: String?
  /// How many of the target's commits the service's hasn't; nil where that can't be told.
  public var behindCount: Int?
  /// The files that aren't as they were rendered, sorted by path; nil where they weren't compared.
  public var localEdits: [LocalEdit]?
  /// The paths where the service and its template clash, sorted.
  public var conflicts: [TreePath] = []
  public var plan: ChangePlan = .unchanged
  /// What the forecast leaves out; nil where that is nothing.
  public var remark: String?

  /// One file of the render that the service has otherwise.
  public struct LocalEdit: Sendable, Equatable {
    public let path: TreePath
    public let isDeleted: Bool
  }
}
