import Changes
import Git
import Submodules
import Threads

/// What only the objects and the remotes know of a plan: whether everything can be pushed, and what has to be.
struct JointCommitChecks: Sendable {
  let setting: WorkingCopySetting
  let plan: JointCommitPlan
  /// The libraries of all submodules by path, or why there is none.
  let authorities: [TreePath: Result<PinAuthority, GitError>]

  /// Pushes that are due, by the path of the working copy.
  struct Answer: Sendable {
    var pushes: Set<TreePath> = []
    var trusts: [PinAuthority: LibraryTrust] = [:]
    var problems: [JointCommitProblem] = []
  }

  /// Looks at what needs no remote: directions of pins, branches, names.
  func local(_ request: JointCommitRequest) throws(GitError) -> [JointCommitProblem] {
    var problems: [JointCommitProblem] = []
    for step in plan.steps {
      let (node, git) = (step.node, setting.git(in: step.node.folder))
      if let head = node.status.head, let link = node.link, let base = link.committed, head != base,
        !request.allowsDowngrade, try !git.isAncestor(base, of: head)
      {
        problems.append(
          JointCommitProblem(
            path: node.shownPath,
            "\(head.short) is checked out, which doesn't have the pin \(base.short) in its history",
            hint: "git submodule update \(link.path), or --allow-downgrade"))
      }
      if step.attaches, let branch = step.branch, let head = node.status.head,
        let tip = try git.commit("refs/heads/\(branch)"), try !git.isAncestor(tip, of: head)
      {
        problems.append(
          JointCommitProblem(
            path: node.shownPath, "the branch \(branch) there has commits that HEAD lacks",
            hint: "git -C \(node.path) switch \(branch)"))
      }
      if step.commits, let message = try git.identityProblem() {
        problems.append(
          JointCommitProblem(
            path: node.shownPath, "git doesn't know who commits: \(message)",
            hint: "git config --global user.email you@example.com"))
      }
    }
    return problems
  }

  /// Asks all remotes, and decides what has to be pushed.
  func remote() async -> Answer {
    let known = Set(authorities.values.compactMap { try? $0.get() })
    let pool = BlockingPool(name: "network", width: setting.width)
    let (mirrors, network) = (setting.mirrors, setting.network)
    let asked = await boundedMap(Array(known), width: setting.width) { authority in
      do throws(GitError) {
        let trust = try await pool.run { () throws(GitError) in
          try LibraryTrust(asking: authority, mirrors: mirrors, network)
        }
        return (authority, Result<LibraryTrust, GitError>.success(trust))
      } catch {
        return (authority, .failure(error))
      }
    }
    let trusts = Dictionary(asked, uniquingKeysWith: { first, _ in first })
    return await pool.run { decide(trusts) }
  }

  private func decide(_ trusts: Trusts) -> Answer {
    var answer = Answer()
    answer.trusts = trusts.compactMapValues { try? $0.get() }
    for step in plan.steps where !step.node.isService { decidePush(of: step, trusts, &answer) }
    for step in plan.steps where step.node.isService || answer.pushes.contains(step.node.path) {
      checkPins(of: step.node, trusts, &answer)
    }
    if let service = plan.steps.last {
      answer.pushes.insert(service.node.path)
      checkService(service, &answer)
    }
    checkTwins(&answer)
    return answer
  }

  private typealias Trusts = [PinAuthority: Result<LibraryTrust, GitError>]

  private func trust(at path: TreePath, _ trusts: Trusts) -> Result<LibraryTrust, GitError> {
    switch authorities[path] {
    case .success(let authority): trusts[authority] ?? .failure(GitError(operation: "", kind: .other, message: ""))
    case .failure(let error): .failure(error)
    case nil: .failure(GitError(operation: "", kind: .unsupported, message: "it isn't declared"))
    }
  }

  private func decidePush(of step: JointCommitStep, _ trusts: Trusts, _ answer: inout Answer) {
    let node = step.node
    do throws(GitError) {
      guard let head = node.status.head else { return }
      let trust: LibraryTrust
      switch self.trust(at: node.path, trusts) {
      case .success(let found): trust = found
      // What isn't pushed is looked at with the pins of the one above.
      case .failure(let error):
        if step.commits { throw error }
        return
      }
      let pinProblem = try trust.problem(of: head)
      guard step.commits || pinProblem != nil else { return }
      let problem = try pushProblem(of: step, head: head, trust, pinProblem: pinProblem)
      if let problem { answer.problems.append(problem) } else { answer.pushes.insert(node.path) }
    } catch {
      answer.problems.append(JointCommitProblem(path: node.shownPath, error.description, hint: error.hint))
    }
  }

  private func pushProblem(
    of step: JointCommitStep, head: ObjectID, _ trust: LibraryTrust, pinProblem: String?
  ) throws(GitError) -> JointCommitProblem? {
    let node = step.node
    func problem(_ message: String, _ hint: String? = nil) -> JointCommitProblem {
      JointCommitProblem(path: node.shownPath, message, hint: hint)
    }
    guard let branch = step.branch, step.commits || step.isBranchExplicit else {
      return problem(
        "\(pinProblem ?? "it has commits to push"), and no branch is checked out that it could be pushed to",
        "--branch \(step.library ?? node.shownPath)=BRANCH pushes it there")
    }
    guard let remote = node.remote else { return problem("it has no remote to push to") }
    // What can't be identified is found out by the look at the library after the push.
    if let pushed = try? RemoteIdentity(parsing: remote.url),
      let canonical = try? RemoteIdentity(parsing: trust.authority.remote.url), pushed != canonical
    {
      return problem(
        "pushes go to \(RemoteURL.redacted(remote.url)), and pins have to be on \(trust.authority.remote)",
        "git -C \(node.path) remote set-url \(remote.name) \(trust.authority.remote)")
    }
    guard trust.trusts(branch: branch) else {
      return problem(
        "commits of its branch \(branch) may not be pinned: trusted are \(trust.words)",
        "--branch \(step.library ?? node.shownPath)=BRANCH, or trustedRefs in fleet.yaml")
    }
    return try tipProblem(of: node, head: head, branch: branch, tip: trust.branches[branch])
  }

  private func tipProblem(
    of node: WorkingCopyNode, head: ObjectID, branch: String, tip: ObjectID?
  ) throws(GitError) -> JointCommitProblem? {
    // A shallow clone can't be opened, and then nobody knows what a push would drop.
    let repository = try Repository(openingBare: node.commonFolder)
    guard let tip else { return nil }
    if try repository.contains(tip), try repository.isAncestor(tip, of: head) { return nil }
    let folder = node.isService ? "" : "-C \(node.path) "
    return JointCommitProblem(
      path: node.shownPath, "the remote's \(branch) has commits that aren't here", hint: "git \(folder)pull --rebase")
  }

  /// Looks at the pins of a working copy that no push of this joint commit brings about.
  private func checkPins(of node: WorkingCopyNode, _ trusts: Trusts, _ answer: inout Answer) {
    let children = Dictionary(node.children.map { ($0.link?.path, $0) }, uniquingKeysWith: { first, _ in first })
    let folder = node.isService ? "" : "-C \(node.path) "
    for link in node.links {
      let child = children[link.path]
      let path = TreePath(
        bytes: node.path.bytes + (node.path.bytes.isEmpty ? [] : [UInt8(ascii: "/")]) + link.path.bytes)
      if answer.pushes.contains(path) { continue }
      if answer.problems.contains(where: { $0.path == path.description }) { continue }
      do throws(GitError) {
        let pin = child?.status.head ?? link.recorded
        switch trust(at: path, trusts) {
        case .success(let trust):
          if let problem = try trust.problem(of: pin) {
            answer.problems.append(.init(path: path.description, "its pin may not be pushed: \(problem)"))
          }
        case .failure(let error) where error.kind == .unsupported:
          answer.problems.append(
            .init(
              path: path.description,
              "its pin may not be pushed, since nobody can tell whether its library has \(pin.short): \(error.message)",
              hint: "git \(folder)rm --cached \(link.path), or git \(folder)submodule add --force URL \(link.path)"))
        case .failure(let error): throw error
        }
      } catch {
        answer.problems.append(JointCommitProblem(path: path.description, error.description, hint: error.hint))
      }
    }
  }

  private func checkService(_ step: JointCommitStep, _ answer: inout Answer) {
    let node = step.node
    func add(_ message: String, _ hint: String?) {
      answer.problems.append(JointCommitProblem(path: node.shownPath, message, hint: hint))
    }
    guard let branch = step.branch else { return add("no branch is checked out", "git switch BRANCH") }
    guard let remote = node.remote else { return add("it has no remote to push to", "git remote add origin URL") }
    do throws(GitError) {
      let references = try advertisedReferences(of: remote.url, options: setting.network(of: node))
      let tip = references.first { $0.name == "refs/heads/\(branch)" }?.id
      if step.isCommitted, try hasArrived(node, at: tip, branch: branch, remote) { return }
      if let head = node.status.head,
        let problem = try tipProblem(of: node, head: head, branch: branch, tip: tip)
      {
        answer.problems.append(problem)
      }
    } catch {
      add(error.description, error.hint)
    }
  }

  /// Whether a commit that an interrupted run made is on the remote already, and others have built on it since.
  private func hasArrived(
    _ node: WorkingCopyNode, at tip: ObjectID?, branch: String, _ remote: (name: String, url: String)
  ) throws(GitError) -> Bool {
    guard let tip, let head = node.status.head else { return false }
    let repository = try Repository(openingBare: node.commonFolder)
    if try !repository.contains(tip) {
      _ = try repository.fetch(
        from: remote.url, refspecs: ["+refs/heads/\(branch):refs/remotes/\(remote.name)/\(branch)"],
        options: setting.network(of: node))
    }
    return try repository.isAncestor(head, of: tip)
  }

  /// Two working copies of one repository can't both be the next commit of one branch.
  private func checkTwins(_ answer: inout Answer) {
    var seen: [String: JointCommitStep] = [:]
    for step in plan.steps where !step.node.isService && answer.pushes.contains(step.node.path) {
      guard let branch = step.branch, case .success(let authority) = authorities[step.node.path] else { continue }
      let key = "\(authority.remote.identity) \(branch)"
      if let first = seen[key], step.commits || first.commits || step.node.status.head != first.node.status.head {
        answer.problems.append(
          JointCommitProblem(
            path: step.shownPath, "\(first.shownPath) is to be pushed to \(branch) of the same repository",
            hint: "commit in one of them, and git pull in the other"))
      }
      seen[key] = step
    }
  }
}
