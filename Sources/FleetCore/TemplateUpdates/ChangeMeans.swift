import Changes
import Git

/// A change that may find out only as it is planned that programs have a part in it.
///
/// Without means it throws `ProgramsNeeded` then, and is planned again with them, on a thread that may wait for programs.
protocol ResourcefulChange: Change {
  /// - Parameter means: nil where no program may run.
  func plan(_ base: MirrorSnapshot, for service: ServiceFacts, means: ChangeMeans?) throws -> ChangePlan
}

/// What it takes to run the programs of one repository's change.
struct ChangeMeans: Sendable {
  /// Runs programs in the repository's checkout.
  let host: CheckoutHost
  let hooks: HookMeans
}

/// Programs have a part in a change, and none can be run here.
struct ProgramsNeeded: Error {}

extension ResourcefulChange {
  /// Plans without means on what must be a mirror's tree.
  func planInMemory(_ base: some Snapshot, for service: ServiceFacts) throws -> ChangePlan {
    guard let mirror = base as? MirrorSnapshot else {
      throw GitError(
        operation: "plan", kind: .unsupported, message: "a template's change needs an object database to merge in")
    }
    return try plan(mirror, for: service, means: nil)
  }
}
