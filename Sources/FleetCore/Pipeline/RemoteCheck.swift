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
    let pool = BlockingPool(name: "network", width: context.limits.networkWidth)
    return await boundedMap(services, width: context.limits.networkWidth) { service in
      await check(service, on: pool)
    }
  }

  private func check(_ service: Service, on pool: BlockingPool) async -> RepositoryResult {
    var options = context.networkOptions
    options.engine = service.engine
    do throws(GitError) {
      let references = try await pool.run { [options] () throws(GitError) in
        try advertisedReferences(of: service.remote.url, options: options)
      }
      let count = references.count { $0.name.hasPrefix("refs/heads/") }
      return RepositoryResult(
        service: service.name, outcome: .unchanged, message: count == 1 ? "1 branch" : "\(count) branches")
    } catch {
      return RepositoryResult(
        service: service.name, failure: StageFailure(stage: .refresh, error: error), context.cancellation)
    }
  }
}
