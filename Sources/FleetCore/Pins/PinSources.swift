import Git
import Submodules
import Threads

/// Where pins are read from: the mirrors of services and libraries, brought up to date first or taken as they are.
struct PinSources: Sendable {
  let context: RunContext
  /// Whether remotes are asked.
  let refreshes: Bool
  private let network: NetworkPool
  private let processing: BlockingPool
  private let store: MirrorStore

  init(context: RunContext, refreshes: Bool) {
    self.context = context
    self.refreshes = refreshes
    network = NetworkPool(context)
    processing = BlockingPool(name: "processing", width: context.limits.processingWidth)
    store = MirrorStore(folder: context.folders.mirrors)
    if refreshes { store.sweep() }
  }

  /// How many repositories are worked on at once.
  var width: Int { refreshes ? context.limits.networkWidth : context.limits.processingWidth }

  /// Returns for each service what the tip of its branch records, or what HEAD does of the working copy that it has.
  func recordedPins(
    of services: [Service], copies: [String: WorkingCopyNode] = [:]
  ) async -> [(service: Service, result: Result<RecordedPins, GitError>)] {
    context.observe(.began(serviceCount: services.count))
    return await boundedMap(services, width: width) { service in
      context.observe(.entered(service: service.name, stage: .refresh))
      let result = await recordedPins(of: service, copies[service.name])
      context.observe(.finished(RepositoryResult(of: service, result, context.cancellation)))
      return (service, result)
    }
  }

  private func recordedPins(of service: Service, _ copy: WorkingCopyNode?) async -> Result<RecordedPins, GitError> {
    if let copy { return await recordedPins(at: copy) }
    return await read(store.mirror(of: service)) { (open) throws(GitError) in
      let tip = try open.repository.tip(ofBranch: service.branch)
      return try RecordedPins.read(try open.repository.tree(of: tip), in: open)
    }
  }

  private func recordedPins(at copy: WorkingCopyNode) async -> Result<RecordedPins, GitError> {
    await reading(copy) { (open) throws(GitError) in
      guard let head = copy.status.head else {
        throw GitError(operation: "read \(copy.folder)", kind: .notFound, message: "there is no commit yet")
      }
      return try RecordedPins.read(try open.repository.tree(of: head), in: open)
    }
  }

  /// Returns what a library's own tip records.
  func recordedPins(of library: Library) async -> Result<RecordedPins, GitError> {
    await reading(library) { (open) throws(GitError) in
      let tip = try open.repository.tip(ofBranch: nil)
      return try RecordedPins.read(try open.repository.tree(of: tip), in: open)
    }
  }

  /// Returns what a library records at each of some commits; its mirror has been brought up to date already.
  func recordedPins(
    of library: Library, at commits: [ObjectID]
  ) async -> [(ObjectID, Result<RecordedPins, GitError>)] {
    var found: [(ObjectID, Result<RecordedPins, GitError>)] = []
    for commit in commits {
      let result = await readingAgain(library) { (open) throws(GitError) in
        try RecordedPins.read(try open.repository.tree(of: commit), in: open)
      }
      found.append((commit, result))
    }
    return found
  }

  /// Runs work on a service's mirror.
  func reading<Value: Sendable>(
    _ service: Service, _ work: @escaping @Sendable (OpenMirror) throws(GitError) -> Value
  ) async -> Result<Value, GitError> {
    await read(store.mirror(of: service), work)
  }

  /// Runs work on a service's mirror, which has been brought up to date already where that was wanted.
  func readingAgain<Value: Sendable>(
    _ service: Service, _ work: @escaping @Sendable (OpenMirror) throws(GitError) -> Value
  ) async -> Result<Value, GitError> {
    await open(store.mirror(of: service), work)
  }

  /// Runs work on the repository of a working copy.
  func reading<Value: Sendable>(
    _ copy: WorkingCopyNode, _ work: @escaping @Sendable (OpenMirror) throws(GitError) -> Value
  ) async -> Result<Value, GitError> {
    do throws(GitError) {
      return .success(
        try await processing.run { () throws(GitError) in
          try work(OpenMirror(try Repository(openingBare: copy.commonFolder)))
        })
    } catch {
      return .failure(error)
    }
  }

  /// Runs work on a library's mirror.
  func reading<Value: Sendable>(
    _ library: Library, _ work: @escaping @Sendable (OpenMirror) throws(GitError) -> Value
  ) async -> Result<Value, GitError> {
    await read(store.mirror(of: library.remote, engine: library.engine), work)
  }

  /// Runs work on a library's mirror, which has been brought up to date already where that was wanted.
  func readingAgain<Value: Sendable>(
    _ library: Library, _ work: @escaping @Sendable (OpenMirror) throws(GitError) -> Value
  ) async -> Result<Value, GitError> {
    await open(store.mirror(of: library.remote, engine: library.engine), work)
  }

  private func read<Value: Sendable>(
    _ mirror: Mirror, _ work: @escaping @Sendable (OpenMirror) throws(GitError) -> Value
  ) async -> Result<Value, GitError> {
    let (options, cancellation) = (context.networkOptions, context.cancellation)
    if cancellation.isCancelled { return .failure(.interrupted) }
    guard refreshes else { return await open(mirror, work) }
    do throws(StageFailure) {
      // Read where it was refreshed: a millisecond's work doesn't pay for the way to another thread and back.
      return try await context.online(.refresh, at: NetworkPlace(mirror), on: network) { () throws(GitError) in
        let kept = KeptMirror()
        _ = try mirror.refresh(options, keeping: kept)
        return Self.result(of: mirror, kept, cancellation, work)
      }
    } catch {
      return .failure(cancellation.isCancelled ? .interrupted : error.error)
    }
  }

  private func open<Value: Sendable>(
    _ mirror: Mirror, _ work: @escaping @Sendable (OpenMirror) throws(GitError) -> Value
  ) async -> Result<Value, GitError> {
    let cancellation = context.cancellation
    let result = await processing.run { Self.result(of: mirror, KeptMirror(), cancellation, work) }
    guard case .failure(let error) = result, error.kind == .notARepository, !refreshes else { return result }
    return .failure(
      GitError(operation: "", kind: .notFound, message: "it hasn't been fetched yet", hint: "leave --offline out"))
  }

  private static func result<Value>(
    of mirror: Mirror, _ kept: KeptMirror, _ cancellation: Cancellation,
    _ work: (OpenMirror) throws(GitError) -> Value
  ) -> Result<Value, GitError> {
    if cancellation.isCancelled { return .failure(.interrupted) }
    do throws(GitError) { return .success(try work(try kept.take(mirror.path))) } catch { return .failure(error) }
  }
}

extension GitError {
  fileprivate static var interrupted: GitError { GitError(operation: "", kind: .cancelled, message: "interrupted") }
}

extension RepositoryResult {
  /// What the progress shows of a service that was read.
  fileprivate init(of service: Service, _ result: Result<RecordedPins, GitError>, _ cancellation: Cancellation) {
    switch result {
    case .success: self.init(service: service.name, outcome: .unchanged)
    case .failure(let error):
      self.init(service: service.name, failure: StageFailure(stage: .refresh, error: error), cancellation)
    }
  }
}

extension Repository {
  /// Returns the commit of a mirror's branch; without a name that of the branch that the remote's `HEAD` names.
  func tip(ofBranch name: String?) throws(GitError) -> ObjectID {
    let branch = if let name { "refs/heads/\(name)" } else { try symbolicTarget(of: "HEAD") }
    if let branch, let tip = try reference(branch) { return tip }
    let isEmpty = try references(prefix: "refs/heads/").isEmpty
    let words =
      if isEmpty {
        "the repository is empty: it has no branch"
      } else if let name {
        "the repository has no branch \(name)"
      } else {
        "the repository's HEAD names no branch that it has"
      }
    throw GitError(operation: "", kind: .notFound, message: words)
  }
}

extension RecordedPins {
  /// Reads a tree of a mirror.
  static func read(_ tree: ObjectID, in open: OpenMirror) throws(GitError) -> RecordedPins {
    do {
      return try read(snapshot: MirrorSnapshot(open, tree: tree))
    } catch let error as GitError {
      throw error
    } catch {
      throw GitError(operation: "read the submodules", kind: .other, message: "\(error)")
    }
  }
}
