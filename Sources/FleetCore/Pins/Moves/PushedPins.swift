import Changes
import Git
import Synchronization

/// The pins that services will have once they are pushed, so that their libraries can be asked again just before.
public final class PushedPins: Sendable {
  /// So old may a library's answer be when a service is pushed.
  public static let freshness = Duration.seconds(30)

  private struct Pin: Hashable {
    let library: Int
    let commit: ObjectID
  }

  private let watch: LibraryWatch
  private let pins = Mutex<[String: Set<Pin>]>([:])

  init(_ shelf: LibraryShelf, freshness: Duration) {
    watch = LibraryWatch(shelf, freshness: freshness)
  }

  /// Takes what a service is planned to pin of the shelf's libraries, by their places there.
  func note(_ planned: [(library: Int, commit: ObjectID)], of service: String) {
    let set = Set(planned.map { Pin(library: $0.library, commit: $0.commit) })
    pins.withLock { $0[service] = set }
  }

  /// Returns why a service may not be pushed any more; nil where it may.
  func objection(toPushing service: String, _ context: RunContext) async -> Refusal? {
    let wanted = pins.withLock { $0[service] ?? [] }.sorted { ($0.library, $0.commit) < ($1.library, $1.commit) }
    for pin in wanted {
      if let refusal = await watch.objection(to: pin.commit, in: pin.library, context) { return refusal }
    }
    return nil
  }
}
