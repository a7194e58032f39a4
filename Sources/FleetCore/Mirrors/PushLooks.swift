import Git
import Synchronization

/// Whether the repositories of one server are looked at as pushes do, which spares the push a request; once the server has
/// answered that with a no, nobody asks that way again: wrong credentials would be tried for each repository.
final class PushLooks: Sendable {
  private let isWelcome = Atomic(true)

  /// Looks at a remote; nil where a fetch has to.
  func look(
    at remote: RemoteLocation, from mirror: borrowing Repository, _ options: NetworkOptions
  ) throws(GitError) -> PushLook? {
    guard isWelcome.load(ordering: .relaxed) else { return nil }
    return try mirror.lookToPush(
      to: remote.url, refspecs: Mirror.refspecs, options: options,
      onRefusal: { isWelcome.store(false, ordering: .relaxed) })
  }
}
