import Changes
import Git
import Templates

/// One service's update: two renders and a merge, in memory but for the programs that a template brings.
struct ServiceUpdate {
  let update: TemplateUpdate
  let way: UpdateWay
  let mirror: MirrorSnapshot
  let service: ServiceFacts
  /// Runs hooks and the programs of migrations; what is missing may not be needed.
  let hookMeans: HookMeans?
  let host: CheckoutHost?

  var record: TemplateRecord { way.record }

  func run(into forecast: inout TemplateForecast, findsLocalEdits: Bool) throws {
    let isDone = way.isDone && update.answers.isEmpty
    if isDone && !findsLocalEdits { return }
    let scratch = try hookMeans?.scratch()
    defer { scratch?.remove() }
    let base: BaseRender
    do {
      base = try self.base(in: scratch)
    } catch let refusal as Refusal where isDone && refusal.kind == ServiceHooks.untrusted {
      // There is nothing to update; what was edited can't be told.
      return
    }
    if findsLocalEdits { forecast.localEdits = try localEdits(try base.tree()) }
    if isDone { return }
    let target = try way.template.revision(way.target.commit, directory: record.directory)
    let new = try hooks.target(target, from: base.revision)
    let moved = record.moved(
      to: way.target.digest == nil ? way.target.commit.hex : nil, digest: way.target.digest, ref: way.target.ref,
      engine: update.engine)
    let (render, answers) = try new.revision.render(moved, given: update.answers, runsHooks: new.runsHooks)
    let migrations = try migrations(into: &forecast, leavesOutPrograms: findsLocalEdits && host == nil)
    let isSame = base.render?.isSame(as: render) ?? false
    if isSame && migrations.isEmpty && forecast.remark == nil && update.answers.isEmpty { return }
    let merge = try merged(
      try certain(base).tree(), try tree(of: render, in: scratch, called: "hooks"),
      once: [base.once, new.revision.once], migrations, answers)
    forecast.conflicts = merge.conflicts
    forecast.plan = try plan(merge, moved.answered(answers).stamped(render.plain.digest, ranHooks: new.runsHooks))
  }

  private var hooks: ServiceHooks {
    ServiceHooks(trust: update.hooks, template: way.template, record: record, means: hookMeans)
  }

  private func tree(of render: ServiceRender, in scratch: ScratchFolder?, called name: String) throws -> RenderedTree {
    try way.template.tree(of: render, by: hookMeans, in: scratch, within: update.hooks.timeLimit, called: name)
  }

  // MARK: What was stamped

  /// The common ancestor of the service and what the template gives now.
  private struct BaseRender {
    /// Nil where it isn't rendered but found in the service's history.
    var revision: TemplateRevision?
    var render: ServiceRender?
    var once = PathGlobs.none
    let tree: () throws -> RenderedTree
  }

  private func base(in scratch: ScratchFolder?) throws -> BaseRender {
    guard let commit = way.base else {
      guard let committed = try StampCommit.tree(of: record, in: mirror) else { throw way.missingBase }
      return BaseRender { committed }
    }
    let stamped = try way.template.revision(commit, directory: record.directory)
    let old = try hooks.base(stamped)
    let render = try old.revision.render(record, runsHooks: old.runsHooks)
    return BaseRender(revision: stamped, render: render, once: old.revision.once) {
      try tree(of: render, in: scratch, called: "hooks-base")
    }
  }

  /// Returns the base as it is if it is what was stamped, else what the service's history says of that.
  private func certain(_ base: BaseRender) throws -> BaseRender {
    guard let render = base.render, let stamp = record.stamp, stamp != render.plain.digest, !update.mergesDiverged
    else { return base }
    guard let committed = try StampCommit.tree(of: record, in: mirror) else {
      throw Refusal(kind: TemplateUpdate.Kind.diverged, message: divergence)
    }
    return BaseRender(revision: base.revision, render: nil, once: base.once) { committed }
  }

  /// Reads the migrations on the way; a forecast may do without those that start programs.
  private func migrations(
    into forecast: inout TemplateForecast, leavesOutPrograms: Bool
  ) throws(Refusal) -> TemplateMigrations {
    let all = try TemplateMigrations(
      from: way.base, to: way.target.commit, directory: record.directory, in: way.template.mirror)
    guard leavesOutPrograms, let paths = all.pathsWithPrograms else { return all }
    forecast.remark = "without \(paths), which starts programs"
    return all.withoutPrograms
  }

  private var divergence: String {
    "what \(way.template.name) at \(way.baseName) renders isn't what was stamped"
      + (record.engine == update.engine ? "" : " by fleet \(record.engine)")
      + "; --allow-diverged takes the difference for the service's own edits"
  }

  private func localEdits(_ stamped: RenderedTree) throws -> [TemplateForecast.LocalEdit] {
    try stamped.paths.compactMap { path in
      let present = try mirror.repository.entry(at: path.bytes, in: mirror.tree)
      if let present, present.id == stamped[path]?.id, present.mode == stamped[path]?.mode.rawValue { return nil }
      return TemplateForecast.LocalEdit(path: path, isDeleted: present == nil)
    }
  }

  // MARK: The merge

  private func merged(
    _ stamped: RenderedTree, _ rendered: RenderedTree, once: [PathGlobs], _ migrations: TemplateMigrations,
    _ answers: AnswerMapping
  ) throws -> TemplateMerge {
    var (stamped, rendered) = (stamped, rendered)
    try leaveOut(once, of: &stamped, &rendered)
    try normalize(&stamped, &rendered)
    try align(&stamped, &rendered)
    let scratch = MirrorSnapshot(try Repository.scratch(at: mirror.repository.path), tree: mirror.tree)
    var base = try stamped.write(to: scratch.repository)
    var new = try rendered.write(to: scratch.repository)
    var tree = scratch.tree
    if !migrations.isEmpty {
      let migrate = { (tree, mood) in
        try migrations.applied(to: tree, mood, in: scratch, answers: answers, for: service, by: host)
      }
      // What is migrated on all sides is no difference between them.
      (tree, base, new) = (try migrate(tree, .strict), try migrate(base, .lenient), try migrate(new, .lenient))
    }
    let label = "\(way.template.name) \(way.target.short)"
    return try TemplateMerge(of: tree, base: base, new: new, in: scratch, label: label)
  }

  private func plan(_ merge: TemplateMerge, _ record: TemplateRecord) throws -> ChangePlan {
    let list = merge.conflicts.map(\.description).joined(separator: ", ")
    let conflict = ChangeConflict(
      paths: merge.conflicts,
      reason: "the service and \(way.template.name) at \(way.target.short) both changed \(list)")
    guard let edits = merge.edits else { return .conflicted([], conflict) }
    let path = TreePath(TemplateRecord.path)
    let recorded = TreeEdit(path: path, action: .write(Array(record.text.utf8), mode: .file))
    let all = (edits.filter { $0.path != path } + [recorded]).sorted { $0.path < $1.path }
    return merge.conflicts.isEmpty ? .edits(all) : .conflicted(all, conflict)
  }
}
