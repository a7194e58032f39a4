import Changes
import Git

/// What a change's edits made of one repository, before formatters and the branch were looked at.
struct EditedRepository: Sendable {
  let defaultBranch: String
  let base: ObjectID
  let baseTree: ObjectID
  /// The base with the edits.
  let tree: ObjectID
  /// The files that the edits write.
  let paths: [TreePath]
  /// What the report adds: what formatters touched beyond the edits.
  var note: String?
  /// What clashes, where there are conflict markers in the tree.
  var conflict: ChangeConflict?

  /// The same as formatters left it.
  func formatted(_ result: Formatting.Result) -> EditedRepository {
    EditedRepository(
      defaultBranch: defaultBranch, base: base, baseTree: baseTree, tree: result.tree, paths: paths, note: result.note,
      conflict: conflict)
  }
}

/// A repository's way ends at its planning: there is nothing to do, or nothing that can be done.
struct PlanningEnd: Error {
  var result: RepositoryResult
  /// Whether it would go on if programs could run.
  var needsPrograms = false
}

extension TreeEdit {
  /// The path of a file that the edit writes; nil for a deletion or a pin.
  var writtenPath: TreePath? {
    if case .write = action { path } else { nil }
  }
}

extension TreeEdit {
  /// Makes the edit that a difference between two trees is.
  init(_ file: FilePatch, in repository: borrowing Repository) throws(GitError) {
    let path = TreePath(bytes: file.pathBytes)
    guard file.status != .deleted else {
      self.init(path: path, action: .delete)
      return
    }
    guard let mode = FileMode(rawValue: file.newMode), mode != .submodule else {
      self.init(path: path, action: .pin(commit: file.newID.hex))
      return
    }
    self.init(path: path, action: .write(try repository.blob(file.newID), mode: mode))
  }
}

extension TreeDiff {
  /// Whether the edits, each of which changes something, lead from the old tree to the new one.
  func isMade(by edits: [TreeEntryEdit]) -> Bool {
    guard files.count == edits.count else { return false }
    let edits = Dictionary(edits.map { ($0.pathBytes, $0.action) }, uniquingKeysWith: { first, _ in first })
    return files.allSatisfy { file in
      switch edits[file.pathBytes] {
      case .write(let bytes, let mode): file.newMode == mode && file.newID == ObjectID(hashingBlob: bytes)
      case .use(let id, let mode): file.newMode == mode && file.newID == id
      case .pin(let commit): file.newID == commit
      case .delete: file.status == .deleted
      case nil: false
      }
    }
  }
}

extension Refusal {
  /// The place, if there is one, and the reason.
  var fullMessage: String { place.map { "\($0): \(message)" } ?? message }
}

extension ChangeSize {
  init(_ diff: TreeDiff) {
    self.init(
      fileCount: diff.files.count, addedLineCount: diff.addedLineCount, deletedLineCount: diff.deletedLineCount)
  }
}
