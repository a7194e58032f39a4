import Changes
import Foundation
import Git
import Submodules

/// A library that a new project pins, with the commit that its policy says.
struct ResolvedLibrary: Sendable {
  let name: String
  let remote: RemoteLocation
  /// Where it is in the project.
  let path: TreePath
  let target: FollowTarget
  private let mirror: Mirror

  /// Refreshes the library's mirror and follows the policy.
  init(_ library: Library, mirrors: MirrorStore, network: NetworkOptions) throws {
    name = library.name
    remote = library.remote
    path = TreePath(library.path ?? "libs/\(library.name)")
    mirror = mirrors.mirror(of: library.remote, engine: library.engine)
    guard let follow = library.follow else {
      throw StampError(
        .input, "the library \(library.name) has no policy, so that nobody can say which commit to pin",
        hint: "set follow in fleet.yaml, such as follow: {branch: main}")
    }
    _ = try mirror.refresh(network)
    do {
      target = try FollowTarget.find(
        follow, in: Repository(openingBare: mirror.path), trustedRefs: library.trustedRefs)
    } catch let error as SubmoduleError {
      throw StampError(.work, "the library \(library.name): \(error)")
    }
  }

  var pinned: StampedProject.PinnedLibrary {
    StampedProject.PinnedLibrary(
      name: name, path: path.description, commit: target.commit, reference: target.reference)
  }

  /// Makes the submodule's repository and files, as `git submodule update --init` would.
  func checkOut(in project: borrowing WorkingCopy, options: NetworkOptions) throws(GitError) {
    let folder = "\(project.path)/\(path)"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw GitError(operation: "make \(folder)", kind: .other, message: error.localizedDescription)
    }
    let copy = try WorkingCopy(
      creatingAt: folder, gitFolder: "\(project.gitFolder)/modules/\(path)", branch: "main")
    let repository = try Repository(openingBare: copy.gitFolder)
    _ = try repository.fetch(
      from: mirror.path, refspecs: ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"],
      options: options)
    try copy.setOrigin(remote.description)
    try copy.checkOut(target.commit)
    try project.configure([("submodule.\(path).url", remote.description), ("submodule.\(path).active", "true")])
  }
}
