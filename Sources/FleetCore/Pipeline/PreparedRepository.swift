import Git

/// A repository whose change is tested and committed on this machine, and isn't pushed.
struct PreparedRepository: Sendable {
  let run: RepositoryRun
  let planned: PlannedRepository
  /// The branch's new tip; nil where the branch is to be deleted.
  let commit: ObjectID?
}

/// How preparing one repository ended.
enum Preparation: Sendable {
  case ready(PreparedRepository)
  case ended(RepositoryResult)
}
