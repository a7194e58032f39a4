import Changes
import Foundation
import Git
import Submodules
import Threads

/// Writes down every pin of services, with the ref of the library that leads to it: what `fleet submodules freeze` runs.
public struct PinFreeze: Sendable {
  /// Which commit of a service's branch is read.
  public enum Moment: Sendable, Equatable {
    case tip
    /// The newest commit on the first-parent line that was made at this time or before, in seconds since 1970, by its
    /// committer's date.
    case time(Int64)
    /// A branch, a tag or a commit of the service.
    case revision(String)
  }

  /// A pin, or a whole service, that can't be vouched for.
  public struct Gap: Sendable, Equatable {
    public let service: String
    public let path: String?
    public let message: String
  }

  /// What came of it.
  public struct Result: Sendable {
    public let lock: FleetLock
    /// Sorted as the rows are.
    public let gaps: [Gap]
    public let wasInterrupted: Bool
  }

  /// A service at one moment.
  struct Scene: Sendable {
    let service: Service
    let branch: String
    let tip: ObjectID
    let seconds: Int64
    let recorded: RecordedPins
  }

  private let context: RunContext
  private let sources: MirrorSources

  /// - Parameter refreshes: whether remotes are asked; else mirrors are taken as they are.
  public init(context: RunContext, refreshes: Bool) {
    self.context = context
    sources = MirrorSources(context: context, refreshes: refreshes)
  }

  public func run(_ services: [Service], libraries: [Library], at moment: Moment) async -> Result {
    var addresses = PinAddresses(LibraryIndex(libraries.map { .init(name: $0.name, url: $0.url, path: $0.path) }))
    context.observe(.began(serviceCount: services.count))
    let scenes = await boundedMap(services, width: sources.width) { service in
      (service, await sources.scene(of: service, at: moment))
    }
    var gaps: [Gap] = []
    var found: [(scene: Scene, draft: PinDraft)] = []
    for (service, result) in scenes {
      switch result {
      case .failure(let error): gaps.append(Gap(service: service.name, path: nil, message: error.fullMessage))
      case .success(let scene):
        let drafts = PinDraft.drafts(
          of: service, scene.recorded, libraries: libraries, addresses: &addresses, comparesURLs: false)
        found += drafts.filter { $0.row.pin != nil }.map { (scene, $0) }
      }
    }
    let references = await references(of: found.map(\.draft), libraries)
    var rows: [FleetLock.Row] = []
    for (scene, draft) in found {
      switch Self.row(scene, draft, references, libraries) {
      case .success(let row): rows.append(row)
      case .failure(let reason):
        gaps.append(Gap(service: scene.service.name, path: draft.row.path?.description, message: reason.message))
      }
    }
    gaps.sort { left, right in
      [left.service, left.path ?? ""].lexicographicallyPrecedes([right.service, right.path ?? ""]) {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
    }
    return Result(lock: FleetLock(rows: rows), gaps: gaps, wasInterrupted: context.cancellation.isCancelled)
  }

  private struct Reason: Error { let message: String }

  private static func row(
    _ scene: Scene, _ draft: PinDraft, _ references: [Int: Swift.Result<[ObjectID: String], GitError>],
    _ libraries: [Library]
  ) -> Swift.Result<FleetLock.Row, Reason> {
    guard draft.row.states.isEmpty, let index = draft.libraryIndex, let pin = draft.row.pin, let path = draft.row.path
    else { return .failure(Reason(message: draft.row.messages.first ?? "the manifest names no library for it")) }
    let library = libraries[index]
    switch references[index] {
    case .failure(let error): return .failure(Reason(message: "\(library.name): \(error.fullMessage)"))
    case .success(let known):
      guard let reference = known[pin] else {
        return .failure(Reason(message: "no trusted branch or tag of \(library.name) leads to \(pin.short)"))
      }
      guard let text = String(validating: path.bytes, as: UTF8.self) else {
        return .failure(Reason(message: "its path isn't UTF-8, which JSON can't say"))
      }
      let time = Date(timeIntervalSince1970: TimeInterval(scene.seconds)).formatted(.iso8601)
      return .success(
        FleetLock.Row(
          service: scene.service.name, branch: scene.branch, tip: scene.tip.hex, path: text, library: library.name,
          url: draft.row.url ?? "", sha: pin.hex, ref: reference, time: time))
    case nil: return .failure(Reason(message: "\(library.name) was not asked"))
    }
  }

  /// Asks each library that is pinned which ref leads to each commit.
  private func references(
    of drafts: [PinDraft], _ libraries: [Library]
  ) async -> [Int: Swift.Result<[ObjectID: String], GitError>] {
    var commits: [Int: Set<ObjectID>] = [:]
    for draft in drafts {
      if let index = draft.libraryIndex, let pin = draft.row.pin { commits[index, default: []].insert(pin) }
    }
    let found = await boundedMap(commits.sorted { $0.key < $1.key }, width: sources.width) { index, commits in
      let library = libraries[index]
      let answer = await sources.reading(library) { (open) throws(GitError) in
        let history = try LibraryHistory(
          reading: open.repository, follow: library.follow, trustedRefs: library.trustedRefs)
        var known: [ObjectID: String] = [:]
        for commit in commits { known[commit] = try history.trustedReference(to: commit, in: open.repository) }
        return known
      }
      return (index, answer)
    }
    return Dictionary(found, uniquingKeysWith: { first, _ in first })
  }
}

extension MirrorSources {
  /// Reads what a service's branch records at a moment.
  fileprivate func scene(
    of service: Service, at moment: PinFreeze.Moment
  ) async -> Result<PinFreeze.Scene, GitError> {
    await reading(service) { (open) throws(GitError) in
      let prefix = "refs/heads/"
      let head = if let name = service.branch { prefix + name } else { try open.repository.symbolicTarget(of: "HEAD") }
      let tip = try open.repository.tip(ofBranch: service.branch)
      let commit = try open.repository.commit(moment, from: tip)
      return PinFreeze.Scene(
        service: service, branch: head.map { String($0.dropFirst(prefix.count)) } ?? "", tip: commit.id,
        seconds: commit.committer.seconds, recorded: try RecordedPins.read(commit.tree, in: open))
    }
  }
}

extension Repository {
  /// - Throws: where there is no such commit, or none that old.
  fileprivate func commit(_ moment: PinFreeze.Moment, from tip: ObjectID) throws(GitError) -> CommitRecord {
    switch moment {
    case .tip: return try commit(tip)
    case .revision(let name):
      guard let id = (try? resolveCommit(name)) ?? nil else {
        throw GitError(operation: "", kind: .notFound, message: "it has no branch, tag or commit \(name)")
      }
      return try commit(id)
    case .time(let limit):
      var record = try commit(tip)
      while record.committer.seconds > limit {
        guard let parent = record.parents.first else {
          throw GitError(operation: "", kind: .notFound, message: "it has no commit that old")
        }
        record = try commit(parent)
      }
      return record
    }
  }
}
