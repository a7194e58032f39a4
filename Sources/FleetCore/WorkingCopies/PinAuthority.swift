import Git
import Submodules

/// The repository that a submodule's pin has to be reachable in, and from which of its branches and tags.
struct PinAuthority: Sendable, Hashable {
  /// The manifest's name of the library; nil where the manifest doesn't know it.
  let library: String?
  let remote: RemoteLocation
  let engine: RemoteEngine
  /// With `*` for any text, empty for all; nil for the remote's default branch and all tags.
  let trustedRefs: [String]?
  /// The manifest's policy.
  let follow: FollowPolicy?

  /// Returns who decides on the pins of a submodule.
  ///
  /// - Parameters:
  ///   - url: the resolved URL of its declaration.
  ///   - libraries: those of the manifest; empty without one.
  /// - Throws: where there is no URL that may be asked.
  static func find(url: String?, libraries: [Library], path: String) throws(GitError) -> PinAuthority {
    let operation = "look for the library of \(path)"
    guard let url else {
      throw GitError(
        operation: operation, kind: .unsupported, message: ".gitmodules has no usable entry for it with a URL")
    }
    let index = LibraryIndex(libraries.map { .init(name: $0.name, url: $0.url) })
    if let match = index.match(url: url, name: nil, path: ""), match.likeness != .nameOnly {
      let library = libraries[match.index]
      return PinAuthority(
        library: library.name, remote: library.remote, engine: library.engine, trustedRefs: library.trustedRefs,
        follow: library.follow)
    }
    do throws(RemoteLocationError) {
      return PinAuthority(
        library: nil, remote: try RemoteLocation(url, relativeTo: "/"), engine: .automatic, trustedRefs: nil,
        follow: nil)
    } catch {
      throw GitError(operation: operation, kind: .unsupported, message: "its URL \(error.message)")
    }
  }
}

/// What a library's remote had when it was asked last: its trusted branches and tags.
struct LibraryTrust: Sendable {
  let authority: PinAuthority
  let mirror: Mirror
  private let history: LibraryHistory
  private let trustedRefs: [String]
  /// The branches of the remote by name.
  let branches: [String: ObjectID]

  /// Asks the remote and brings the mirror up to date. Blocks.
  init(asking authority: PinAuthority, mirrors: MirrorStore, _ network: NetworkOptions) throws(GitError) {
    self.authority = authority
    mirror = mirrors.mirror(of: authority.remote, engine: authority.engine)
    let state = try mirror.refresh(network)
    let ofDefault = (state.defaultBranch.map { ["refs/heads/\($0)"] } ?? []) + ["refs/tags/*"]
    trustedRefs = authority.trustedRefs ?? ofDefault
    branches = state.branches
    history = try LibraryHistory(
      reading: Repository(openingBare: mirror.path), follow: nil, trustedRefs: trustedRefs)
  }

  /// Whether commits of a branch may be pinned. Of a repository without any branch nobody knows yet which will be the
  /// default one.
  func trusts(branch: String) -> Bool {
    if authority.trustedRefs == nil && branches.isEmpty { return true }
    return LibraryHistory.isTrusted("refs/heads/\(branch)", by: trustedRefs)
  }

  /// Returns from where a commit can be reached.
  func reach(of commit: ObjectID) throws(GitError) -> PinStanding.Reach {
    try history.reach(of: commit, in: Repository(openingBare: mirror.path))
  }

  /// Returns why a pin can't be delivered; nil where it can.
  func problem(of commit: ObjectID) throws(GitError) -> String? {
    switch try reach(of: commit) {
    case .trusted: nil
    case .onlyUnprotected(let reference):
      "only \(reference) of \(authority.remote) leads to \(commit.short), which isn't trusted"
    case .nothing: "no branch and no tag of \(authority.remote) leads to \(commit.short)"
    }
  }

  /// Which branches are trusted, in words.
  var words: String { trustedRefs.isEmpty ? "every branch and tag" : trustedRefs.joined(separator: ", ") }
}
