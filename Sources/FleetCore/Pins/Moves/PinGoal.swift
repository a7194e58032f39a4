import Changes
import Git
import Submodules

/// What pins are moved to.
public enum PinGoal: Sendable {
  /// Each library that has a commit among the targets to that commit.
  case targets(PinTargets)
  /// So many library commits towards the targets, along first parents.
  case steps(Int, PinTargets)
  /// Single pins of services, by the services' names.
  case records([String: [PinRecord]])
}

/// What one pin is to be, and what it has to be before.
public struct PinRecord: Sendable, Hashable {
  public let path: TreePath
  /// Nil where it doesn't matter.
  public let from: ObjectID?
  public let to: ObjectID
  /// The commit of the default branch on which `from` was pinned, whether or not that was merged; nil where nobody asks.
  public let since: ObjectID?

  public init(path: TreePath, from: ObjectID? = nil, to: ObjectID, since: ObjectID? = nil) {
    self.path = path
    self.from = from
    self.to = to
    self.since = since
  }
}

/// What a goal means for one pin.
enum PinWish: Sendable, Equatable {
  /// It isn't concerned.
  case leave
  /// The manifest says that the service doesn't move, where it is as it should be or behind.
  case held(isBehind: Bool)
  /// It is what it was before already.
  case takenBack
  case move(to: ObjectID)
  case refuse(Refusal)
}

extension PinGoal {
  func wish(for pin: RecognisedPin, of service: String, _ judge: PinJudge) -> PinWish {
    let library = judge.shelf.entries[pin.library].library
    switch self {
    case .records(let records):
      guard let record = records[service]?.first(where: { $0.path == pin.pin.path }) else { return .leave }
      return Self.wish(record, pin.pin)
    case .targets(let targets):
      return Self.wish(targets, library, service, pin.pin)
    case .steps(let count, let targets):
      let wish = Self.wish(targets, library, service, pin.pin)
      guard case .move(let target) = wish, target != pin.pin.commit else { return wish }
      switch judge.way(from: pin.pin.commit, to: target, in: pin.library) {
      case .failure(let refusal): return .refuse(refusal)
      case .success(let way):
        // Without a way forward the target is behind the pin, which the move itself says.
        return .move(to: way.isEmpty ? target : way[min(count, way.count) - 1])
      }
    }
  }

  private static func wish(_ targets: PinTargets, _ library: Library, _ service: String, _ pin: Pin) -> PinWish {
    let (commit, problem) = (targets.commits[library.name], targets.problems[library.name])
    guard commit != nil || problem != nil else { return .leave }
    if library.hold.contains(service) { return .held(isBehind: commit != pin.commit) }
    if let commit { return .move(to: commit) }
    return problem.map { .refuse($0) } ?? .leave
  }

  private static func wish(_ record: PinRecord, _ pin: Pin) -> PinWish {
    guard let from = record.from, pin.commit != from else { return .move(to: record.to) }
    if pin.commit == record.to { return .takenBack }
    return .refuse(
      Refusal(
        kind: "pin-moved", message: "it is at \(pin.commit.short) now and not at \(from.short), and was left alone",
        place: .init(path: pin.path)))
  }

  /// The pins of a service that have to be there.
  func records(of service: String) -> [PinRecord] {
    if case .records(let records) = self { records[service] ?? [] } else { [] }
  }
}
