import Foundation
import Git

extension Mirror {
  /// The mirror as a listing has it, whether it is on the disk or not.
  public var entry: MirrorStore.Entry { MirrorStore.Entry(path: path, url: remote.description) }
}

extension MirrorStore {
  /// One mirror that is on the disk.
  public struct Entry: Sendable, Equatable {
    /// The git folder, absolute.
    public let path: String
    /// What the mirror's configuration names as its origin; nil where it can't be read.
    public let url: String?

    /// The name that the mirror shares with its checkout.
    public var name: String { String((path as NSString).lastPathComponent.dropLast(".git".count)) }
  }

  /// Returns the mirrors that are there, sorted by path.
  public func entries() -> [Entry] {
    // A folder that isn't there yet holds no mirrors.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".git") }.sorted().map { name in
      let path = "\(folder)/\(name)"
      return Entry(path: path, url: Self.origin(ofMirrorAt: path))
    }
  }

  /// Removes a mirror and, where there is one, its checkout; returns false where another process is using either.
  public func remove(_ entry: Entry, checkouts: String) throws -> Bool {
    guard let lock = FileLock(free: entry.path + Mirror.lockSuffix) else { return false }
    defer { withExtendedLifetime(lock) {} }
    let files = FileManager.default
    let checkout = Checkout(in: "\(checkouts)/\(entry.name)")
    var checkoutLock: FileLock?
    if files.fileExists(atPath: checkout.base) {
      // While tests run nobody holds the mirror itself.
      checkoutLock = FileLock(free: checkout.lockFile)
      guard checkoutLock != nil else { return false }
    }
    defer { withExtendedLifetime(checkoutLock) {} }
    for path in [entry.path, entry.path + Mirror.lockSuffix, checkout.base]
    where files.fileExists(atPath: path) {
      try files.removeItem(atPath: path)
    }
    return true
  }

  /// Removes the references that keep the trees of plans alive, for plans that aren't stored any more.
  public func forgetPlans(except ids: Set<String>) throws(GitError) {
    for entry in entries() {
      // A damaged mirror is made anew by the next run that needs it, without these references.
      guard let repository = try? Repository(openingBare: entry.path) else { continue }
      for reference in try repository.references(prefix: StoredPlan.referencePrefix)
      where !ids.contains(String(reference.name.dropFirst(StoredPlan.referencePrefix.count))) {
        try repository.deleteReference(reference.name)
      }
    }
  }

  private static func origin(ofMirrorAt path: String) -> String? {
    // A mirror that can't be opened is listed without its origin: `verify` says what is wrong with it.
    guard let repository = try? Repository(openingBare: path) else { return nil }
    return (try? repository.origin()) ?? nil
  }
}
