import Git
import Threads

/// Decides which of the candidates are chosen by what is in their mirrors.
///
/// A repository whose mirror can't be brought up to date or read is undecided: it is neither chosen nor left out in silence.
public struct MirrorSelection: Sendable {
  /// Which remotes are asked first.
  public enum Refresh: Sendable {
    /// None: the mirrors are taken as they are.
    case none
    /// Those of the candidates that a condition has to look into.
    case whereNeeded
    /// Those of all candidates.
    case all
  }

  private let context: RunContext
  private let refresh: Refresh
  private let mirrors: MirrorStore

  public init(context: RunContext, refresh: Refresh) {
    self.context = context
    self.refresh = refresh
    mirrors = MirrorStore(folder: context.folders.mirrors)
  }

  public func run(_ candidates: SelectionCandidates) async -> SelectionResult {
    if refresh != .all, let result = candidates.result { return result }
    if refresh != .none { mirrors.sweep() }
    let pools = Pools(
      network: NetworkPool(context),
      processing: BlockingPool(name: "processing", width: context.limits.processingWidth))
    context.observe(.began(serviceCount: candidates.services.count))
    let width = context.limits.networkWidth + context.limits.processingWidth
    let answers = await boundedMap(candidates.services, width: width) { service in
      let answer = await answer(for: service, candidates, pools)
      var result = RepositoryResult(service: service.name, outcome: .unchanged)
      if case .undecided(let failed) = answer.verdict.state { result = failed }
      context.observe(.finished(result))
      return answer
    }
    let states = answers.compactMap { answer in answer.remote.map { (answer.verdict.service, $0) } }
    return candidates.result(
      answers.map(\.verdict), states: Dictionary(states, uniquingKeysWith: { first, _ in first }))
  }

  private struct Answer: Sendable {
    let verdict: SelectionVerdict
    /// What the remote has, where it was asked.
    let remote: RemoteState?
  }

  private struct Pools: Sendable {
    let network: NetworkPool
    let processing: BlockingPool
  }

  private func answer(for service: Service, _ candidates: SelectionCandidates, _ pools: Pools) async -> Answer {
    do throws(StageFailure) {
      let (state, remote) = try await state(of: service, candidates, pools)
      return Answer(verdict: SelectionVerdict(service: service.name, state: state), remote: remote)
    } catch {
      let result = RepositoryResult(service: service.name, failure: error, context.cancellation)
      return Answer(verdict: SelectionVerdict(service: service.name, state: .undecided(result)), remote: nil)
    }
  }

  private func state(
    of service: Service, _ candidates: SelectionCandidates, _ pools: Pools
  ) async throws(StageFailure) -> (SelectionVerdict.State, RemoteState?) {
    guard !context.cancellation.isCancelled else {
      throw StageFailure(stage: .refresh, error: GitError(operation: "", kind: .cancelled, message: "interrupted"))
    }
    let (mirror, options) = (mirrors.mirror(of: service), context.networkOptions)
    let isOpen = candidates.isOpen(service)
    var remote: RemoteState?
    if refresh == .all || refresh == .whereNeeded && isOpen {
      context.observe(.entered(service: service.name, stage: .refresh))
      remote = try await context.online(.refresh, at: NetworkPlace(service), on: pools.network) { () throws(GitError) in
        try mirror.refresh(options)
      }
    }
    guard isOpen else { return (.selected, remote) }
    context.observe(.entered(service: service.name, stage: .plan))
    do throws(StageFailure) {
      return (try await read(mirror, of: service, candidates, pools), remote)
    } catch  where refresh != .none && error.error.mayBeOfMirror {
      // What is missing or damaged may show only where it is read.
      let repaired = try await context.online(.refresh, at: NetworkPlace(service), on: pools.network) {
        () throws(GitError) in
        try mirror.repair(options)
      }
      guard let repaired else { throw error }
      return (try await read(mirror, of: service, candidates, pools), repaired)
    }
  }

  private func read(
    _ mirror: Mirror, of service: Service, _ candidates: SelectionCandidates, _ pools: Pools
  ) async throws(StageFailure) -> SelectionVerdict.State {
    do throws(GitError) {
      return try await pools.processing.run { () throws(GitError) in
        let facts = MirrorFacts(
          service: service, snapshot: try mirror.tip(of: service), libraries: candidates.libraries,
          templates: candidates.templates)
        return try candidates.state(by: facts)
      }
    } catch {
      throw StageFailure(stage: .refresh, error: error)
    }
  }
}

extension SelectionCandidates {
  fileprivate func state(by facts: MirrorFacts) throws(GitError) -> SelectionVerdict.State {
    for condition in conditions {
      let truth = try condition.truth { (clause) throws(GitError) -> Bool? in try facts.holds(clause) }
      if case .fails(let clause) = truth { return .leftOut(SelectionReason(option: "--where", clause: clause)) }
    }
    return .selected
  }
}
