import Changes
import Git
import Submodules

/// Fills the folders of submodules in a checkout from the mirrors of the manifest's own repositories.
///
/// A `.gitmodules` isn't trusted: only a URL that the manifest names is ever asked, whatever the file says.
struct CheckoutPins: Sendable {
  let known: KnownRepositories
  /// What was put into other checkouts.
  let images: LibraryImages
  let options: NetworkOptions

  /// Fills what can be filled and returns a line for each submodule whose folder stays empty.
  func fill(_ pins: [Pin], of remote: RemoteLocation, in checkout: Checkout) throws(GitError) -> [String] {
    var emptyFolders: [String] = []
    for pin in pins {
      switch library(of: pin, relativeTo: remote) {
      case .success(let library): try fill(pin, from: library, in: checkout)
      case .failure(let reason): emptyFolders.append("submodule \(pin.path) is left empty: \(reason.text)")
      }
    }
    return emptyFolders
  }

  private struct Reason: Error {
    let text: String
  }

  /// Finds the manifest's repository that a pin's URL leads to.
  private func library(of pin: Pin, relativeTo remote: RemoteLocation) -> Result<Mirror, Reason> {
    do {
      guard let url = try pin.resolvedURL(against: remote.url) else {
        return .failure(Reason(text: ".gitmodules has no usable entry for it"))
      }
      let library = known.mirror(of: try RemoteIdentity(parsing: url))
      return library.map(Result.success) ?? .failure(Reason(text: "fleet.yaml names no repository at its URL"))
    } catch {
      return .failure(Reason(text: "\(error)"))
    }
  }

  private func fill(_ pin: Pin, from mirror: Mirror, in checkout: Checkout) throws(GitError) {
    if try checkOut(pin, from: mirror, in: checkout) { return }
    _ = try mirror.refresh(options)
    guard try checkOut(pin, from: mirror, in: checkout) else {
      throw GitError(
        operation: "check out the submodule \(pin.path)", kind: .notFound,
        message: "the pinned commit \(pin.commit.short) is not on \(mirror.remote)")
    }
  }

  /// Returns false where the mirror isn't there, or hasn't the commit.
  private func checkOut(_ pin: Pin, from mirror: Mirror, in checkout: Checkout) throws(GitError) -> Bool {
    let folder = WorkingFolder.path(of: pin, in: checkout)
    func isMade(from image: CommitImage?) throws(GitError) -> Bool {
      guard let image else { return false }
      return try WorkingFolder.fillNew(at: folder.files, gitFolder: folder.git, from: image)
    }
    let known = images.image(of: pin.commit, in: mirror)
    if try isMade(from: known) { return true }
    let repository: Repository
    do throws(GitError) {
      repository = try Repository(openingBare: mirror.path)
    } catch  where error.kind == .notARepository {
      return false
    }
    guard try repository.contains(pin.commit) else { return false }
    if known == nil, try isMade(from: try images.read(pin.commit, of: mirror, in: repository)) { return true }
    try WorkingFolder(at: folder.files, gitFolder: folder.git, mirror: repository).checkOut(pin.commit)
    return true
  }
}

extension WorkingFolder {
  /// Where a submodule's files and its git data are in a checkout.
  fileprivate static func path(of pin: Pin, in checkout: Checkout) -> (files: String, git: String) {
    let digest = ObjectID(hashingBlob: pin.path.bytes).hex.prefix(10)
    return ("\(checkout.folder)/\(pin.path)", "\(checkout.modulesFolder)/\(digest)")
  }
}
