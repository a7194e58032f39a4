import Git
import Synchronization

/// A mirror's open repository, to be handed from one stage of a repository's way to the next: libgit2 makes thirty calls to
/// the system to open one.
///
/// Unchecked, since one stage at a time has it: `KeptMirror`, whose lock guards the handing over, gives it away.
final class OpenMirror: @unchecked Sendable {
  let repository: Repository
  private var advertisement: ReferenceAdvertisement?
  private var memory: NewObjectMemory?

  /// - Parameter advertisement: what the remote has just advertised to a push.
  init(_ repository: consuming Repository, hearing advertisement: ReferenceAdvertisement? = nil) {
    self.repository = repository
    self.advertisement = advertisement
  }

  /// Keeps the objects that are written from now on in memory.
  func keepNewObjectsInMemory() throws(GitError) {
    memory = try repository.keepNewObjectsInMemory()
  }

  /// Writes those objects that were kept in memory and that a commit leads to.
  func writeNewObjects(of commit: ObjectID) throws(GitError) {
    guard let memory else { return }
    try repository.writeNewObjects(in: memory, of: commit)
    // What can't be tidied up now is after another push.
    try? repository.mergeSmallPacks()
  }

  /// Returns what the remote advertised, for one try of a push; the next one asks again.
  func takeAdvertisement() -> ReferenceAdvertisement? {
    defer { advertisement = nil }
    return advertisement
  }
}

/// Keeps a mirror open between the stages of one repository's way.
final class KeptMirror: Sendable {
  private let kept = Mutex<OpenMirror?>(nil)

  /// Returns what the stage before has kept, else opens the mirror at a path; whoever takes it keeps it again, or it is closed.
  func take(_ path: String) throws(GitError) -> OpenMirror {
    if let open = kept.withLock({ $0.take() }) { return open }
    return OpenMirror(try Repository(openingBare: path))
  }

  func keep(_ open: OpenMirror) {
    kept.withLock { $0 = open }
  }

  /// Closes it: where it waits for long, or was made anew.
  func close() {
    kept.withLock { $0 = nil }
  }

  /// Runs work on the open mirror; after an error it isn't kept.
  func use<Value>(_ path: String, _ work: (OpenMirror) throws(GitError) -> Value) throws(GitError) -> Value {
    let open = try take(path)
    let value = try work(open)
    keep(open)
    return value
  }
}
