import Changes
import Git
import Submodules

/// What a joint commit would do, made from what the working copies are like: the first thing that is wrong or all steps.
struct JointCommitPlan: Sendable {
  /// Those below first; the last is the service. All working copies, those with nothing to do too.
  let steps: [JointCommitStep]
  let problems: [JointCommitProblem]

  var commits: Bool { steps.contains(where: \.commits) }

  /// - Parameters:
  ///   - committed: paths of the working copies in which an interrupted run has made its commit.
  ///   - authorities: the libraries of the submodules, by path.
  init(
    of service: WorkingCopyNode, _ request: JointCommitRequest, committed: Set<TreePath> = [],
    authorities: [TreePath: PinAuthority]
  ) {
    let choice = BranchChoice(request.branches, nodes: service.bottomUp, authorities: authorities)
    var made: [TreePath: JointCommitStep] = [:]
    var steps: [JointCommitStep] = []
    var problems = choice.problems
    for node in service.bottomUp {
      let step = Self.step(node, isCommitted: committed.contains(node.path), made: made, choice, authorities[node.path])
      made[node.path] = step
      steps.append(step)
      problems += Self.problems(of: step, choice)
    }
    if steps.contains(where: \.commits), request.message == nil {
      problems.append(
        .init(path: ".", "there is something to commit, and no message", hint: "-m MESSAGE", isUsage: true))
    }
    self.steps = steps
    self.problems = problems
  }

  private static func step(
    _ node: WorkingCopyNode, isCommitted: Bool, made: [TreePath: JointCommitStep], _ choice: BranchChoice,
    _ authority: PinAuthority?
  ) -> JointCommitStep {
    let moved = node.children.filter { child in made[child.path]?.changesPin ?? false }.compactMap(\.link)
    let withCopy = Set(node.children.compactMap { $0.link?.path.bytes })
    let modified = node.status.entries.filter { $0.isModified && !withCopy.contains($0.path) }.map(\.path)
    let paths = (node.status.hasStagedChanges ? [] : modified) + moved.map(\.path.bytes)
    let commits = !isCommitted && (node.status.hasStagedChanges || !paths.isEmpty)
    let named = choice.branch(of: node)
    let attached = node.upstreamBranch
    return JointCommitStep(
      node: node, authority: authority,
      branch: named ?? attached ?? (node.isService ? nil : choice.configuredBranch(of: node)),
      isBranchExplicit: named != nil || attached != nil, commits: commits, paths: paths, isCommitted: isCommitted,
      changesPin: commits || node.link.map { $0.recorded != node.status.head } ?? false)
  }

  private static func problems(of step: JointCommitStep, _ choice: BranchChoice) -> [JointCommitProblem] {
    let node = step.node
    func problem(_ message: String, _ hint: String? = nil) -> JointCommitProblem {
      JointCommitProblem(path: node.shownPath, message, hint: hint)
    }
    var problems: [JointCommitProblem] = []
    if node.status.isUnmerged {
      problems.append(problem("it has files in conflict", "resolve them and git add them"))
    }
    if let operation = node.operationUnderWay {
      problems.append(
        problem(
          "a \(operation) is under way", "finish it, or git \(operation) \(operation == "bisect" ? "reset" : "--abort")"
        ))
    }
    if node.isIndexLocked, step.commits {
      problems.append(problem("another git is at work there: index.lock is held", WorkingGit.lockHint))
    }
    if !node.isService, step.changesPin, node.link?.entry == nil {
      problems.append(problem("it has changes, and .gitmodules declares no submodule there that may be used"))
    }
    if step.commits, step.branch == nil {
      problems.append(
        node.isService
          ? problem("no branch is checked out", "git switch BRANCH")
          : problem(
            "no branch is checked out, and none is chosen for it",
            "--branch \(choice.shortName(of: node))=main, or git -C \(node.path) switch BRANCH"))
    }
    return problems
  }
}
