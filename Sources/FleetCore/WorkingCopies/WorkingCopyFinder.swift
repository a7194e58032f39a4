import Foundation
import Git

/// The working copies of services that a status or a sync is about, by the services' names.
public struct WorkingCopyFinder: Sendable {
  let git: WorkingGit
  let services: [Service]

  public init(git: WorkingGit, services: [Service]) {
    self.git = git
    self.services = services
  }

  /// Returns the service whose working copy a folder is in, with that; nil where it is in none.
  public func around(_ folder: String) throws(GitError) -> (service: Service, copy: WorkingCopyNode)? {
    let reader = WorkingCopyReader(git: git)
    do throws(GitError) {
      guard try git.at(folder).run(["rev-parse", "--show-toplevel"], onlyReads: true).isSuccess else { return nil }
    } catch  where error.kind == .unreachable {
      // Without a git program nobody has a working copy.
      return nil
    }
    let top = try reader.serviceFolder(from: folder, services: services)
    guard let service = try reader.service(at: top, among: services) else { return nil }
    return (service, try reader.read(top, url: service.url))
  }

  /// Returns the working copies of services in a folder of working copies; what is none is left out. Of two working copies of
  /// one service the first by name counts.
  public func below(_ folder: String) throws(GitError) -> [String: WorkingCopyNode] {
    let reader = WorkingCopyReader(git: git)
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw GitError(operation: "read \(folder)", kind: .notFound, message: error.localizedDescription)
    }
    var found: [String: WorkingCopyNode] = [:]
    for name in names where FileManager.default.fileExists(atPath: "\(folder)/\(name)/.git") {
      let path = "\(folder)/\(name)"
      guard let service = try reader.service(at: path, among: services), found[service.name] == nil else { continue }
      found[service.name] = try reader.read(path, url: service.url)
    }
    return found
  }
}
