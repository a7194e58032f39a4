import Git
import Synchronization
import Threads

/// Runs a command in the checkouts of many services and throws away what it did to their files: what `fleet exec` does.
public struct CommandRun: Sendable {
  private let command: CommandChange
  private let pipeline: Pipeline

  /// - Parameter selected: the selection that the services are from.
  public init(_ command: CommandChange, manifest: Manifest, context: RunContext, selected: SelectionResult) {
    self.command = command
    // A campaign that comes to nothing: what a repository's way to its checkout asks for.
    let campaign = Campaign(
      name: "exec", change: command, message: CommitMessage { _ in "" }, author: Author(name: "", email: ""),
      delivery: .direct, tests: .none)
    pipeline = Pipeline(campaign: campaign, manifest: manifest, context: context, selected: selected)
  }

  /// Returns how it went in each service, in the services' order.
  ///
  /// - Parameter visit: called with each result in that order too, as soon as those before it have ended.
  public func run(
    _ services: [Service], _ visit: @escaping @Sendable (RepositoryResult) -> Void
  ) async -> [RepositoryResult] {
    let (context, command, pipeline) = (pipeline.context, command, pipeline)
    pipeline.mirrors.sweep()
    context.observe(.began(serviceCount: services.count))
    let line = ResultLine(visit)
    return await boundedMap(Array(services.enumerated()), width: context.limits.repositoryWidth) { index, service in
      let result = await RepositoryRun(service: service, pipeline: pipeline).execute(command)
      context.observe(.finished(result))
      line.take(result, at: index)
      return result
    }
  }
}

/// Hands results on in their order, whatever ended first.
private final class ResultLine: Sendable {
  private let state = Mutex((waiting: [Int: RepositoryResult](), next: 0))
  private let visit: @Sendable (RepositoryResult) -> Void

  init(_ visit: @escaping @Sendable (RepositoryResult) -> Void) {
    self.visit = visit
  }

  func take(_ result: RepositoryResult, at index: Int) {
    state.withLock { state in
      state.waiting[index] = result
      while let result = state.waiting.removeValue(forKey: state.next) {
        state.next += 1
        visit(result)
      }
    }
  }
}
