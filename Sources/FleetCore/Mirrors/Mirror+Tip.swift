import Foundation
import Git

extension Mirror {
  /// Opens what the mirror has at the tip of a service's default branch, without asking the remote.
  func tip(of service: Service) throws(GitError) -> MirrorSnapshot {
    guard FileManager.default.fileExists(atPath: path) else {
      throw GitError(operation: "", kind: .notFound, message: "it has no mirror yet", hint: "fleet repos sync")
    }
    let repository = try Repository(openingBare: path)
    let head =
      if let branch = service.branch { "refs/heads/\(branch)" } else { try repository.symbolicTarget(of: "HEAD") }
    guard let head, let id = try repository.reference(head) else {
      let message =
        if try repository.references(prefix: "refs/heads/").isEmpty {
          "the repository is empty: it has no branch"
        } else if let branch = service.branch {
          "the repository has no branch \(branch)"
        } else {
          "the repository's HEAD names no branch that it has"
        }
      throw GitError(operation: "", kind: .notFound, message: message)
    }
    let tree = try repository.tree(of: id)
    return MirrorSnapshot(repository, tree: tree)
  }
}

extension MirrorSnapshot {
  /// Calls `visit` for every file with content of its own until it returns false; links and submodules are left out.
  ///
  /// - Parameter descends: asked for every folder with its path; a folder that it refuses isn't read.
  func files(
    descends: ([UInt8]) -> Bool = { _ in true }, visit: (TreeEntryRecord) throws(GitError) -> Bool
  ) throws(GitError) {
    struct Enough: Error {}
    do {
      try repository.walk(tree, descends: descends) { record in
        guard record.mode == 0o100644 || record.mode == 0o100755 else { return }
        if try !visit(record) { throw Enough() }
      }
    } catch let error as GitError {
      throw error
    } catch is Enough {
      return
    } catch {
      throw GitError(operation: "read the files of \(repository.path)", kind: .other, message: "\(error)")
    }
  }
}
