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

  /// The same with another tree.
  func with(_ tree: ObjectID) -> EditedRepository {
    EditedRepository(defaultBranch: defaultBranch, base: base, baseTree: baseTree, tree: tree, paths: paths)
  }
}

/// A repository's way ends at its planning: there is nothing to do, or nothing that can be done.
struct PlanningEnd: Error {
  let result: RepositoryResult
}

extension TreeEdit {
  /// The path of a file that the edit writes; nil for a deletion or a pin.
  var writtenPath: TreePath? {
    if case .write = action { path } else { nil }
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
