import Git
import Synchronization

/// What a run knows of one server's way with pushes, which spares each push a request.
///
/// Its repositories are looked at as pushes do; once the server has answered that with a no, nobody asks that way again:
/// wrong credentials would be tried for each repository.
final class ServerPushes: Sendable {
  private let answersLooks = Atomic(true)
  private let offer = Mutex<PushTerms?>(nil)

  /// What the server offers to pushes, for those that ask nothing first; nil until one of its repositories has told.
  var terms: PushTerms? { offer.withLock { $0 } }

  func hear(_ terms: PushTerms) {
    offer.withLock { $0 = terms }
  }

  /// Looks at a remote; nil where a fetch has to.
  func look(
    at remote: RemoteLocation, from mirror: borrowing Repository, _ options: NetworkOptions
  ) throws(GitError) -> PushLook? {
    guard answersLooks.load(ordering: .relaxed) else { return nil }
    let look = try mirror.lookToPush(
      to: remote.url, refspecs: Mirror.refspecs, options: options,
      onRefusal: { answersLooks.store(false, ordering: .relaxed) })
    if let terms = look?.terms { hear(terms) }
    return look
  }
}
