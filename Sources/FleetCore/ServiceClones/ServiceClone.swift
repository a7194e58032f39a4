import Changes
import Foundation
import Git
import Submodules
import Threads

/// Makes a working copy of a service with all its submodules, on branches and from the mirrors: what `fleet clone` runs.
///
/// Everything is asked and decided before anything is written, and the folder gets its name when it is whole.
public struct ServiceClone: Sendable {
  let setting: WorkingCopySetting
  private let pool: BlockingPool

  public init(_ setting: WorkingCopySetting) {
    self.setting = setting
    pool = BlockingPool(name: "clone", width: setting.width)
  }

  /// What was made.
  public struct Report: Sendable, Equatable {
    public struct Submodule: Sendable, Equatable {
      public let path: String
      public let library: String?
      public let url: String
      public let commit: ObjectID
      public let branch: String?
      public let behind: Int
    }

    public let service: String
    public let folder: String
    public let branch: String
    public let commit: ObjectID
    /// Sorted by path, those below a submodule behind it.
    public let submodules: [Submodule]
    public let notes: [String]
  }

  /// Clones a service into a folder, which must be empty or not be there.
  public func run(_ service: Service, into folder: String) async throws(GitError) -> Report {
    let operation = "clone \(service.name)"
    if let names = try? FileManager.default.contentsOfDirectory(atPath: folder), !names.isEmpty {
      throw GitError(operation: operation, kind: .exists, message: "\(folder) is there and isn't empty")
    }
    if FileManager.default.fileExists(atPath: folder), !isFolder(folder) {
      throw GitError(operation: operation, kind: .exists, message: "\(folder) is there and isn't a folder")
    }
    setting.observe(.began("fetching \(service.name) and its libraries"))
    let plan = try await plan(service)
    setting.observe(.began("writing \(folder)"))
    let parts = plan.topDown
    let writer = CloneWriter(setting: setting, plan: plan)
    try await pool.run { () throws(GitError) in try writer.write(to: folder) }
    return Report(
      service: service.name, folder: folder, branch: plan.branch ?? "", commit: plan.commit,
      submodules: parts.dropFirst().map {
        .init(
          path: $0.shownPath, library: $0.library, url: $0.url, commit: $0.commit, branch: $0.branch, behind: $0.behind)
      },
      notes: parts.filter { $0.branch == nil }.map {
        "\($0.shownPath): only tags lead to \($0.commit.short): no branch is checked out"
      })
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    // A link that leads to a folder is one for whoever typed it.
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  // MARK: What is to be made

  private func plan(_ service: Service) async throws(GitError) -> ClonePlan {
    let (mirror, network) = (setting.mirrors.mirror(of: service), setting.network)
    let (branch, tip) = try await pool.run { () throws(GitError) -> (String, ObjectID) in
      let state = try mirror.refresh(network)
      let repository = try Repository(openingBare: mirror.path)
      let tip = try repository.tip(ofBranch: service.branch)
      return (service.branch ?? state.defaultBranch ?? "main", tip)
    }
    return ClonePlan(
      path: TreePath(bytes: []), name: nil, library: nil, url: service.remote.description, mirror: mirror.path,
      commit: tip, branch: branch, behind: 0,
      children: try await children(of: tip, in: mirror.path, url: service.url, below: TreePath(bytes: []), depth: 0))
  }

  /// More submodules in each other than anybody has: a chain that leads back to itself ends here.
  private static let depthLimit = 20

  private func children(
    of commit: ObjectID, in mirror: String, url: String, below path: TreePath, depth: Int
  ) async throws(GitError) -> [ClonePlan] {
    guard depth < Self.depthLimit else {
      throw GitError(
        operation: "clone \(path)", kind: .unsupported,
        message: "more than \(Self.depthLimit) submodules are in each other"
      )
    }
    let recorded = try await pool.run { () throws(GitError) in
      let open = OpenMirror(try Repository(openingBare: mirror))
      return try RecordedPins.read(try open.repository.tree(of: commit), in: open)
    }
    let found = await boundedMap(recorded.pins, width: setting.width) { pin in
      do throws(GitError) {
        return Result<ClonePlan, GitError>.success(try await child(pin, url: url, below: path, depth: depth))
      } catch {
        return .failure(error)
      }
    }
    var children: [ClonePlan] = []
    for result in found { children.append(try result.get()) }
    return children
  }

  private func child(
    _ pin: Pin, url base: String, below path: TreePath, depth: Int
  ) async throws(GitError) -> ClonePlan {
    let place = path.bytes.isEmpty ? pin.path : TreePath(bytes: path.bytes + [UInt8(ascii: "/")] + pin.path.bytes)
    let operation = "clone the submodule \(place)"
    let url: String
    do throws(SubmoduleError) {
      guard let resolved = try pin.resolvedURL(against: base), pin.name?.string != nil else {
        throw SubmoduleError(operation: operation, message: ".gitmodules has no usable entry for it")
      }
      url = resolved
    } catch {
      throw GitError(operation: operation, kind: .unsupported, message: error.description)
    }
    let authority = try PinAuthority.find(url: url, libraries: setting.libraries, path: "\(place)")
    if authority.library == nil, authority.remote.transport == .file {
      // As git has it since CVE-2022-39253: whoever may push to a service could have any folder copied.
      throw GitError(
        operation: operation, kind: .unsupported,
        message: "its URL is a path of this machine, and fleet.yaml names no library there")
    }
    let mirror = setting.mirrors.mirror(of: authority.remote, engine: authority.engine)
    let network = setting.network
    let branch = try await pool.run { () throws(GitError) in
      _ = try mirror.refresh(network)
      let repository = try Repository(openingBare: mirror.path)
      return try Self.branch(of: pin.commit, in: repository, authority.remote, operation)
    }
    return ClonePlan(
      path: place, name: pin.name?.string, library: authority.library, url: RemoteURL.redacted(url),
      mirror: mirror.path, commit: pin.commit, branch: branch?.name, behind: branch?.behind ?? 0,
      children: try await children(of: pin.commit, in: mirror.path, url: url, below: place, depth: depth + 1))
  }

  private static func branch(
    of commit: ObjectID, in repository: borrowing Repository, _ remote: RemoteLocation, _ operation: String
  ) throws(GitError) -> (name: String, behind: Int)? {
    let history = try LibraryHistory(reading: repository, follow: nil, trustedRefs: [])
    guard case .trusted = try history.reach(of: commit, in: repository) else {
      throw GitError(
        operation: operation, kind: .notFound,
        message: "no branch and no tag of \(remote) leads to the pinned \(commit.short)")
    }
    return try BranchOfCommit.find(commit, in: repository)
  }
}
