import Foundation

/// The first fetch from a repository of this machine: its files of objects become ours by hard links, as `git clone` does
/// it. Nothing is packed, copied or read, whatever the size.
///
/// As with git, objects that no reference leads to come along, and what is damaged there is damaged here.
struct LocalClone {
  private let remote: RemoteTarget
  private let context: OperationContext
  private let operation: String

  init(_ remote: RemoteTarget, context: OperationContext, operation: String) {
    self.remote = remote
    self.context = context
    self.operation = operation
  }

  /// A remote that is packed anew just now makes a second try worth while.
  private static let attemptLimit = 3
  /// Its objects aren't all in its own files, or not all there.
  private static let unusualFiles = [
    "shallow", "info/grafts", "objects/info/alternates", "objects/info/http-alternates",
  ]

  /// Links all files of objects into `repository`, which has none of its own yet; returns false where they have to come
  /// another way. What was linked until then does no harm.
  func linkObjects(into repository: borrowing Repository) throws(GitError) -> Bool {
    let target = "\(repository.path)/objects"
    guard LocalClone.isEmpty(target), let local = LocalRepository.open(remote, settings: context.settings) else {
      return false
    }
    let folder = local.repository.path
    for name in LocalClone.unusualFiles where local.has(name) { return false }
    for _ in 0..<LocalClone.attemptLimit {
      switch try link("\(folder)/objects", to: target) {
      case .done: return true
      case .impossible: return false
      case .moved: continue
      }
    }
    return false
  }

  private static func isEmpty(_ objects: String) -> Bool {
    guard let names = FolderNames.of(objects), names.allSatisfy({ ["info", "pack"].contains($0) }) else { return false }
    return FolderNames.of("\(objects)/pack") == []
  }

  private enum Progress {
    case done
    /// Another file system, or something that is no file of git's.
    case impossible
    /// A file went while its name was in hand.
    case moved
  }

  /// Loose objects go first: what `git repack` moves into a pack meanwhile is in one that is listed later.
  private func link(_ source: String, to target: String) throws(GitError) -> Progress {
    guard let names = FolderNames.of(source) else { return .impossible }
    for name in names.sorted() where name.utf8.count == 2 && name.utf8.allSatisfy(LocalClone.isHexDigit) {
      try context.checkTime(operation)
      guard let files = FolderNames.of("\(source)/\(name)") else { return .impossible }
      let progress = link(
        files.filter { $0.utf8.allSatisfy(LocalClone.isHexDigit) }, from: "\(source)/\(name)", to: "\(target)/\(name)")
      guard case .done = progress else { return progress }
    }
    guard let packs = FolderNames.of("\(source)/pack") else { return .impossible }
    // A pack whose missing objects may be fetched later isn't whole.
    if packs.contains(where: { $0.hasSuffix(".promisor") }) { return .impossible }
    // A pack whose index is still to come isn't git's yet.
    let indexes = Set(packs.filter { $0.hasPrefix("pack-") && $0.hasSuffix(".idx") })
    let files = packs.filter { $0.hasSuffix(".pack") && indexes.contains($0.dropLast(".pack".count) + ".idx") }
    try context.checkTime(operation)
    // The packs first: an index without its pack would be an error, a pack without its index is nothing.
    return link(files + files.map { $0.dropLast(".pack".count) + ".idx" }, from: "\(source)/pack", to: "\(target)/pack")
  }

  private func link(_ files: [String], from source: String, to target: String) -> Progress {
    guard !files.isEmpty else { return .done }
    guard mkdir(target, 0o777) == 0 || errno == EEXIST else { return .impossible }
    for file in files {
      var status = stat()
      guard lstat("\(source)/\(file)", &status) == 0 else { return errno == ENOENT ? .moved : .impossible }
      // Not through a symbolic link: it could lead anywhere (CVE-2022-39253).
      guard status.st_mode & S_IFMT == S_IFREG else { return .impossible }
      guard Foundation.link("\(source)/\(file)", "\(target)/\(file)") == 0 || errno == EEXIST else {
        return errno == ENOENT ? .moved : .impossible
      }
    }
    return .done
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}
