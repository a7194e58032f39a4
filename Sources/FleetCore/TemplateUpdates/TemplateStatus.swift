import Changes
import Git
import Threads

/// How services stand to their templates: what `fleet template status` says.
public struct TemplateStatus: Sendable {
  public struct Row: Sendable {
    public let service: String
    /// Nil where the service couldn't be asked.
    public let forecast: TemplateForecast?
    /// What an update would come to, or why the service couldn't be asked.
    public let result: RepositoryResult
  }

  /// Sorted by service.
  public let rows: [Row]
  public let wasInterrupted: Bool

  /// Whether every service could be asked.
  public var isComplete: Bool { rows.allSatisfy { $0.forecast != nil } }

  /// Whether an update would change a service, or can't.
  public var hasFindings: Bool {
    rows.contains { ![.unchanged, .notApplicable].contains($0.result.outcome) }
  }
}

/// Compares services with their templates. Nothing is written but the mirrors.
public struct TemplateStatusRun: Sendable {
  private let context: RunContext
  private let update: TemplateUpdate
  private let sources: MirrorSources

  /// - Parameter refreshes: whether the services' remotes are asked; else mirrors are taken as they are.
  public init(context: RunContext, update: TemplateUpdate, refreshes: Bool) {
    self.context = context
    self.update = update
    sources = MirrorSources(context: context, refreshes: refreshes)
  }

  public func run(_ services: [Service]) async -> TemplateStatus {
    context.observe(.began(serviceCount: services.count))
    let rows = await boundedMap(services, width: sources.width) { service in
      context.observe(.entered(service: service.name, stage: .refresh))
      let row = await row(of: service)
      context.observe(.finished(row.result))
      return row
    }
    return TemplateStatus(
      rows: rows.sorted { $0.service.utf8.lexicographicallyPrecedes($1.service.utf8) },
      wasInterrupted: context.cancellation.isCancelled)
  }

  private func row(of service: Service) async -> TemplateStatus.Row {
    let (update, hooks) = (update, HookMeans(context, service: service.name))
    let forecast = await sources.reading(service) { (open) throws(GitError) in
      let tip = try open.repository.tip(ofBranch: service.branch)
      let tree = try open.repository.tree(of: tip)
      let facts = ServiceFacts(name: service.name, branch: service.branch ?? "", tags: service.tags)
      do {
        return try update.forecast(
          MirrorSnapshot(open, tree: tree, commit: tip), for: facts, findsLocalEdits: true, hookMeans: hooks,
          host: nil)
      } catch let error as GitError {
        throw error
      } catch let failure as ProgramFailure {
        let kind: GitError.Kind = failure.isInterruption ? .cancelled : .other
        throw GitError(operation: "", kind: kind, message: failure.message)
      } catch {
        throw GitError(operation: "compare with the template", kind: .other, message: "\(error)")
      }
    }
    switch forecast {
    case .success(let forecast):
      var result = RepositoryResult(service: service.name, forecast.plan)
      result.message = result.message ?? forecast.remark
      return TemplateStatus.Row(service: service.name, forecast: forecast, result: result)
    case .failure(let error):
      let failure = StageFailure(stage: .refresh, error: error)
      return TemplateStatus.Row(
        service: service.name, forecast: nil,
        result: RepositoryResult(service: service.name, failure: failure, context.cancellation))
    }
  }
}
