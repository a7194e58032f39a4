import Changes
import Foundation
import Git

/// A change tried on a plain folder, without git: what `fleet codemod try` runs.
public struct FolderTrial {
  private let folder: String

  /// - Parameter folder: an absolute path.
  public init(folder: String) {
    self.folder = folder
  }

  /// Plans the change and, unless only the diff is wanted, makes its edits: all of them or none.
  ///
  /// - Returns: the result with the folder's name as the service, and a unified diff where it is wanted.
  public func run(_ change: some Change, wantsDiffOnly: Bool) throws -> RepositoryResult {
    let name = URL(fileURLWithPath: folder).lastPathComponent
    switch try change.plan(FolderSnapshot(folder: folder), for: ServiceFacts(name: name)) {
    case .unchanged:
      return RepositoryResult(service: name, outcome: .unchanged)
    case .notApplicable(let reason):
      return RepositoryResult(service: name, outcome: .notApplicable, message: reason)
    case .refused(let refusal):
      return RepositoryResult(service: name, outcome: .refused(kind: refusal.kind), message: refusal.fullMessage)
    case .edits(let edits):
      let diff = try difference(edits)
      if !wantsDiffOnly { try FolderWriter(folder: folder).write(edits) }
      var result = RepositoryResult(service: name, outcome: .changed)
      result.size = ChangeSize(diff)
      result.diff = wantsDiffOnly ? String(decoding: diff.patch, as: UTF8.self) : nil
      return result
    }
  }

  /// Compares the edited files before and after.
  private func difference(_ edits: [TreeEdit]) throws -> TreeDiff {
    let snapshot = FolderSnapshot(folder: folder)
    let old = try edits.compactMap { edit -> TreeEdit? in
      guard let entry = try snapshot.entry(at: edit.path) else { return nil }
      return TreeEdit(path: edit.path, action: .write(try snapshot.content(of: entry), mode: entry.mode))
    }
    return try FileComparison.diff(of: old, edits: edits)
  }
}
