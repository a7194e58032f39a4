import Changes
import Git
import Synchronization
import Templates

/// The change that gives services a record which were stamped by others: by cruft, whose own record is taken as it is, or by
/// cookiecutter, which leaves none: then answers and commit are guessed by the best match.
public final class TemplateAdoption: NotedChange, ResourcefulChange {
  private let known: KnownTemplates
  private let only: KnownTemplate?
  private let answers: AnswerMapping
  private let hooks: HookTrust
  private let engine: String
  /// Writes out abbreviations such as `gh:`.
  private let expand: @Sendable (String) -> String
  private let notes = Mutex<[String: String]>([:])

  /// More commits than so many aren't tried.
  private static let commitLimit = 200

  public init(
    _ known: KnownTemplates, only: KnownTemplate?, answers: AnswerMapping, hooks: HookTrust, engine: String,
    expand: @escaping @Sendable (String) -> String
  ) {
    (self.known, self.only, self.answers, self.engine) = (known, only, answers, engine)
    (self.hooks, self.expand) = (hooks, expand)
  }

  public func note(for service: String) -> String? { notes.withLock { $0[service] } }

  public func plan(_ base: some Snapshot, for service: ServiceFacts) throws -> ChangePlan {
    try planInMemory(base, for: service)
  }

  func plan(_ mirror: MirrorSnapshot, for service: ServiceFacts, means: ChangeMeans?) throws -> ChangePlan {
    guard let tip = mirror.commit else {
      throw GitError(operation: "adopt", kind: .unsupported, message: "there is no history to look into")
    }
    do {
      if try mirror.entry(at: TreePath(TemplateRecord.path)) != nil { return .unchanged }
      let time = Instant(seconds: Int(try mirror.repository.firstTime(of: tip)))
      let found = try cruftRecord(in: mirror, time, service) ?? guessedRecord(in: mirror, time, service)
      guard let (template, record) = found else {
        return .notApplicable(reason: "it has no \(CruftRecord.path), and no template was named to compare it with")
      }
      return try plan(record, template, mirror, service, means?.hooks)
    } catch let refusal as Refusal {
      return .refused(refusal)
    }
  }

  private func plan(
    _ record: TemplateRecord, _ template: KnownTemplate, _ mirror: MirrorSnapshot, _ service: ServiceFacts,
    _ means: HookMeans?
  ) throws -> ChangePlan {
    guard let commit = try template.base(of: record) else {
      let commit = record.commit?.prefix(12) ?? ""
      throw Refusal(
        kind: TemplateUpdate.Kind.noBase,
        message: "\(template.name) no longer has the commit \(commit) that it was rendered from")
    }
    let revision = try template.revision(commit, directory: record.directory)
    // The makers of these services run hooks without being asked to.
    let record = record.stamped(nil, ranHooks: hooks.wish != .no && !revision.template.hooks.isEmpty)
    let rules = ServiceHooks(trust: hooks, template: template, record: record, means: means)
    let runsHooks = record.ranHooks && rules.areTrusted(revision)
    let base = runsHooks ? try rules.base(revision).revision : revision
    let (render, answers) = try base.render(record, given: self.answers, runsHooks: runsHooks)
    let scratch = try means?.scratch()
    defer { scratch?.remove() }
    let tree = try template.tree(of: render, by: means, in: scratch, within: hooks.timeLimit, called: "hooks")
    var ruler = RenderRuler(mirror)
    let distance = try ruler.distance(to: tree)
    guard !distance.isFar else {
      throw Refusal(
        kind: "no-match", message: "\(template.name) at \(commit.short) is hardly its template: \(distance.words)")
    }
    let note =
      "\(template.name) at \(commit.short): \(distance.words)"
      + (record.ranHooks && !runsHooks ? "; its hooks are not trusted and didn't run" : "")
    notes.withLock { $0[service.name] = note }
    // Without its hook before the questions a template may be another.
    let isCertain = runsHooks || !record.ranHooks || !revision.template.changesItself
    let text = record.answered(answers).stamped(isCertain ? render.plain.digest : nil).text
    return .edits([TreeEdit(path: TreePath(TemplateRecord.path), action: .write(Array(text.utf8), mode: .file))])
  }

  // MARK: cruft

  private func cruftRecord(
    in mirror: MirrorSnapshot, _ time: Instant, _ service: ServiceFacts
  ) throws -> (KnownTemplate, TemplateRecord)? {
    guard let entry = try mirror.entry(at: TreePath(CruftRecord.path)), entry.isRegularFile else { return nil }
    let cruft: CruftRecord
    do {
      cruft = try CruftRecord(reading: try mirror.content(of: entry))
    } catch {
      throw Refusal(kind: TemplateUpdate.Kind.record, message: "\(error)")
    }
    let source = expand(cruft.template)
    let record = TemplateRecord(
      source: source, ref: cruft.checkout, commit: cruft.commit, directory: cruft.directory, answers: cruft.answers,
      time: time, seed: service.name, ranHooks: false, engine: engine, skip: cruft.skip)
    guard let template = known.template(of: record), only == nil || only === template else {
      throw Refusal(
        kind: TemplateUpdate.Kind.unknownTemplate,
        message: "it was stamped from \(source), which fleet.yaml has no template for")
    }
    return (template, record.sourced(template.source, name: cruft.template))
  }

  // MARK: cookiecutter

  private func guessedRecord(
    in mirror: MirrorSnapshot, _ time: Instant, _ service: ServiceFacts
  ) throws -> (KnownTemplate, TemplateRecord)? {
    guard let template = only ?? known.only else { return nil }
    let target = try template.target(keepingTo: nil, in: template.directory)
    var record = TemplateRecord(
      source: template.source, ref: target.ref, commit: target.digest == nil ? target.commit.hex : nil,
      digest: target.digest, directory: template.directory,
      answers: AnswerMapping(), time: time, seed: service.name, ranHooks: false, engine: engine)
    var paths: [TreePath] = []
    try mirror.walk(descends: { _ in true }) { if $0.isRegularFile { paths.append($0.path) } }
    var ruler = RenderRuler(mirror)
    var best: (distance: RenderDistance, record: TemplateRecord)?
    let repository = try Repository(openingBare: template.mirror)
    for commit in try repository.log(from: target.commit, limit: Self.commitLimit) {
      // A commit at which it was no template yet, or can't be rendered, is none that it was stamped from.
      guard let revision = try? template.revision(commit.id, directory: template.directory) else { continue }
      if record.answers.isEmpty {
        record = record.answered(try guess(revision, record, paths, mirror, service, &ruler))
      }
      guard let tree = try? plain(revision, record) else { continue }
      let distance = try ruler.distance(to: tree)
      if best.map({ distance < $0.distance }) ?? true {
        best = (
          distance,
          target.digest == nil ? record.moved(to: commit.id.hex, ref: target.ref, engine: engine) : record
        )
      }
      if distance.missingLineCount == 0 { break }
    }
    guard let best else {
      throw Refusal(kind: Refusal.cannotRenderKind, message: "no commit of \(template.name) can be rendered for it")
    }
    return (template, best.record)
  }

  private func plain(_ revision: TemplateRevision, _ record: TemplateRecord) throws -> RenderedTree {
    try revision.render(record, given: answers, runsHooks: false).render.plain
  }

  /// Reads answers off the files, and tries the choices that nothing was read of.
  private func guess(
    _ revision: TemplateRevision, _ record: TemplateRecord, _ paths: [TreePath], _ mirror: MirrorSnapshot,
    _ service: ServiceFacts, _ ruler: inout RenderRuler
  ) throws -> AnswerMapping {
    let guess = try AnswerGuess(of: revision.template, named: service.name, paths: paths) { path in
      guard let entry = try mirror.entry(at: path) else { return [] }
      return try mirror.content(of: entry)
    }
    var found = AnswerMapping()
    var open: [(name: String, options: [AnswerValue])] = []
    for (name, standard) in revision.template.variables.members.members where !name.hasPrefix("_") {
      let value = guess.values[name].map(AnswerValue.string)
      switch standard {
      case .list(let options):
        if let value, options.contains(value) { found[name] = value } else { open.append((name, options)) }
      case .bool: open.append((name, [.bool(true), .bool(false)]))
      case .string, .number, .null: found[name] = value
      case .mapping: continue
      }
    }
    for (name, options) in open {
      var best: (distance: RenderDistance, option: AnswerValue)?
      for option in options {
        var tried = found
        tried[name] = option
        guard let tree = try? plain(revision, record.answered(tried)) else { continue }
        let distance = try ruler.distance(to: tree)
        if best.map({ distance < $0.distance }) ?? true { best = (distance, option) }
      }
      found[name] = best?.option
    }
    return found
  }
}

extension Repository {
  /// The time of the oldest commit that is found from a tip, in seconds since 1970.
  fileprivate func firstTime(of tip: ObjectID) throws(GitError) -> Int64 {
    let history = try log(from: tip, limit: 100_000)
    return history.map(\.author.seconds).min() ?? 0
  }
}
