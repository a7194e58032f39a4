import Git
import Synchronization

/// The files of pinned commits, kept in memory for as long as a run, since many services pin the same ones: up to a limit in
/// all, and then anew.
final class LibraryImages: Sendable {
  private struct Key: Hashable {
    let mirror: String
    let commit: ObjectID
  }

  private static let byteLimit = 32 << 20
  private static let byteLimitOfOne = 4 << 20

  private let state = Mutex<(images: [Key: CommitImage], byteCount: Int)>(([:], 0))

  func image(of commit: ObjectID, in mirror: Mirror) -> CommitImage? {
    state.withLock { $0.images[Key(mirror: mirror.path, commit: commit)] }
  }

  /// Reads a commit's files and keeps them; nil for those that no image is made of.
  func read(
    _ commit: ObjectID, of mirror: Mirror, in repository: borrowing Repository
  ) throws(GitError) -> CommitImage? {
    guard let image = try CommitImage(of: commit, in: repository, limit: Self.byteLimitOfOne) else { return nil }
    state.withLock { state in
      if state.byteCount + image.byteCount > Self.byteLimit { state = ([:], 0) }
      let old = state.images.updateValue(image, forKey: Key(mirror: mirror.path, commit: commit))
      state.byteCount += image.byteCount - (old?.byteCount ?? 0)
    }
    return image
  }
}
