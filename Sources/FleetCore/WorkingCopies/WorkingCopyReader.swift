import Changes
import Foundation
import Git
import Submodules

/// Reads a working copy with all submodules below it that have been checked out; writes nothing.
public struct WorkingCopyReader: Sendable {
  let git: WorkingGit

  /// More submodules in each other than anybody has: a chain that leads back to itself ends here.
  private static let depthLimit = 20

  public init(git: WorkingGit) {
    self.git = git
  }

  /// Reads the working copy of a service.
  ///
  /// - Parameter url: the service's own URL, against which relative ones are resolved; else that of its remote.
  public func read(_ folder: String, url: String? = nil) throws(GitError) -> WorkingCopyNode {
    try read(folder, path: TreePath(bytes: []), link: nil, url: url, depth: 0)
  }

  private func read(
    _ folder: String, path: TreePath, link: WorkingCopyNode.Link?, url: String?, depth: Int
  ) throws(GitError) -> WorkingCopyNode {
    let git = git.at(folder)
    let folders = try git.gitFolders()
    let status = try git.status()
    let configuration = try git.configuration()
    let base = url ?? configuration.string("remote.origin.url").map { Self.located($0, in: folder) }
    let modules = Self.modules(in: folder)
    let changed = Dictionary(status.entries.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    var links: [WorkingCopyNode.Link] = []
    var children: [WorkingCopyNode] = []
    for gitlink in try git.gitlinks() {
      let place = TreePath(bytes: gitlink.path)
      let entry = changed[gitlink.path]
      let link = WorkingCopyNode.Link(
        path: place, recorded: gitlink.commit,
        committed: entry.map { $0.isStaged ? $0.committed : gitlink.commit } ?? gitlink.commit,
        entry: modules.entry(at: place))
      links.append(link)
      let child = "\(folder)/\(place)"
      guard depth < Self.depthLimit, place.isSafe, Self.isWorkingCopy(child) else { continue }
      children.append(
        try read(
          child, path: TreePath(bytes: path.bytes + (path.bytes.isEmpty ? [] : [UInt8(ascii: "/")]) + place.bytes),
          link: link, url: Self.url(of: link, base: base), depth: depth + 1))
    }
    return WorkingCopyNode(
      path: path, folder: folder, gitFolder: folders.own, commonFolder: folders.common, link: link, url: base,
      status: status, configuration: configuration,
      operationUnderWay: WorkingGit.operationUnderWay(in: folders.own),
      isIndexLocked: WorkingGit.isIndexLocked(in: folders.own), links: links, children: children)
  }

  /// The folder of a submodule that was never checked out is empty: git there would find the service's own.
  private static func isWorkingCopy(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder)/.git")
  }

  /// The declarations as they are on disk, which is where git reads them; none where it isn't a file.
  private static func modules(in folder: String) -> GitModules {
    let file = "\(folder)/\(GitModules.path)"
    let type = (try? FileManager.default.attributesOfItem(atPath: file))?[.type] as? FileAttributeType
    guard type == .typeRegular, let data = FileManager.default.contents(atPath: file) else {
      return GitModules(reading: [])
    }
    return GitModules(reading: Array(data))
  }

  /// The URL that a declaration leads to; nil where there is none, or one that is refused.
  static func url(of link: WorkingCopyNode.Link, base: String?) -> String? {
    guard let declared = link.entry?.url?.string else { return nil }
    return try? SubmoduleURL.resolve(declared, against: base ?? "")
  }
}

extension WorkingCopyReader {
  /// Returns the folder of the service whose working copy `folder` is in, also from inside of a submodule.
  ///
  /// - Parameter services: those of the manifest: the outermost working copy of one of them counts, else the outermost.
  public func serviceFolder(from folder: String, services: [Service] = []) throws(GitError) -> String {
    var folders = [try git.at(folder).top()]
    while let above = try git.at(folders[folders.count - 1]).superproject(), folders.count < Self.depthLimit {
      folders.append(above)
    }
    for candidate in folders.reversed() where try service(at: candidate, among: services) != nil { return candidate }
    return folders[folders.count - 1]
  }

  /// Returns a remote's URL, with a relative path made absolute: git takes it from the folder with the files.
  static func located(_ url: String, in folder: String) -> String {
    !url.contains(":") && !url.hasPrefix("/") ? joinedPath(folder, url) : url
  }

  /// Returns the manifest's service whose working copy is in a folder, by the URL of its remote.
  public func service(at folder: String, among services: [Service]) throws(GitError) -> Service? {
    guard !services.isEmpty, let url = try git.at(folder).configuration().string("remote.origin.url") else {
      return nil
    }
    // What can't be identified is no service of the manifest.
    guard let identity = try? RemoteIdentity(parsing: Self.located(url, in: folder)) else { return nil }
    return services.first { (try? RemoteIdentity(parsing: $0.url)) == identity }
  }
}
