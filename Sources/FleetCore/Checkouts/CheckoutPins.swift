import Changes
import Foundation
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
    let folder = PinFolder(of: pin, in: checkout)
    let isNew = folder.isNew
    if isNew, let image = images.image(of: pin.commit, in: mirror), try folder.fill(from: image) { return true }
    let repository: Repository
    do throws(GitError) {
      repository = try Repository(openingBare: mirror.path)
    } catch  where error.kind == .notARepository {
      return false
    }
    guard try repository.contains(pin.commit) else { return false }
    if isNew, let image = try images.read(pin.commit, of: mirror, in: repository), try folder.fill(from: image) {
      return true
    }
    try WorkingFolder(at: folder.files, gitFolder: folder.git, mirror: repository).checkOut(pin.commit)
    return true
  }
}

/// Where a submodule's files and its git data are in a checkout.
private struct PinFolder {
  let files: String
  let git: String

  init(of pin: Pin, in checkout: Checkout) {
    let digest = ObjectID(hashingBlob: pin.path.bytes).hex.prefix(10)
    (files, git) = ("\(checkout.folder)/\(pin.path)", "\(checkout.modulesFolder)/\(digest)")
  }

  var isNew: Bool { !FileManager.default.fileExists(atPath: git) }

  /// Returns false where the files are to be checked out instead.
  func fill(from image: CommitImage) throws(GitError) -> Bool {
    try WorkingFolder.fillNew(at: files, gitFolder: git, from: image)
  }
}
