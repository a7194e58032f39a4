import Foundation
import Git

/// The bare cache of one remote: all of its branches and tags under their own names.
public struct Mirror: Sendable, Equatable {
  static let newSuffix = ".new"
  static let lockSuffix = ".lock"

  /// The remote, as the manifest names it.
  public let remote: RemoteLocation
  /// The git folder.
  public let path: String

  /// The mirror's file name without `.git`: one a remote.
  var name: String { String((path as NSString).lastPathComponent.dropLast(".git".count)) }

  /// What a mirror's refresh fetches: branches and tags as they are on the remote, also where they were rewound.
  static let refspecs = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"]
}

/// What a refresh saw on the remote.
struct RemoteState: Equatable {
  /// The branch that the remote's `HEAD` names, without `refs/heads/`; nil where the remote doesn't say.
  let defaultBranch: String?
  /// The branches' tips by their names, without `refs/heads/`.
  let branches: [String: ObjectID]
  /// What the report adds, such as that the mirror had to be made anew.
  let note: String?
}

extension Mirror {
  /// Brings the mirror up to date, making it first where it is missing; nothing is transferred or written where the
  /// remote's references haven't moved.
  ///
  /// A mirror that can't be read is set aside and made anew. One process at a time does this for one mirror.
  func refresh(_ network: NetworkOptions) throws(GitError) -> RemoteState {
    try makeFolder()
    let lock = try FileLock(at: path + Self.lockSuffix, limit: network.limits.total, cancellation: network.cancellation)
    defer { withExtendedLifetime(lock) {} }
    guard FileManager.default.fileExists(atPath: path) else { return try make(network, note: nil) }
    do throws(GitError) {
      return try fetch(into: Repository(openingBare: path), network, note: nil)
    } catch  where error.kind == .corrupt || error.kind == .notARepository {
      // A remote that isn't a repository says so again when the mirror is made anew, and nothing is lost by that.
      let aside = try setAside()
      return try make(
        network, note: "the mirror was damaged (\(error.message)) and was made anew; the old one is \(aside)")
    }
  }

  /// Fetches into a folder beside, and renames it when it is whole: a killed run leaves nothing that looks finished.
  private func make(_ network: NetworkOptions, note: String?) throws(GitError) -> RemoteState {
    let new = path + Self.newSuffix
    try removeFolder(new)
    let state: RemoteState
    do throws(GitError) {
      let repository = try Repository(creatingBare: new)
      try repository.setOrigin(remote.description)
      state = try fetch(into: repository, network, note: note)
    } catch {
      // The next run sweeps what can't be removed now.
      try? FileManager.default.removeItem(atPath: new)
      throw error
    }
    guard unsafe rename(new, path) == 0 else {
      throw GitError(operation: "name the mirror \(path)", kind: .other, message: SystemError.text)
    }
    return state
  }

  private func fetch(
    into repository: borrowing Repository, _ network: NetworkOptions, note: String?
  ) throws(GitError) -> RemoteState {
    let report = try repository.fetch(from: remote.url, refspecs: Self.refspecs, prune: true, options: network)
    let prefix = "refs/heads/"
    var branches: [String: ObjectID] = [:]
    for reference in report.advertised where reference.name.hasPrefix(prefix) {
      branches[String(reference.name.dropFirst(prefix.count))] = reference.id
    }
    let head = report.headTarget.flatMap { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : nil }
    if let head, try repository.symbolicTarget(of: "HEAD") != prefix + head {
      try repository.setSymbolicReference("HEAD", to: prefix + head)
    }
    return RemoteState(defaultBranch: head, branches: branches, note: note)
  }

  private func makeFolder() throws(GitError) {
    let folder = (path as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw GitError(operation: "make \(folder)", kind: .other, message: error.localizedDescription)
    }
  }

  private func removeFolder(_ path: String) throws(GitError) {
    guard FileManager.default.fileExists(atPath: path) else { return }
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw GitError(operation: "remove \(path)", kind: .other, message: error.localizedDescription)
    }
  }

  /// Renames the damaged mirror and returns its new path; an older one that was set aside goes.
  private func setAside() throws(GitError) -> String {
    let aside = path + ".damaged"
    try removeFolder(aside)
    guard unsafe rename(path, aside) == 0 else {
      throw GitError(operation: "set \(path) aside", kind: .other, message: SystemError.text)
    }
    return aside
  }
}
