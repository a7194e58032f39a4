import Foundation
import Git

/// The bare cache of one remote: all of its branches and tags under their own names.
public struct Mirror: Sendable, Equatable {
  static let newSuffix = ".new"
  static let lockSuffix = ".lock"

  /// The remote, as the manifest names it.
  public let remote: RemoteLocation
  /// Which engine reaches it.
  public let engine: RemoteEngine
  /// The git folder.
  public let path: String

  /// The mirror's file name without `.git`: one a remote.
  var name: String { String((path as NSString).lastPathComponent.dropLast(".git".count)) }

  /// What a mirror's refresh fetches: branches and tags as they are on the remote, also where they were rewound.
  static let refspecs = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"]
}

extension Mirror {
  /// Brings the mirror up to date, making it first where it is missing; nothing is transferred or written where the
  /// remote's references haven't moved.
  ///
  /// A mirror that can't be read, or that is a shallow or partial clone, is made anew and the old one set aside. One process
  /// at a time does this for one mirror.
  ///
  /// - Parameters:
  ///   - kept: keeps the mirror open for what comes next.
  ///   - pushes: looks at the remote as the push does that comes next; then the state doesn't name the default branch.
  func refresh(
    _ network: NetworkOptions, keeping kept: KeptMirror? = nil, by pushes: ServerPushes? = nil
  ) throws(GitError) -> RemoteState {
    kept?.close()
    return try locked(network) { () throws(GitError) in
      guard FileManager.default.fileExists(atPath: path) else { return try make(network, note: nil) }
      let repository: Repository
      do throws(GitError) {
        repository = try Repository(openingBare: path)
      } catch {
        return try replace(unreadable: error, network)
      }
      do throws(GitError) {
        if let pushes, let look = try pushes.look(at: remote, from: repository, options(network)) {
          kept?.keep(OpenMirror(repository, hearing: look.advertisement))
          return RemoteState(look.advertised)
        }
        let state = try fetch(into: repository, network, note: nil)
        kept?.keep(OpenMirror(repository))
        return state
      } catch  where error.kind == .locked && LeftLocks(gitFolder: path).removeOld() {
        return try fetch(into: repository, network, note: nil)
      } catch  where error.mayBeOfMirror {
        // The server's answer may be what is wrong: the mirror goes only if it is.
        guard let problem = try repository.verify(network.cancellation).problems.first else { throw error }
        return try replace(damaged: problem, network)
      }
    }
  }

  /// Looks at all of the mirror, after something in it couldn't be read, and makes it anew if it is damaged; returns nil
  /// where nothing is wrong with it.
  ///
  /// - Parameter planned: what a plan has written into it and still needs.
  func repair(_ network: NetworkOptions, planned: [ObjectID] = []) throws(GitError) -> RemoteState? {
    try locked(network) { () throws(GitError) in
      guard FileManager.default.fileExists(atPath: path) else {
        return try make(network, note: "the mirror was gone and was made anew")
      }
      do throws(GitError) {
        let problems = try Repository(openingBare: path).verify(network.cancellation, planned: planned).problems
        return if let problem = problems.first { try replace(damaged: problem, network) } else { nil }
      } catch  where [.corrupt, .notARepository, .unsupported].contains(error.kind) {
        return try replace(unreadable: error, network)
      }
    }
  }

  /// Runs work that no other process does meanwhile for this mirror.
  func locked<Value>(_ network: NetworkOptions, _ work: () throws(GitError) -> Value) throws(GitError) -> Value {
    try makeFolder()
    let lock = try FileLock(at: path + Self.lockSuffix, limit: network.limits.total, cancellation: network.cancellation)
    defer { withExtendedLifetime(lock) {} }
    return try work()
  }

  private func replace(unreadable error: GitError, _ network: NetworkOptions) throws(GitError) -> RemoteState {
    switch error.kind {
    case .corrupt, .notARepository: try replace(damaged: error.message, network)
    case .unsupported:
      try make(
        network, note: "the mirror could not be used (\(error.message)) and was made anew; the old one is \(aside)")
    default: throw error
    }
  }

  private func replace(damaged problem: String, _ network: NetworkOptions) throws(GitError) -> RemoteState {
    try make(network, note: "the mirror was damaged (\(problem)) and was made anew; the old one is \(aside)")
  }

  /// Fetches into a folder beside, and renames it when it is whole: a killed run leaves nothing that looks finished, and a
  /// mirror that is to be replaced stays until there is a better one.
  private func make(_ network: NetworkOptions, note: String?) throws(GitError) -> RemoteState {
    let new = path + Self.newSuffix
    try removeFolder(new)
    let state: RemoteState
    do throws(GitError) {
      let repository = try Repository(creatingMirror: new, origin: remote.description)
      state = try fetch(into: repository, network, note: note)
    } catch {
      // The next run sweeps what can't be removed now.
      try? FileManager.default.removeItem(atPath: new)
      throw error
    }
    if note != nil, FileManager.default.fileExists(atPath: path) { try setAside() }
    guard unsafe rename(new, path) == 0 else {
      throw GitError(operation: "name the mirror \(path)", kind: .other, message: SystemError.text)
    }
    return state
  }

  private func fetch(
    into repository: borrowing Repository, _ network: NetworkOptions, note: String?
  ) throws(GitError) -> RemoteState {
    let report = try repository.fetch(
      from: remote.url, refspecs: Self.refspecs, prune: true, options: options(network))
    // What can't be tidied up now is after another fetch.
    if report.isDownloaded { try? repository.mergeSmallPacks() }
    let state = RemoteState(
      report.advertised, headTarget: report.headTarget, note: note, gitReason: report.means.gitReason)
    if let head = state.defaultBranch, try repository.symbolicTarget(of: "HEAD") != RemoteState.prefix + head {
      try repository.setSymbolicReference("HEAD", to: RemoteState.prefix + head)
    }
    return state
  }

  private func options(_ network: NetworkOptions) -> NetworkOptions {
    var options = network
    options.engine = engine
    return options
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

  /// Where a mirror that was replaced is kept, for whoever wants to know what became of it.
  private var aside: String { path + ".damaged" }

  /// Renames the mirror that is to be replaced; an older one that was set aside goes.
  private func setAside() throws(GitError) {
    try removeFolder(aside)
    guard unsafe rename(path, aside) == 0 else {
      throw GitError(operation: "set \(path) aside", kind: .other, message: SystemError.text)
    }
  }
}

extension GitError {
  /// Whether damage in the mirror could be what it is about; what is missing there may show as anything.
  var mayBeOfMirror: Bool { [.corrupt, .notARepository, .notFound, .other].contains(kind) }
}
