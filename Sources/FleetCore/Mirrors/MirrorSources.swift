import Git
import Threads

/// What is read without being changed: the mirrors of services and libraries, brought up to date first or taken as they are.
struct MirrorSources: Sendable {
  let context: RunContext
  /// Whether remotes are asked.
  let refreshes: Bool
  private let network: NetworkPool
  private let processing: BlockingPool
  let store: MirrorStore

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

  /// Runs work on a mirror, brought up to date first where that is wanted.
  func read<Value: Sendable>(
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
