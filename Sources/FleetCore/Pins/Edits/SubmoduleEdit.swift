import Changes
import Git
import Submodules
import Synchronization

/// Adds, removes or moves a submodule, or changes its URL: gitlink and `.gitmodules` in one edit of the tree.
///
/// In `.gitmodules` only the submodule's own lines change. Services that would be pushed with a pin of a library of the
/// manifest that isn't on a trusted ref are refused, as `PinMoves` does.
public struct SubmoduleEdit: Change {
  public enum Action: Sendable {
    /// - Parameters:
    ///   - path: nil for the manifest's, else `libs/NAME`.
    ///   - url: as `.gitmodules` is to have it; nil for the manifest's.
    ///   - targets: the commit to pin.
    case add(path: TreePath?, url: String?, targets: PinTargets)
    case remove
    case move(to: TreePath)
    /// - Parameter url: nil for the manifest's.
    case setURL(String?)
  }

  let action: Action
  let subject: SubmoduleSubject
  let judge: PinJudge
  private let urls: [String: String]
  private let planned = Planned()
  private let pushed: PushedPins

  private final class Planned: Sendable {
    /// The subject of each service's commit.
    let messages = Mutex<[String: String]>([:])
  }

  public init(_ action: Action, of subject: SubmoduleSubject, on shelf: LibraryShelf, services: [Service]) {
    self.action = action
    self.subject = subject
    judge = PinJudge(shelf: shelf, allowsDowngrade: false)
    pushed = PushedPins(shelf, freshness: PushedPins.freshness)
    urls = Dictionary(services.map { ($0.name, $0.url) }, uniquingKeysWith: { first, _ in first })
  }

  /// Returns the message of a service's commit.
  ///
  /// - Parameter service: one that was planned.
  public func message(for service: ServiceFacts) -> String {
    planned.messages.withLock { $0[service.name] ?? "" }
  }

  public func plan(_ base: some Snapshot, for service: ServiceFacts) throws -> ChangePlan {
    let recorded = try RecordedPins.read(snapshot: base)
    let pins = RecognisedPin.all(in: recorded, of: url(of: service), on: judge.shelf)
    do {
      let draft = try draft(recorded, pins, base, service)
      let settled = Set([draft.settled].compactMap(\.self))
      if let refusal = Refusal(all: judge.breaches(in: recorded, pins, except: settled)) { throw refusal }
      let kept = pins.filter { !settled.contains($0.pin.path) }
      pushed.note(kept.map { ($0.library, $0.pin.commit) } + (draft.pinned.map { [$0] } ?? []), of: service.name)
      planned.messages.withLock { $0[service.name] = draft.message }
      return .edits(try draft.edits(over: base))
    } catch let refusal as Refusal {
      return .refused(refusal)
    } catch let error as SubmoduleError {
      return .refused(Refusal(kind: "gitmodules", message: error.description, place: .init(path: GitModules.path)))
    } catch let end as SubmoduleDraft.Nothing {
      return end.reason.map { .notApplicable(reason: $0) } ?? .unchanged
    }
  }

  func url(of service: ServiceFacts) -> String { urls[service.name] ?? "" }

  private func draft(
    _ recorded: RecordedPins, _ pins: [RecognisedPin], _ base: some Snapshot, _ service: ServiceFacts
  ) throws -> SubmoduleDraft {
    if case .add(let path, let url, let targets) = action {
      return try addition(at: path, url: url, targets, pins, base, service)
    }
    let found = try subject.find(in: recorded, pins, of: self.url(of: service), on: judge.shelf)
    switch action {
    case .add, .remove: return try removal(of: found, base)
    case .move(let path): return try relocation(of: found, to: path, base)
    case .setURL(let url): return try redirection(of: found, to: url, base, service)
    }
  }
}

extension SubmoduleEdit: GuardedChange {
  func objection(toPushing service: String, _ context: RunContext) async -> Refusal? {
    await pushed.objection(toPushing: service, context)
  }
}
