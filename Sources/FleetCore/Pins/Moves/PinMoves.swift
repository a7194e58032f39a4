import Changes
import Git
import Submodules
import Synchronization

/// Moves the pins of services: each service gets all of its moves in one commit, or none.
///
/// It edits gitlinks and nothing else, and plans from what the base records, so that a base that has moved is planned anew
/// and never merged. Refused are services where any pin that is to move can't, and services that pin anything else of the
/// manifest's libraries that isn't on a trusted ref, or anything that isn't declared: nobody gets a commit pushed that may
/// be gone tomorrow.
public struct PinMoves: Change {
  private let goal: PinGoal
  private let judge: PinJudge
  private let urls: [String: String]
  /// The library that a person named; nil where all are meant.
  private let library: String?
  private let planned = Planned()

  private let pushed: PushedPins

  private final class Planned: Sendable {
    /// What was last planned, by service.
    let moves = Mutex<[String: [Move]]>([:])
  }

  private struct Move: Sendable {
    let pin: RecognisedPin
    let bump: PinBump
  }

  /// - Parameters:
  ///   - library: the one that a person named; nil where all are meant.
  ///   - allowsDowngrade: whether pins may move to commits that aren't descendants.
  ///   - freshness: how old a library's answer may be when a service is pushed.
  public init(
    _ goal: PinGoal, of library: String? = nil, on shelf: LibraryShelf, services: [Service], allowsDowngrade: Bool,
    freshness: Duration = PushedPins.freshness
  ) {
    self.goal = goal
    self.library = library
    judge = PinJudge(shelf: shelf, allowsDowngrade: allowsDowngrade)
    pushed = PushedPins(shelf, freshness: freshness)
    urls = Dictionary(services.map { ($0.name, $0.url) }, uniquingKeysWith: { first, _ in first })
  }

  public func plan(_ base: some Snapshot, for service: ServiceFacts) throws -> ChangePlan {
    let recorded = try RecordedPins.read(snapshot: base)
    let pins = RecognisedPin.all(in: recorded, of: urls[service.name] ?? "", on: judge.shelf)
    var wishes = pins.map { (pin: $0, wish: goal.wish(for: $0, of: service.name, judge)) }
    let waiting = holdGroups(&wishes)
    var refusals = missing(pins, in: recorded, service.name)
    var moves: [Move] = []
    var decided: Set<TreePath> = []
    for (pin, wish) in wishes {
      switch wish {
      case .refuse(let refusal):
        decided.insert(pin.pin.path)
        refusals.append(refusal)
      case .move(let target) where target != pin.pin.commit:
        decided.insert(pin.pin.path)
        switch move(pin, to: target) {
        case .success(let move): moves.append(move)
        case .failure(let refusal): refusals.append(refusal)
        }
      default: break
      }
    }
    if !moves.isEmpty { refusals += judge.breaches(in: recorded, pins, except: decided) }
    if let refusal = Refusal(all: refusals) { return .refused(refusal) }
    planned.moves.withLock { $0[service.name] = moves }
    let targets = Dictionary(moves.map { ($0.pin.pin.path, $0.bump.to) }, uniquingKeysWith: { first, _ in first })
    pushed.note(pins.map { ($0.library, targets[$0.pin.path] ?? $0.pin.commit) }, of: service.name)
    guard moves.isEmpty else {
      return .edits(moves.map { TreeEdit(path: $0.pin.pin.path, action: .pin(commit: $0.bump.to.hex)) })
    }
    if waiting.isEmpty, wishes.contains(where: { $0.wish == .takenBack }) {
      let wasMerged = try goal.records(of: service.name).contains { try $0.wasMerged(into: base) }
      return .notApplicable(reason: wasMerged ? Self.putBack : Self.neverMerged)
    }
    return nothingToDo(wishes.map(\.wish), pins, waiting)
  }

  private func move(_ pin: RecognisedPin, to target: ObjectID) -> Result<Move, Refusal> {
    if let breach = pin.breach { return .failure(breach) }
    switch judge.bump(of: pin.library, from: pin.pin.commit, to: target) {
    case .success(let bump): return .success(Move(pin: pin, bump: bump))
    case .failure(let refusal): return .failure(refusal.placed(at: pin.pin.path))
    case nil:
      return .failure(Refusal(kind: "pin-moved", message: "it is there already", place: .init(path: pin.pin.path)))
    }
  }

  /// Keeps libraries back that share a group with one that this service holds: all of a group move, or none.
  ///
  /// - Returns: why, one line each.
  private func holdGroups(_ wishes: inout [(pin: RecognisedPin, wish: PinWish)]) -> [String] {
    func library(_ pin: RecognisedPin) -> Library { judge.shelf.entries[pin.library].library }
    var held: [String: String] = [:]
    for (pin, wish) in wishes where wish == .held(isBehind: true) {
      for group in library(pin).groups { held[group] = library(pin).name }
    }
    var reasons: [String] = []
    for (index, (pin, wish)) in wishes.enumerated() {
      guard case .move(let target) = wish, target != pin.pin.commit,
        let group = library(pin).groups.first(where: { held[$0] != nil })
      else { continue }
      wishes[index].wish = .held(isBehind: true)
      reasons.append("\(library(pin).name) waits for \(held[group] ?? "") of the group \(group), which is on hold here")
    }
    return reasons
  }

  /// What has to be there and isn't: a pin that a record names, or the gitlink of the library that a person named.
  private func missing(_ pins: [RecognisedPin], in recorded: RecordedPins, _ service: String) -> [Refusal] {
    let orphans = recorded.entriesWithoutGitlink.filter { entry in
      let url = entry.url?.string.flatMap { try? SubmoduleURL.resolve($0, against: urls[service] ?? "") }
      let match = judge.shelf.index.match(url: url, name: entry.name.string, path: entry.path?.description ?? "")
      guard let library, let match, judge.shelf.entries[match.index].library.name == library else { return false }
      return !pins.contains { $0.library == match.index }
    }
    let withoutGitlink = orphans.map { entry in
      let message = "\(library ?? "") is declared in .gitmodules and has no gitlink"
      return Refusal(kind: "no-gitlink", message: message, place: entry.path.map { .init(path: $0) })
    }
    return withoutGitlink + missingRecords(pins, in: recorded, service)
  }

  private func missingRecords(_ pins: [RecognisedPin], in recorded: RecordedPins, _ service: String) -> [Refusal] {
    goal.records(of: service).filter { record in !pins.contains { $0.pin.path == record.path } }.map { record in
      let isThere = recorded.pins.contains { $0.path == record.path }
      return Refusal(
        kind: isThere ? "no-policy" : "no-gitlink",
        message: isThere ? "the manifest names no library for this submodule" : "there is no submodule",
        place: .init(path: record.path))
    }
  }

  private static let putBack = "its pins are put back already"
  private static let neverMerged =
    "its default branch never had what the run wrote; a branch that isn't merged goes by fleet undo"

  private func nothingToDo(_ wishes: [PinWish], _ pins: [RecognisedPin], _ waiting: [String]) -> ChangePlan {
    if !waiting.isEmpty { return .notApplicable(reason: waiting.joined(separator: "; ")) }
    guard wishes.contains(where: { if case .move = $0 { true } else { false } }) else {
      let held = zip(wishes, pins).filter { if case .held = $0.0 { true } else { false } }
        .map { judge.shelf.entries[$0.1.library].library.name }
      return .notApplicable(
        reason: held.isEmpty
          ? "it doesn't pin \(library ?? "any library that moves")" : "on hold here: \(held.joined(separator: ", "))")
    }
    return .unchanged
  }
}

extension PinMoves {
  /// Returns the message of a service's commit: range, count and subjects of what its moves bring.
  ///
  /// - Parameter service: one that was planned.
  public func message(for service: ServiceFacts) -> String {
    PinMessage(planned.moves.withLock { $0[service.name] ?? [] }.map(\.bump)).text
  }
}

extension PinMoves: GuardedChange {
  func objection(toPushing service: String, _ context: RunContext) async -> Refusal? {
    await pushed.objection(toPushing: service, context)
  }
}

extension PinMoves: OrderedChange {
  func wave(of service: String) -> Int {
    let moves = planned.moves.withLock { $0[service] ?? [] }
    let libraries = judge.shelf.entries.map(\.library)
    // Of a service that ended before its pins were looked at only the manifest tells where it belongs.
    guard !moves.isEmpty else { return libraries.compactMap { $0.waveNaming(service) }.min() ?? .max }
    return moves.map { libraries[$0.pin.library].wave(of: service) }.max() ?? .max
  }
}

extension Library {
  /// Which wave a service is in, from 0; those that no wave names are in the last one.
  func wave(of service: String) -> Int { waveNaming(service) ?? (waves.last == .rest ? waves.count - 1 : waves.count) }

  fileprivate func waveNaming(_ service: String) -> Int? {
    waves.firstIndex { if case .services(let names) = $0 { names.contains(service) } else { false } }
  }
}
