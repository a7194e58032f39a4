import Changes
import Foundation
import Git
import Submodules
import Templates
import Threads

/// Stamps a project: files, hooks, repository, libraries, push. All of it, or nothing is left.
public struct ProjectStamp: Sendable {
  private let plan: ProjectPlan
  private let hooks: HookRunner
  private let mirrors: MirrorStore
  private let network: NetworkOptions
  private let pool = BlockingPool(name: "stamp", width: 1)

  public init(_ plan: ProjectPlan, hooks: HookRunner, mirrors: MirrorStore, network: NetworkOptions) {
    self.plan = plan
    self.hooks = hooks
    self.mirrors = mirrors
    self.network = network
  }

  /// Carries the plan out.
  ///
  /// - Throws: after everything that was made has been removed again, unless the plan keeps failures. What was pushed stays
  ///   pushed: the push is the last step.
  public func run() async throws(StampError) -> StampedProject {
    do {
      let libraries = try await resolveLibraries()
      let folder = StampFolder(output: plan.output, hooks: plan.runsHooks ? hooks : nil)
      let stamping = Stamping(
        plan.template, answers: plan.answers, inputs: plan.record.inputs, policy: plan.policy, runsHooks: plan.runsHooks
      )
      let destination = KeptDestination(folder, keeps: plan.keepsFailures, stamps: plan.writesRecord)
      _ = try await stamping.run(into: destination)
      do {
        return try await complete(folder, libraries, stamp: folder.isNew ? destination.stamp : nil)
      } catch {
        destination.discard()
        throw error
      }
    } catch {
      throw StampError(error)
    }
  }

  /// - Parameter stamp: the digest of what was rendered; nil where files that were there before took part.
  private func complete(
    _ folder: StampFolder, _ libraries: [ResolvedLibrary], stamp: String?
  ) async throws -> StampedProject {
    try requireRunning()
    if plan.writesRecord {
      try folder.write(Array(plan.record.stamped(stamp).text.utf8), to: TreePath(TemplateRecord.path))
    }
    guard let repository = plan.repository, folder.isNew else {
      try folder.finish()
      let note = plan.repository == nil ? [] : ["the folder was there before, so that nothing was committed"]
      return StampedProject(folder: folder.place, commit: nil, branch: nil, libraries: [], notes: note)
    }
    try declare(libraries, in: folder)
    let path = folder.path
    let record = plan.record.stamped(stamp)
    let commit = try await pool.run { () throws(GitError) in
      try self.commit(at: path, repository, libraries, record)
    }
    try requireRunning()
    try folder.finish()
    if let remote = repository.remote { try await push(commit.id, commit.branch, from: folder.place, to: remote) }
    return StampedProject(
      folder: folder.place, commit: commit.id, branch: commit.branch, libraries: libraries.map(\.pinned), notes: [])
  }

  private func requireRunning() throws(StampError) {
    if network.cancellation.isCancelled || Task.isCancelled { throw StampError(.interrupted, "interrupted") }
  }

  /// Makes the repository, unless a hook has made one, and the first commit; then fills the submodules' folders.
  ///
  /// - Parameter record: says in the commit which files were committed with it.
  private func commit(
    at path: String, _ plan: ProjectPlan.RepositoryPlan, _ libraries: [ResolvedLibrary], _ record: TemplateRecord
  ) throws(GitError) -> (id: ObjectID, branch: String) {
    let isThere = FileManager.default.fileExists(atPath: path + "/.git")
    let copy = isThere ? try WorkingCopy(openingAt: path) : try WorkingCopy(creatingAt: path, branch: plan.branch)
    let pins = libraries.map { library in
      TreeEntryRecord(pathBytes: library.path.bytes, mode: FileMode.submodule.rawValue, id: library.target.commit)
    }
    let completing = { (entries: [TreeEntryRecord]) throws(GitError) -> [UInt8] in
      let (file, text) = (TreePath(TemplateRecord.path), record.committed(StampCommit.digest(of: entries)).text)
      try GuardedFolder(path: path).write(Array(text.utf8), permissions: 0o644, to: file.names)
      return file.bytes
    }
    let made = try copy.commitAll(
      pins: pins, author: plan.author, committer: plan.author, message: plan.message,
      completing: self.plan.writesRecord ? completing : nil)
    for library in libraries { try library.checkOut(in: copy, options: network) }
    let repository = try Repository(openingBare: copy.gitFolder)
    let head = try repository.symbolicTarget(of: "HEAD") ?? ""
    let branch = head.hasPrefix("refs/heads/") ? String(head.dropFirst("refs/heads/".count)) : plan.branch
    if let remote = plan.remote {
      try copy.setOrigin(remote.description)
      try copy.configure([("branch.\(branch).remote", "origin"), ("branch.\(branch).merge", "refs/heads/\(branch)")])
    }
    // A hook may have committed everything itself.
    if let made { return (made, branch) }
    guard let commit = try repository.reference("HEAD") else {
      throw GitError(operation: "commit the files of \(path)", kind: .notFound, message: "there is nothing to commit")
    }
    return (commit, branch)
  }

  private func push(
    _ commit: ObjectID, _ branch: String, from folder: String, to remote: RemoteLocation
  ) async throws {
    let network = network
    try await pool.run { () throws(GitError) in
      let repository = try Repository(openingBare: "\(folder)/.git")
      let name = "refs/heads/\(branch)"
      let results = try repository.push(
        to: remote.url, updates: [PushUpdate(source: commit, destination: name, expected: nil)], options: network)
      for result in results {
        guard case .refused(let reason) = result.verdict else { continue }
        throw GitError(
          operation: "push \(branch) to \(remote)", kind: .refused, message: "the server refused it: \(reason)",
          serverWords: result.serverWords)
      }
      try repository.setReference("refs/remotes/origin/\(branch)", to: commit)
    }
  }

  // MARK: Libraries

  private func resolveLibraries() async throws -> [ResolvedLibrary] {
    var resolved: [ResolvedLibrary] = []
    for library in plan.repository?.libraries ?? [] {
      let (mirrors, network) = (mirrors, network)
      resolved.append(
        try await pool.run { try ResolvedLibrary(library, mirrors: mirrors, network: network) })
      try requireRunning()
    }
    return resolved
  }

  /// Writes `.gitmodules`, and makes the folders.
  private func declare(_ libraries: [ResolvedLibrary], in folder: StampFolder) throws {
    guard !libraries.isEmpty else { return }
    var editor = try GitModulesEditor(try folder.content(of: ".gitmodules") ?? [])
    for library in libraries {
      guard folder.entry(at: library.path) == nil else {
        throw StampError(.input, "\(library.name): the template has something at \(library.path) already")
      }
      try editor.add(
        name: ConfigText(bytes: library.path.bytes), path: library.path,
        url: ConfigText(bytes: Array(library.remote.description.utf8)))
    }
    try folder.write(editor.bytes, to: ".gitmodules")
  }
}

/// A destination whose failures stay where they are to be seen, if that was asked for.
private final class KeptDestination: ProjectDestination {
  private let folder: StampFolder
  private let keeps: Bool
  /// Whether the digest is of any use; it takes time.
  private let stamps: Bool
  /// The digest of the files that were written.
  private(set) var stamp: String?

  init(_ folder: StampFolder, keeps: Bool, stamps: Bool) {
    self.folder = folder
    self.keeps = keeps
    self.stamps = stamps
  }

  func prepare(_ folder: TreePath, policy: ExistingPolicy) throws { try self.folder.prepare(folder, policy: policy) }
  func entry(at path: TreePath) -> ExistingEntry? { folder.entry(at: path) }
  func run(_ hook: RenderedHook) async throws { try await folder.run(hook) }
  func write(_ files: RenderedFiles) throws {
    if stamps { stamp = TreeListing(files.tree).digest }
    try folder.write(files)
  }

  func discard() {
    // What can't get its name stays beside its place, which is where a person looks.
    if keeps { try? folder.finish() } else { folder.discard() }
  }
}
