import Git
import Threads

/// Asks remotes for their branches and fetches nothing: what `fleet doctor` runs.
public struct RemoteCheck: Sendable {
  private let context: RunContext

  public init(context: RunContext) {
    self.context = context
  }

  /// Returns for each service whether its remote answers, and in the message what it has.
  public func run(_ services: [Service]) async -> [RepositoryResult] {
    let pool = NetworkPool(context)
    return await boundedMap(services, width: context.limits.networkWidth) { service in
      await check(service, on: pool)
    }
  }

  private func check(_ service: Service, on pool: NetworkPool) async -> RepositoryResult {
    var options = context.networkOptions
    options.engine = service.engine
    do throws(StageFailure) {
      let references = try await context.online(.refresh, at: NetworkPlace(service), on: pool) {
        [options] () throws(GitError) in
        try advertisedReferences(of: service.remote.url, options: options)
      }
      let count = references.count { $0.name.hasPrefix("refs/heads/") }
      return RepositoryResult(
        service: service.name, outcome: .unchanged, message: count == 1 ? "1 branch" : "\(count) branches")
    } catch {
      return RepositoryResult(service: service.name, failure: error, context.cancellation)
    }
  }
}
