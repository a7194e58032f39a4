import Changes
import Git
import Patterns
import Templates

/// The change that brings a service to a later commit of its template: what the template changed meanwhile is merged into
/// the service, with what was stamped as the common ancestor.
///
/// Both renders are made from what the service's record says, in memory but for trusted hooks. The record moves only together with the merge.
public struct TemplateUpdate: ResourcefulChange {
  /// The kinds of its refusals, beside those of `Refusal.cannotRenderKind` and migrations.
  enum Kind {
    static let diverged = "diverged"
    static let noBase = "no-base"
    static let record = "record"
    static let unknownTemplate = "unknown-template"
  }

  let known: KnownTemplates
  /// The only template whose services are meant; nil for all.
  let only: KnownTemplate?
  /// Answers to new questions, and other answers to old ones.
  let answers: AnswerMapping
  /// Whose hooks run in both renders.
  let hooks: HookTrust
  /// Whether services are merged too whose base render isn't what was stamped.
  let mergesDiverged: Bool
  /// The version of the program, for the record.
  let engine: String

  public init(
    _ known: KnownTemplates, only: KnownTemplate? = nil, answers: AnswerMapping = AnswerMapping(),
    hooks: HookTrust, mergesDiverged: Bool = false, engine: String
  ) {
    self.hooks = hooks
    (self.known, self.only, self.answers) = (known, only, answers)
    (self.mergesDiverged, self.engine) = (mergesDiverged, engine)
  }

  /// Returns the commit message for a service.
  @Sendable public func message(for service: ServiceFacts) -> String {
    if let template = only ?? known.only,
      let target = try? template.target(keepingTo: nil, in: template.directory)
    {
      return "Update from \(template.name) at \(target.short)"
    }
    return "Update from the template"
  }

  public func plan(_ base: some Snapshot, for service: ServiceFacts) throws -> ChangePlan {
    try planInMemory(base, for: service)
  }

  func plan(_ base: MirrorSnapshot, for service: ServiceFacts, means: ChangeMeans?) throws -> ChangePlan {
    try forecast(base, for: service, findsLocalEdits: false, hookMeans: means?.hooks, host: means?.host).plan
  }

  /// Returns how a service stands and what the update would do to it.
  ///
  /// - Parameters:
  ///   - findsLocalEdits: whether the service is compared with what was stamped, too.
  ///   - hookMeans: runs hooks; nil where none can be run.
  ///   - host: runs the programs of migrations; nil where none can be run.
  /// - Throws: `ProgramsNeeded` where one of these is nil and needed.
  func forecast(
    _ mirror: MirrorSnapshot, for service: ServiceFacts, findsLocalEdits: Bool, hookMeans: HookMeans?,
    host: CheckoutHost?
  ) throws -> TemplateForecast {
    var forecast = TemplateForecast()
    do {
      guard let record = try Self.record(in: mirror) else {
        forecast.plan = .notApplicable(reason: "it has no \(TemplateRecord.path)")
        return forecast
      }
      (forecast.template, forecast.commit) = (record.source, record.commit ?? record.digest)
      if let only, only !== known.template(of: record) {
        forecast.plan = .notApplicable(reason: "it was stamped from \(record.source)")
        return forecast
      }
      let template = try template(of: record)
      forecast.template = template.name
      let way = try UpdateWay(record, template)
      (forecast.target, forecast.behindCount) = (way.target.name, way.behindCount)
      let update = ServiceUpdate(
        update: self, way: way, mirror: mirror, service: service, hookMeans: hookMeans, host: host)
      try update.run(into: &forecast, findsLocalEdits: findsLocalEdits)
    } catch let refusal as Refusal {
      forecast.plan = .refused(refusal)
    }
    return forecast
  }

  private static func record(in mirror: MirrorSnapshot) throws -> TemplateRecord? {
    guard let entry = try mirror.entry(at: TreePath(TemplateRecord.path)), entry.isRegularFile else { return nil }
    let content = try mirror.content(of: entry)
    do {
      return try TemplateRecord(reading: content)
    } catch {
      throw Refusal(kind: Kind.record, message: "\(error)")
    }
  }

  private func template(of record: TemplateRecord) throws(Refusal) -> KnownTemplate {
    if let template = known.template(of: record) { return template }
    throw Refusal(
      kind: Kind.unknownTemplate,
      message: "it was stamped from \(record.source), which fleet.yaml has no template for")
  }
}

/// From which state of a template to which other a service goes.
struct UpdateWay {
  let record: TemplateRecord
  let template: KnownTemplate
  /// Nil where nobody has what the service was rendered from.
  let base: ObjectID?
  let target: TemplateTarget
  /// Nil where that can't be told.
  let behindCount: Int?
  /// Whether the service is where it is to come to, or beyond.
  let isDone: Bool

  init(_ record: TemplateRecord, _ template: KnownTemplate) throws {
    (self.record, self.template) = (record, template)
    target = try template.target(keepingTo: record.ref, in: record.directory)
    base = try template.base(of: record)
    guard let base, template.hasHistory else {
      isDone = base == target.commit
      behindCount = isDone ? 0 : nil
      return
    }
    let distance = try Repository(openingBare: template.mirror).aheadBehind(base, upstream: target.commit)
    behindCount = distance.behind
    // Back only where that was asked for.
    isDone = distance.behind == 0 && (distance.ahead == 0 || !template.isRefAskedFor)
  }

  /// What reports call what the service was rendered from.
  var baseName: String { String((record.commit ?? record.digest ?? "an unknown commit").prefix(7)) }

  /// Why nothing can be merged where the base isn't there.
  var missingBase: Refusal {
    let what = record.commit ?? record.digest
    let message =
      if let what, template.hasHistory {
        "\(template.name) no longer has the commit \(what.prefix(12)) that it was rendered from"
      } else if let what {
        "\(template.name) was \(what.prefix(12)) when it was rendered, which this machine has never seen"
      } else {
        "its record doesn't say what it was rendered from"
      }
    return Refusal(
      kind: TemplateUpdate.Kind.noBase,
      message: "\(message), and no commit of its own holds just what was stamped"
        + (template.hasHistory ? "" : "; keep the template in a git repository, or update where it was updated last"))
  }
}
