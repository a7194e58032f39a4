import Changes
import Git
import Templates

/// Which hooks run in a service's two renders, and whether they may.
struct ServiceHooks {
  /// The kind of a refusal of hooks that nobody trusts.
  static let untrusted = "untrusted-hooks"

  let trust: HookTrust
  let template: KnownTemplate
  let record: TemplateRecord
  let means: HookMeans?

  /// Returns what was stamped, ready to be rendered: its hooks run if they did then.
  func base(_ revision: TemplateRevision) throws -> (revision: TemplateRevision, runsHooks: Bool) {
    let runs = trust.wish != .no && record.ranHooks && !revision.template.hooks.isEmpty
    return (try readied(revision, runs), runs)
  }

  /// Returns what the service comes to, ready to be rendered: hooks run unless the service was stamped without those that
  /// there were.
  ///
  /// - Parameter old: what it was stamped from; nil where nobody has that.
  func target(_ revision: TemplateRevision, from old: TemplateRevision?) throws -> (
    revision: TemplateRevision, runsHooks: Bool
  ) {
    let isDeclined = trust.wish == .no || !record.ranHooks && !(old?.template.hooks.isEmpty ?? false)
    let runs = !isDeclined && !revision.template.hooks.isEmpty
    return (try readied(revision, runs), runs)
  }

  private func readied(_ revision: TemplateRevision, _ runsHooks: Bool) throws -> TemplateRevision {
    guard runsHooks else { return revision }
    try requireTrust(revision)
    guard let hook = revision.template.hookBeforeQuestions else { return revision }
    guard let means else { throw ProgramsNeeded() }
    return try template.changed(revision, by: hook, within: trust.timeLimit, means)
  }

  /// Whether somebody lets a template's hooks run.
  func areTrusted(_ revision: TemplateRevision) -> Bool {
    guard let remote = template.remote else { return template.address.isShipped || trust.wish == .yes }
    return trust.trusts(remote, at: revision.commit)
  }

  private func requireTrust(_ revision: TemplateRevision) throws(Refusal) {
    guard !areTrusted(revision) else { return }
    let paths = revision.template.hooks.map(\.path).joined(separator: ", ")
    let way = template.remote.map { "fleet trust add \($0) --checkout \(revision.commit.hex.prefix(12))" }
    throw Refusal(
      kind: Self.untrusted,
      message: "the hooks of \(template.name) at \(revision.commit.short) are not trusted: \(paths); "
        + "\(way ?? "--accept-hooks yes") lets them run, --accept-hooks no leaves them out")
  }
}

extension ProjectTemplate {
  /// The hook that may change the template itself.
  fileprivate var hookBeforeQuestions: HookScript? { hooks.first { $0.moment == .beforeQuestions } }
  var changesItself: Bool { hookBeforeQuestions != nil }
}
