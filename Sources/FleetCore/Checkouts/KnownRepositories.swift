import Submodules
import Synchronization

/// The mirrors of what the manifest names, libraries and services, to be found by where their remotes are.
final class KnownRepositories: Sendable {
  let mirrors: [Mirror]
  private let index = Mutex<[RemoteIdentity: Mirror]?>(nil)

  init(_ mirrors: [Mirror]) {
    self.mirrors = mirrors
  }

  /// Returns the mirror of a remote, the first that the manifest names; a URL that can't be identified is no candidate.
  func mirror(of remote: RemoteIdentity) -> Mirror? {
    index.withLock { index in
      if let index { return index[remote] }
      var found: [RemoteIdentity: Mirror] = [:]
      for mirror in mirrors {
        if let identity = try? RemoteIdentity(parsing: mirror.remote.url), found[identity] == nil {
          found[identity] = mirror
        }
      }
      index = found
      return found[remote]
    }
  }
}
