import Git
import Submodules
import Threads

/// Compares the pins of services with their libraries: what `fleet submodules status` runs.
///
/// Nothing is written but the mirrors. Each library is read once, and each of its commits asked for once, however many
/// services pin it.
public struct PinStatusRun: Sendable {
  private let context: RunContext
  private let sources: MirrorSources

  /// - Parameter refreshes: whether remotes are asked; else mirrors are taken as they are.
  public init(context: RunContext, refreshes: Bool) {
    self.context = context
    sources = MirrorSources(context: context, refreshes: refreshes)
  }

  /// Returns a row for each submodule of the services, and one for each service that could not be asked.
  ///
  /// - Parameters:
  ///   - only: names of libraries; nil for all, and what the manifest doesn't know.
  ///   - comparesURLs: whether a URL for the right repository that is written otherwise is a finding.
  ///   - copies: working copies by the names of their services: their pins are those of `HEAD` there, and what is under way
  ///     in the submodules is told too.
  ///   - since: from when on moves are looked for that went back or sideways; nil for none.
  public func run(
    _ services: [Service], libraries: [Library], only: Set<String>? = nil, comparesURLs: Bool = false,
    copies: [String: WorkingCopyNode] = [:], since: PinFreeze.Moment? = nil
  ) async -> PinReport {
    var addresses = PinAddresses(LibraryIndex(libraries.map { .init(name: $0.name, url: $0.url, path: $0.path) }))
    let groups = Dictionary(libraries.map { ($0.name, $0.groups) }, uniquingKeysWith: { first, _ in first })
    var drafts: [(service: Service, drafts: [PinDraft])] = []
    var findings: [PinReport.Finding] = []
    var unasked: [PinRow] = []
    for (service, result) in await sources.recordedPins(of: services, copies: copies) {
      switch result {
      case .success(let recorded):
        let all = PinDraft.drafts(
          of: service, recorded, libraries: libraries, addresses: &addresses, comparesURLs: comparesURLs)
        drafts.append((service, all.filter { draft in only.map { $0.contains(draft.row.library ?? "") } ?? true }))
        findings += recorded.findings.filter { ![.undeclared, .noGitlink].contains($0.code) }
          .map { PinReport.Finding(service: service.name, finding: $0) }
      case .failure(let error):
        var row = PinRow(service: service.name, path: nil)
        row.add(error, asking: nil)
        unasked.append(row)
      }
    }
    let answers = await answers(to: drafts.map(\.drafts).joined(), of: libraries)
    var rows = unasked
    for (_, serviceDrafts) in drafts {
      var serviceRows = serviceDrafts.map { Self.row($0, answers, libraries) }
      if let copy = serviceRows.first.flatMap({ copies[$0.service] }) { tell(of: copy, in: &serviceRows) }
      MixedGroups.mark(&serviceRows, groups: groups)
      rows += serviceRows
    }
    var report = PinReport(
      rows: rows.sorted { left, right in
        left.service == right.service
          ? (left.path ?? "") < (right.path ?? "") : left.service.utf8.lexicographicallyPrecedes(right.service.utf8)
      },
      findings: findings, wasInterrupted: context.cancellation.isCancelled)
    if let since {
      let (rewinds, problems) = await PinRewindRun(sources: sources, copies: copies, moment: since)
        .run(drafts, libraries: libraries)
      (report.rewinds, report.problems) = (rewinds, problems)
    }
    return report
  }

  /// Adds what is under way in the submodules of a working copy.
  private func tell(of copy: WorkingCopyNode, in rows: inout [PinRow]) {
    let git = WorkingGit(in: copy.folder, settings: context.network, cancellation: context.cancellation)
    for index in rows.indices {
      guard let path = rows[index].path, copy.links.contains(where: { $0.path == path }) else { continue }
      guard let child = copy.children.first(where: { $0.path == path }) else {
        rows[index].messages.append("it isn't checked out")
        continue
      }
      do throws(GitError) {
        let work = try WorkingCopyWork(of: child, git: git)
        rows[index].messages += work.messages
        // Of a row that could not be asked nothing is known.
        if rows[index].wasAsked { rows[index].states = PinState.ordered(rows[index].states + work.states) }
      } catch {
        rows[index].messages.append(error.description)
      }
    }
  }

  private static func row(
    _ draft: PinDraft, _ answers: [Int: Result<LibraryAnswer, GitError>], _ libraries: [Library]
  ) -> PinRow {
    var row = draft.row
    if let index = draft.libraryIndex {
      switch answers[index] {
      case .success(let answer): row.add(answer, of: libraries[index])
      case .failure(let error): row.add(error, asking: libraries[index].name)
      case nil: break
      }
    }
    row.states = PinState.ordered(row.states)
    return row
  }

  /// Asks each library that is pinned about all commits at once.
  private func answers(
    to drafts: some Sequence<PinDraft>, of libraries: [Library]
  ) async -> [Int: Result<LibraryAnswer, GitError>] {
    var commits: [Int: Set<ObjectID>] = [:]
    for draft in drafts {
      if let index = draft.libraryIndex, let pin = draft.row.pin { commits[index, default: []].insert(pin) }
    }
    let questions = commits.sorted { $0.key < $1.key }.map { ($0.key, libraries[$0.key], $0.value.sorted()) }
    let found = await boundedMap(questions, width: sources.width) { index, library, commits in
      (index, await answer(commits, of: library))
    }
    return Dictionary(found, uniquingKeysWith: { first, _ in first })
  }

  private func answer(_ commits: [ObjectID], of library: Library) async -> Result<LibraryAnswer, GitError> {
    let history = await sources.reading(library) { (open) throws(GitError) in
      try LibraryHistory(reading: open.repository, follow: library.follow, trustedRefs: library.trustedRefs)
    }
    switch history {
    case .failure(let error): return .failure(error)
    case .success(let history):
      // Slices, so that one library that everybody pins keeps all processors busy.
      let slices = stride(from: 0, to: commits.count, by: 64).map { commits[$0..<min($0 + 64, commits.count)] }
      let parts = await boundedMap(slices, width: context.limits.processingWidth) { slice in
        await sources.readingAgain(library) { (open) throws(GitError) in
          try history.standings(of: slice, in: open.repository)
        }
      }
      var standings: [ObjectID: PinStanding] = [:]
      for part in parts {
        switch part {
        case .failure(let error): return .failure(error)
        case .success(let found): for (commit, standing) in found { standings[commit] = standing }
        }
      }
      return .success(LibraryAnswer(history: history, standings: standings))
    }
  }
}
