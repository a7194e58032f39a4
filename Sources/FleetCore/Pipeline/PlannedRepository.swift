import Git

/// What the pipeline would do to one repository: trees and commits by id, so that what is shown is what is pushed.
public struct PlannedRepository: Sendable, Equatable {
  public let service: Service
  /// The remote's default branch, without `refs/heads/`.
  public let defaultBranch: String
  /// The tip of the default branch, which the change was planned on.
  public let base: ObjectID
  public let baseTree: ObjectID
  /// The tree with the change.
  public let tree: ObjectID
  /// The branch that gets the commit.
  public let branch: String
  /// What the push replaces on that branch; nil where the branch must not exist yet.
  public let replaced: ObjectID?
  public let size: ChangeSize
  /// A unified diff, where it was asked for.
  public let diff: String?
  /// What the report adds, such as that the mirror had to be made anew.
  public let note: String?
  /// Why the git program fetched it; nil where the library did.
  public let gitReason: GitReason?
}

/// How planning one repository ended.
public enum RepositoryPlan: Sendable {
  /// There is something to do.
  case ready(PlannedRepository)
  /// There is nothing to do, or nothing that can be done.
  case ended(RepositoryResult)

  /// Whether there is something to carry out.
  var isReady: Bool {
    if case .ready = self { true } else { false }
  }

  /// Adds to a result what was seen as the mirror was refreshed; a plan has it already.
  func noting(_ state: RemoteState) -> RepositoryPlan {
    guard case .ended(var result) = self else { return self }
    (result.note, result.gitReason) = (state.note, state.gitReason)
    return .ended(result)
  }

  /// The result of a run that only plans.
  public var result: RepositoryResult {
    switch self {
    case .ended(let result): return result
    case .ready(let planned):
      var result = RepositoryResult(service: planned.service.name, outcome: .changed)
      result.branch = planned.branch
      result.base = planned.base
      result.size = planned.size
      result.diff = planned.diff
      (result.note, result.gitReason) = (planned.note, planned.gitReason)
      return result
    }
  }
}
