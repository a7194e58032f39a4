import Changes
import Foundation
import Git
import Submodules
import Threads

/// Commits in a service's working copy and in the submodules below it together, and pushes the libraries before the
/// service: what `fleet commit` runs.
///
/// It isn't atomic across repositories. The order makes every stop harmless: a service is pushed only after all that it pins
/// was seen on a trusted branch or tag of its library.
public struct JointCommit: Sendable {
  let setting: WorkingCopySetting
  /// The service's folder.
  let folder: String
  /// The manifest's service; nil where it names none for this working copy.
  let service: Service?
  /// Told of every entry of the journal once it is on disk; what it throws ends the run on the spot, as a kill would.
  let journalled: @Sendable (JointCommitJournal.Entry) throws(GitError) -> Void
  private let pool = BlockingPool(name: "commit", width: 1)

  public static let trailerKey = "Fleet-Change-Id"

  /// Finds the service that `folder` is in, also from inside of a submodule.
  public init(in folder: String, _ setting: WorkingCopySetting) throws(GitError) {
    try self.init(in: folder, setting, journalled: { (_) throws(GitError) in })
  }

  init(
    in folder: String, _ setting: WorkingCopySetting,
    journalled: @escaping @Sendable (JointCommitJournal.Entry) throws(GitError) -> Void
  ) throws(GitError) {
    let reader = WorkingCopyReader(git: setting.git(in: folder))
    self.folder = try reader.serviceFolder(from: folder, services: setting.services)
    service = try reader.service(at: self.folder, among: setting.services)
    self.setting = setting
    self.journalled = journalled
  }

  var name: String { service?.name ?? (folder as NSString).lastPathComponent }

  /// Makes the joint commit, or with `isDryRun` only says what it would do.
  ///
  /// - Throws: where an unfinished one is in the way, or the working copies can't be read; nothing was touched.
  public func run(_ request: JointCommitRequest, isDryRun: Bool) async throws(GitError) -> JointCommitReport {
    try await exclusively { (gitFolder) async throws(GitError) in
      if JointCommitJournal.unfinished(in: gitFolder, wrote: journalled) != nil {
        throw GitError(
          operation: "commit in \(name)", kind: .exists, message: "an earlier fleet commit isn't finished",
          hint: "fleet commit --resume, or --quit to leave its commits as they are")
      }
      let header = JointCommitJournal.Header(
        change: Self.newChange(), began: setting.clock().timeIntervalSince1970, request: request)
      return try await carryOut(header, gitFolder: gitFolder, journal: nil, isDryRun: isDryRun)
    }
  }

  /// Goes on with an unfinished one; nil where there is none.
  public func resume() async throws(GitError) -> JointCommitReport? {
    try await exclusively { (gitFolder) async throws(GitError) in
      guard let journal = JointCommitJournal.unfinished(in: gitFolder, wrote: journalled) else { return nil }
      return try await carryOut(journal.header, gitFolder: gitFolder, journal: journal, isDryRun: false)
    }
  }

  /// Forgets an unfinished one; what it committed and pushed stays. Returns whether there was one.
  public func quit() async throws(GitError) -> Bool {
    try await exclusively { (gitFolder) async throws(GitError) in
      guard let journal = JointCommitJournal.unfinished(in: gitFolder, wrote: journalled) else { return false }
      try journal.end()
      return true
    }
  }

  /// Runs work while no other `fleet commit` is at work in this working copy.
  private func exclusively<Value: Sendable>(
    _ work: (String) async throws(GitError) -> Value
  ) async throws(GitError) -> Value {
    let gitFolder = try await pool.run { [setting, folder] () throws(GitError) in
      try setting.git(in: folder).gitFolders().own
    }
    guard let lock = FileLock(free: "\(gitFolder)/\(JointCommitJournal.fileName)-lock") else {
      throw GitError(
        operation: "commit in \(name)", kind: .locked, message: "another fleet commit is at work in this working copy")
    }
    defer { withExtendedLifetime(lock) {} }
    return try await work(gitFolder)
  }

  /// What is known before a remote is asked.
  private struct Prepared: Sendable {
    let plan: JointCommitPlan
    let checks: JointCommitChecks
    let committed: [TreePath: ObjectID]
    let problems: [JointCommitProblem]
  }

  /// Reads the working copies and plans. Blocks.
  private func prepare(
    _ header: JointCommitJournal.Header, _ journal: JointCommitJournal?
  ) throws(GitError) -> Prepared {
    let root = try WorkingCopyReader(git: setting.git(in: folder)).read(folder, url: service?.url)
    let authorities = authorities(of: root)
    let committed = try journal.map { (journal) throws(GitError) in try self.committed(below: root, journal) } ?? [:]
    let plan = JointCommitPlan(
      of: root, header.request, committed: Set(committed.keys),
      authorities: authorities.compactMapValues { try? $0.get() })
    let checks = JointCommitChecks(setting: setting, plan: plan, authorities: authorities)
    return Prepared(
      plan: plan, checks: checks, committed: committed, problems: plan.problems + (try checks.local(header.request)))
  }

  private func carryOut(
    _ header: JointCommitJournal.Header, gitFolder: String, journal: JointCommitJournal?, isDryRun: Bool
  ) async throws(GitError) -> JointCommitReport {
    let request = header.request
    let prepared = try await pool.run { () throws(GitError) in try prepare(header, journal) }
    let plan = prepared.plan
    var report = JointCommitReport(service: name)
    report.problems = prepared.problems
    // An unfinished one stays until it is done, or given up.
    report.isUnfinished = journal != nil
    var answer = JointCommitChecks.Answer()
    if request.pushes, report.problems.isEmpty {
      answer = await prepared.checks.remote()
      report.problems += answer.problems
    }
    if setting.network.cancellation.isCancelled {
      report.wasInterrupted = true
      return report
    }
    guard report.problems.isEmpty else { return report }
    if isDryRun {
      report.results = plan.steps.compactMap { $0.forecast(isPushed: answer.pushes.contains($0.node.path)) }
      return report
    }
    guard plan.commits || request.pushes || journal != nil else { return report }
    let run = JointCommitRun(
      setting: setting, plan: plan, header: header, answer: answer, committed: prepared.committed)
    return try await pool.run { [report, journalled] () throws(GitError) in
      let journal =
        if let journal { journal } else {
          try JointCommitJournal.begin(header, in: gitFolder, wrote: journalled)
        }
      return try run.run(journal, report)
    }
  }

  private func authorities(of root: WorkingCopyNode) -> [TreePath: Result<PinAuthority, GitError>] {
    var found: [TreePath: Result<PinAuthority, GitError>] = [:]
    for node in root.bottomUp {
      for link in node.links {
        let prefix = node.path.bytes + (node.path.bytes.isEmpty ? [] : [UInt8(ascii: "/")])
        let path = TreePath(bytes: prefix + link.path.bytes)
        do throws(GitError) {
          found[path] = .success(
            try PinAuthority.find(
              url: WorkingCopyReader.url(of: link, base: node.url), libraries: setting.libraries, path: "\(path)"))
        } catch {
          found[path] = .failure(error)
        }
      }
    }
    return found
  }

  /// The working copies in which the unfinished run has made its commit, with those: by the journal, else by the trailer,
  /// which a commit keeps that was rebased since.
  private func committed(
    below root: WorkingCopyNode, _ journal: JointCommitJournal
  ) throws(GitError) -> [TreePath: ObjectID] {
    var found: [TreePath: ObjectID] = [:]
    for node in root.bottomUp {
      guard let head = node.status.head else { continue }
      let git = setting.git(in: node.folder)
      if let commit = journal.commit(at: node.shownPath), try git.isAncestor(commit, of: head) {
        found[node.path] = commit
        continue
      }
      let answer = try git.read([
        "log", "-1", "--max-count=1", "--format=%H", "--fixed-strings",
        "--grep=\(Self.trailerKey): \(journal.header.change)", "HEAD",
      ])
      if let commit = ObjectID(hex: answer.text) { found[node.path] = commit }
    }
    return found
  }

  private static func newChange() -> String {
    let chance = (0..<3).map { _ in String(UInt64.random(in: .min ... .max), radix: 16) }.joined(separator: " ")
    return ObjectID(hashingBlob: Array(chance.utf8)).hex
  }
}
