import Foundation
import Git
import Threads

extension Pipeline {
  /// Stores what was planned in the journal and keeps its trees alive in the mirrors; returns the plan's id.
  public func store(
    _ plans: [RepositoryPlan], in journal: Journal, _ request: RunRequest
  ) async throws -> String {
    let planned = plans.compactMap { plan in
      if case .ready(let planned) = plan { planned } else { nil }
    }
    let entries = planned.map { StoredPlanEntry($0, mirror: mirrors.mirror(of: $0.service)) }
    let id = StoredPlan.id(of: entries, campaign: request.campaign)
    // First the trees and then the plan: one that is listed can be applied.
    let folder = mirrors.folder
    try await processing.run {
      for entry in entries { try entry.keepAlive(as: id, in: folder) }
    }
    try await processing.run { try journal.store(entries, as: id, request) }
    return id
  }
}

extension StoredPlanEntry {
  /// Makes a reference to a commit of the planned tree, so that git's garbage collection leaves the tree and its base.
  ///
  /// A commit and not the tree itself, since git's negotiation takes every reference outside of tags for a commit. A
  /// refresh prunes branches and tags only.
  func keepAlive(as plan: String, in mirrors: String) throws(GitError) {
    let repository = try Repository(openingBare: "\(mirrors)/\(mirror).git")
    let nobody = Signature(name: "fleet", email: "fleet@localhost", seconds: 0, offsetMinutes: 0)
    let commit = try repository.writeCommit(
      tree: tree, parents: [base], author: nobody, committer: nobody, message: "Plan \(plan)\n")
    try repository.setReference(StoredPlan.referencePrefix + plan, to: commit)
  }
}
