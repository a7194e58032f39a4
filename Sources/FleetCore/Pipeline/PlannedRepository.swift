import Changes
import Git

/// What the pipeline would do to one repository: trees and commits by id, so that what is shown is what is pushed.
public struct PlannedRepository: Sendable, Equatable {
  public let service: Service
  /// The remote's default branch, without `refs/heads/`.
  public let defaultBranch: String
  /// The commit that the change was planned on: the tip of the default branch, or of the branch that is appended to.
  public let base: ObjectID
  public let baseTree: ObjectID
  /// The tree with the change.
  public let tree: ObjectID
  /// The branch that gets the commit.
  public let branch: String
  /// What the push replaces on that branch; nil where the branch must not exist yet.
  public let replaced: ObjectID?
  /// Other people's commits that come on top of the campaign's again.
  var carried: [CarriedCommit] = []
  /// What clashes, where there are conflict markers in the tree.
  var conflict: ChangeConflict?
  /// Whether the branch is deleted, and nothing is committed.
  var isDeletion = false
  /// Whether its trees are in memory only, as long as there is no commit.
  var isInMemory = false
  /// Whether a person has edited it, so that planning again doesn't give the same.
  var isEdited = false
  public let size: ChangeSize
  /// The pins of what is pushed, where it has other gitlinks than the base and the change doesn't judge them itself.
  var movedPins: MovedPins?
  /// A unified diff, where it was asked for.
  public let diff: String?
  /// What the report adds, such as that the mirror had to be made anew.
  public internal(set) var note: String?
  /// Whether the mirror was made anew in this run: then it isn't taken for damaged a second time.
  var isMirrorNew = false
  /// Why the git program fetched it; nil where the library did.
  public let gitReason: GitReason?
  /// What is worth knowing of a change that goes on, such as that its tests passed on the second try.
  public var remarks: [String] = []
  /// The stages that led to the plan.
  public var stages: [StageRecord] = []

  /// The tree of what is pushed: that of the change, with what comes on top of it.
  var tipTree: ObjectID { carried.last?.tree ?? tree }

  /// Whether it goes to the default branch itself.
  var isDirect: Bool { branch == defaultBranch }

  /// The plan with what was seen of the mirror before it was planned again.
  func keeping(_ earlier: PlannedRepository) -> PlannedRepository {
    var planned = self
    planned.note = note ?? earlier.note
    planned.isMirrorNew = isMirrorNew || earlier.isMirrorNew
    return planned
  }

  /// The remarks as one line; nil where there are none.
  var remark: String? { remarks.isEmpty ? nil : remarks.joined(separator: "; ") }

  /// The result of so much as was planned.
  func result(_ outcome: Outcome, kind: String? = nil, message: String? = nil, hint: String? = nil) -> RepositoryResult
  {
    var result = RepositoryResult(
      service: service.name, outcome: outcome, kind: kind, message: message, hint: hint)
    (result.branch, result.base, result.size) = (branch, base, size)
    (result.note, result.gitReason) = (note, gitReason)
    return result
  }
}

extension RepositoryResult {
  /// Returns the result of a change that goes on with conflict markers in it: a conflict, however far it came.
  func inConflict(_ planned: PlannedRepository) -> RepositoryResult {
    guard let conflict = planned.conflict else { return self }
    let message =
      conflict.reason + (commit == nil ? "" : "; \(planned.branch) holds it with conflict markers")
    var result = RepositoryResult(service: service, outcome: .conflict, message: message, hint: hint)
    (result.branch, result.base, result.size, result.commit) = (branch, base, size, commit)
    (result.note, result.gitReason, result.conflicts) = (note, gitReason, conflict.paths)
    return result
  }
}

/// How planning one repository ended.
public enum RepositoryPlan: Sendable {
  /// There is something to do.
  case ready(PlannedRepository)
  /// There is nothing to do, or nothing that can be done.
  case ended(RepositoryResult)

  /// Whether there is something to carry out.
  public var isReady: Bool {
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
      var result = planned.result(.changed, message: planned.remark).inConflict(planned)
      (result.diff, result.stages) = (planned.diff, planned.stages)
      return result
    }
  }

  /// The kind of a result that a person left out.
  public static let leftOutKind = "left-out"

  /// Returns it ended, since a person left the repository out.
  public func leftOut(_ message: String) -> RepositoryPlan {
    guard case .ready(let planned) = self else { return self }
    var result = planned.result(.skipped, kind: Self.leftOutKind, message: message)
    result.stages = planned.stages
    return .ended(result)
  }
}
