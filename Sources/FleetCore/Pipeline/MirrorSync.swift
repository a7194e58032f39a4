import Git
import Threads

/// Refreshes mirrors and does nothing else: what `fleet repos sync` runs.
public struct MirrorSync: Sendable {
  private let context: RunContext

  public init(context: RunContext) {
    self.context = context
  }

  /// Returns for each service whether its remote could be fetched; fetched is `unchanged`, since no repository changed.
  public func run(_ services: [Service]) async -> [RepositoryResult] {
    let pool = NetworkPool(context)
    let mirrors = MirrorStore(folder: context.folders.mirrors)
    mirrors.sweep()
    context.observe(.began(serviceCount: services.count))
    return await boundedMap(services, width: context.limits.networkWidth) { service in
      let result = await refresh(service, mirrors.mirror(of: service), on: pool)
      context.observe(.finished(result))
      return result
    }
  }

  private func refresh(_ service: Service, _ mirror: Mirror, on pool: NetworkPool) async -> RepositoryResult {
    context.observe(.entered(service: service.name, stage: .refresh))
    let options = context.networkOptions
    do throws(StageFailure) {
      let state = try await context.online(.refresh, at: NetworkPlace(service), on: pool) { () throws(GitError) in
        try mirror.refresh(options)
      }
      var result = RepositoryResult(service: service.name, outcome: .unchanged)
      (result.note, result.gitReason) = (state.note, state.gitReason)
      return result
    } catch {
      return RepositoryResult(service: service.name, failure: error, context.cancellation)
    }
  }
}
