import Changes
import Foundation
import Git
import Submodules

/// The steps of one joint commit, in their order; blocks.
struct JointCommitRun: Sendable {
  let setting: WorkingCopySetting
  let plan: JointCommitPlan
  let header: JointCommitJournal.Header
  let answer: JointCommitChecks.Answer
  /// What an interrupted run has committed.
  let committed: [TreePath: ObjectID]

  /// Why a step wasn't done, and in which working copy.
  private struct Stop: Error {
    let step: JointCommitStep
    let stage: Stage
    let error: GitError
  }

  func run(_ journal: JointCommitJournal, _ report: JointCommitReport) throws(GitError) -> JointCommitReport {
    var report = report
    var results = Dictionary(uniqueKeysWithValues: plan.steps.map { ($0.node.path, result(of: $0)) })
    if plan.commits || !committed.isEmpty { report.change = header.change }
    do throws(Stop) {
      try steps(journal, &results)
      report.isUnfinished = false
    } catch {
      report.isUnfinished = true
      report.wasInterrupted = setting.network.cancellation.isCancelled
      note(error, in: &results)
    }
    if !report.isUnfinished { try journal.end() }
    report.results = plan.steps.compactMap { step in
      results[step.node.path].flatMap { $0.outcome == .unchanged && !step.node.isService ? nil : $0 }
    }
    return report
  }

  private func steps(
    _ journal: JointCommitJournal, _ results: inout [TreePath: JointCommitResult]
  ) throws(Stop) {
    let libraries = plan.steps.filter { !$0.node.isService }
    for step in libraries where step.commits { try commit(step, journal, &results) }
    for step in libraries where answer.pushes.contains(step.node.path) { try deliver(step, journal, &results) }
    for step in plan.steps where step.node.isService {
      if step.commits { try commit(step, journal, &results) }
      if answer.pushes.contains(step.node.path) { try deliver(step, journal, &results) }
    }
  }

  private func result(of step: JointCommitStep) -> JointCommitResult {
    var result = JointCommitResult(path: step.shownPath, library: step.library, outcome: .unchanged)
    (result.branch, result.base) = (step.branch, step.node.status.head)
    if let commit = committed[step.node.path] {
      result.outcome = .changed
      result.commit = commit
    }
    return result
  }

  private func note(_ stop: Stop, in results: inout [TreePath: JointCommitResult]) {
    for step in plan.steps where step.commits || answer.pushes.contains(step.node.path) {
      guard var result = results[step.node.path] else { continue }
      if step.node.path == stop.step.node.path {
        result.outcome =
          switch stop.error.kind {
          case .refused: .refused(kind: "remote")
          case .moved: .conflict
          case .cancelled: .skipped
          default: .failed(stage: stop.stage)
          }
        result.message = ([stop.error.description] + stop.error.serverWords.suffix(3)).joined(separator: "; ")
        result.hint = stop.error.hint
      } else if result.outcome == .unchanged {
        result.outcome = .skipped
        result.message = "not done, since \(stop.step.shownPath) stopped it"
      }
      results[step.node.path] = result
    }
  }

  // MARK: One working copy

  private func commit(
    _ step: JointCommitStep, _ journal: JointCommitJournal, _ results: inout [TreePath: JointCommitResult]
  ) throws(Stop) {
    let commit = try stopping(step, .commit) { () throws(GitError) in
      let git = setting.git(in: step.node.folder)
      setting.observe(.began("committing in \(step.shownPath)"))
      try journal.write(.init(step: .committing, path: step.shownPath, old: step.node.status.head?.hex))
      if step.attaches, let branch = step.branch { try git.attachHead(to: branch) }
      let commit = try git.commit(
        message: header.request.message ?? "", trailer: "\(JointCommit.trailerKey): \(header.change)",
        paths: step.paths, onErrors: { setting.observe(.printed($0)) })
      try journal.write(.init(step: .committed, path: step.shownPath, new: commit.hex))
      return commit
    }
    results[step.node.path]?.commit = commit
    results[step.node.path]?.outcome = .changed
  }

  /// Pushes a working copy's HEAD, and of a library makes sure that it got there.
  private func deliver(
    _ step: JointCommitStep, _ journal: JointCommitJournal, _ results: inout [TreePath: JointCommitResult]
  ) throws(Stop) {
    let (commit, isNews) = try stopping(step, .push) { () throws(GitError) in
      let git = setting.git(in: step.node.folder)
      guard let head = try git.commit("HEAD"), let branch = step.branch, let remote = step.node.remote else {
        throw GitError(operation: "push \(step.shownPath)", kind: .notFound, message: "there is no commit to push")
      }
      let push = WorkingCopyPush(node: step.node, remote: remote, branch: branch, commit: head, setting: setting)
      let isNews = try push.run(journal)
      if !step.node.isService { try verify(step, commit: head, branch: branch, journal) }
      return (head, isNews)
    }
    guard isNews || results[step.node.path]?.outcome != .unchanged else { return }
    results[step.node.path]?.commit = commit
    results[step.node.path]?.outcome = .delivered
  }

  /// Asks the library's canonical repository whether a commit is where it was pushed to, and may be pinned.
  private func verify(
    _ step: JointCommitStep, commit: ObjectID, branch: String, _ journal: JointCommitJournal
  ) throws(GitError) {
    guard let authority = step.authority else {
      throw GitError(operation: "look for \(commit.short)", kind: .unsupported, message: "it has no library to ask")
    }
    let trust = try LibraryTrust(asking: authority, mirrors: setting.mirrors, setting.network)
    let repository = try Repository(openingBare: trust.mirror.path)
    guard let tip = trust.branches[branch], try repository.contains(commit), try repository.isAncestor(commit, of: tip)
    else {
      throw GitError(
        operation: "look for \(commit.short) on \(authority.remote)", kind: .notFound,
        message: "the push was accepted, and \(branch) doesn't lead to it")
    }
    if let problem = try trust.problem(of: commit) {
      throw GitError(operation: "pin \(commit.short)", kind: .refused, message: problem)
    }
    try journal.write(.init(step: .verified, path: step.shownPath, branch: branch, new: commit.hex))
  }

  private func stopping<Value>(
    _ step: JointCommitStep, _ stage: Stage, _ work: () throws(GitError) -> Value
  ) throws(Stop) -> Value {
    do throws(GitError) {
      if setting.network.cancellation.isCancelled {
        throw GitError(operation: "", kind: .cancelled, message: "interrupted")
      }
      return try work()
    } catch {
      throw Stop(step: step, stage: stage, error: error)
    }
  }
}

extension JointCommitStep {
  /// What a dry run says of it; nil where there is nothing to do.
  func forecast(isPushed: Bool) -> JointCommitResult? {
    guard commits || isPushed else { return nil }
    var result = JointCommitResult(path: shownPath, library: library, outcome: commits ? .changed : .unchanged)
    (result.branch, result.base) = (branch, node.status.head)
    let words = [
      commits ? "would commit" + (attaches ? " on \(branch ?? "")" : "") : nil,
      isPushed ? "would push to \(branch ?? "")" : nil,
    ]
    result.message = words.compactMap(\.self).joined(separator: ", ")
    if isPushed { result.outcome = .changed }
    return result
  }
}
