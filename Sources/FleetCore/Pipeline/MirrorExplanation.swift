import Changes
import Codemods
import Git
import Threads

/// What a codemod would find in mirrors as they are, without anything being fetched or written: what
/// `fleet codemod explain` asks.
public struct MirrorExplanation: Sendable {
  private let change: CodemodChange
  private let context: RunContext

  public init(of change: CodemodChange, context: RunContext) {
    self.change = change
    self.context = context
  }

  /// Returns for each service whether the codemod matches and in how many places, or why it doesn't.
  public func run(_ services: [Service]) async -> [RepositoryResult] {
    let pool = BlockingPool(name: "processing", width: context.limits.processingWidth)
    let mirrors = MirrorStore(folder: context.folders.mirrors)
    context.observe(.began(serviceCount: services.count))
    return await boundedMap(services, width: context.limits.processingWidth) { service in
      context.observe(.entered(service: service.name, stage: .plan))
      let result = await pool.run { explained(service, mirrors.mirror(of: service.remote)) }
      context.observe(.finished(result))
      return result
    }
  }

  private func explained(_ service: Service, _ mirror: Mirror) -> RepositoryResult {
    guard !context.cancellation.isCancelled else {
      return RepositoryResult(service: service.name, outcome: .skipped, message: "interrupted")
    }
    do {
      return try explained(service, in: Repository(openingBare: mirror.path))
    } catch let error as GitError where error.kind == .notARepository {
      return RepositoryResult(
        service: service.name, outcome: .skipped, message: "it has no mirror yet", hint: "fleet repos sync")
    } catch let error as GitError {
      return RepositoryResult(
        service: service.name, failure: StageFailure(stage: .plan, error: error), context.cancellation)
    } catch let failure as ProgramFailure {
      return RepositoryResult(service: service.name, failure: failure)
    } catch {
      return RepositoryResult(service: service.name, outcome: .failed(stage: .plan), message: "\(error)")
    }
  }

  private func explained(_ service: Service, in repository: consuming Repository) throws -> RepositoryResult {
    let head = try repository.symbolicTarget(of: "HEAD")
    let name = service.branch.map { "refs/heads/\($0)" } ?? head ?? "HEAD"
    guard let base = try repository.reference(name) else {
      return RepositoryResult(service: service.name, outcome: .skipped, message: "its mirror has no \(name)")
    }
    let facts = ServiceFacts(
      name: service.name, branch: String(name.trimmingPrefix("refs/heads/")), tags: service.tags)
    let snapshot = MirrorSnapshot(repository, tree: try repository.tree(of: base))
    let astGrep = AstGrep(environment: context.programEnvironment, cancellation: context.cancellation)
    let explanation = try change.explain(snapshot, for: facts, searchingWith: astGrep)
    var result = RepositoryResult(service: service.name, explanation.plan)
    result.base = base
    result.placeCount = explanation.placeCount
    return result
  }
}

extension RepositoryResult {
  /// Makes the result of a plan that nothing is made of.
  init(service: String, _ plan: ChangePlan) {
    switch plan {
    case .unchanged: self.init(service: service, outcome: .unchanged)
    case .edits: self.init(service: service, outcome: .changed)
    case .conflicted(_, let conflict):
      self.init(service: service, outcome: .conflict, message: conflict.reason)
      conflicts = conflict.paths
    case .notApplicable(let reason): self.init(service: service, outcome: .notApplicable, message: reason)
    case .refused(let refusal):
      self.init(service: service, outcome: .refused(kind: refusal.kind), message: refusal.fullMessage)
    }
  }
}
