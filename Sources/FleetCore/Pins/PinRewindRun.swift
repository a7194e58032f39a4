import Changes
import Git
import Submodules
import Threads

/// Looks for pins that services moved back or sideways: what `fleet submodules status --since` adds.
///
/// Mirrors are taken as they are: a status has brought them up to date.
struct PinRewindRun: Sendable {
  let sources: MirrorSources
  /// Working copies by the names of their services: their history is that of `HEAD` there.
  let copies: [String: WorkingCopyNode]
  let moment: PinFreeze.Moment

  /// What was found, sorted by service, the newest first; and which services could not be looked into.
  typealias Result = (rewinds: [PinRewind], problems: [PinReport.Problem])

  /// - Parameter drafts: the rows of the services, one list a service, with the services.
  func run(_ drafts: [(service: Service, drafts: [PinDraft])], libraries: [Library]) async -> Result {
    let histories = await boundedMap(drafts, width: sources.width) { service, drafts in
      (service, drafts, await shifts(of: service, drafts))
    }
    var problems: [PinReport.Problem] = []
    var moves: [(service: String, library: Int, shift: PinShift)] = []
    for (service, drafts, history) in histories {
      let paths = Self.libraries(of: drafts)
      switch history {
      case .success(let found):
        moves += found.compactMap { shift in paths[shift.path].map { (service.name, $0, shift) } }
      case .failure(let error): problems.append(.init(name: service.name, message: error.fullMessage))
      }
    }
    var rewinds: [PinRewind] = []
    for index in Set(moves.map(\.library)).sorted() {
      let mine = moves.filter { $0.library == index }
      switch await directions(of: mine.map(\.shift), in: libraries[index]) {
      case .success(let directions):
        for (entry, direction) in zip(mine, directions) {
          guard let direction else { continue }
          rewinds.append(PinRewind(entry.shift, of: entry.service, libraries[index].name, direction))
        }
      case .failure(let error): problems.append(.init(name: libraries[index].name, message: error.fullMessage))
      }
    }
    let order = Dictionary(drafts.enumerated().map { ($1.service.name, $0) }, uniquingKeysWith: { first, _ in first })
    return (
      rewinds.sorted {
        (order[$0.service] ?? 0, -$0.seconds, $0.path) < (order[$1.service] ?? 0, -$1.seconds, $1.path)
      },
      problems
    )
  }

  private static func libraries(of drafts: [PinDraft]) -> [TreePath: Int] {
    let pairs = drafts.compactMap { draft in
      draft.row.path.flatMap { path in draft.libraryIndex.map { (path, $0) } }
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  private func shifts(of service: Service, _ drafts: [PinDraft]) async -> Swift.Result<[PinShift], GitError> {
    let paths = Self.libraries(of: drafts).keys.sorted()
    if paths.isEmpty { return .success([]) }
    let moment = moment
    if let copy = copies[service.name] {
      return await sources.reading(copy) { (open) throws(GitError) in
        guard let head = copy.status.head else { return [] }
        return try open.repository.shifts(of: paths, from: head, since: moment)
      }
    }
    return await sources.readingAgain(service) { (open) throws(GitError) in
      try open.repository.shifts(of: paths, from: open.repository.tip(ofBranch: service.branch), since: moment)
    }
  }

  private func directions(
    of shifts: [PinShift], in library: Library
  ) async -> Swift.Result<[PinRewind.Direction?], GitError> {
    await sources.readingAgain(library) { (open) throws(GitError) in
      var known: [[ObjectID]: PinRewind.Direction?] = [:]
      var directions: [PinRewind.Direction?] = []
      for shift in shifts {
        let pair = [shift.from, shift.to]
        let direction = if let answer = known[pair] { answer } else { try open.repository.direction(of: shift) }
        known[pair] = .some(direction)
        directions.append(direction)
      }
      return directions
    }
  }
}

extension PinRewind {
  fileprivate init(_ shift: PinShift, of service: String, _ library: String, _ direction: Direction) {
    self.init(
      service: service, path: shift.path, library: library, from: shift.from, to: shift.to, commit: shift.commit,
      seconds: shift.seconds, direction: direction)
  }
}
