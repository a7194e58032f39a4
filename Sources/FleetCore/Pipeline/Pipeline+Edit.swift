import Changes
import Git

extension Pipeline {
  /// Returns what a plan changes as a patch that a person can edit, in git's form; binary files and links aren't in it.
  ///
  /// - Throws: `PlanEditError` where there is nothing to edit.
  public func editablePatch(of plan: RepositoryPlan) async throws -> [UInt8] {
    guard case .ready(let planned) = plan, !planned.isDeletion else {
      throw PlanEditError(message: "a branch that is to be deleted has no content to edit")
    }
    let mirror = mirrors.mirror(of: planned.service).path
    let diff = try await processing.run { () throws(GitError) in
      try Repository(openingBare: mirror).diff(from: planned.baseTree, to: planned.tree)
    }
    let patch = diff.files.filter(\.isEditable).flatMap { $0.patch ?? [] }
    guard !patch.isEmpty else { throw PlanEditError(message: "no text file is changed that could be edited") }
    return patch
  }

  /// Returns the plan with the edited patch in the place of the one that `editablePatch` gave; what that left out stays.
  ///
  /// - Throws: `PlanEditError` where the patch can't be read, doesn't fit, or isn't safe.
  public func plan(_ plan: RepositoryPlan, editedTo patch: [UInt8]) async throws -> RepositoryPlan {
    guard case .ready(let planned) = plan else { return plan }
    let recounted: [UInt8]
    do throws(EditedPatch.Problem) {
      recounted = try EditedPatch.recounted(patch)
    } catch {
      throw PlanEditError(message: "line \(error.line): \(error.message)")
    }
    let mirror = mirrors.mirror(of: planned.service).path
    do throws(GitError) {
      return try await processing.run { () throws(GitError) in
        .ready(try planned.edited(by: recounted, in: OpenMirror(Repository(openingBare: mirror))))
      }
    } catch {
      throw PlanEditError(message: error.message)
    }
  }
}

/// Why a plan can't be edited so.
public struct PlanEditError: Error, Sendable, Equatable {
  /// One line.
  public let message: String
}

extension PlannedRepository {
  /// The same with another tree: the base's text files with the patch, and all else as it was planned.
  fileprivate func edited(
    by patch: [UInt8], in open: OpenMirror
  ) throws(GitError) -> PlannedRepository {
    let undone = try open.repository.diff(from: tree, to: baseTree).files.filter(\.isEditable)
    var start = tree
    if !undone.isEmpty {
      let edits = try undone.map { (file) throws(GitError) in
        try TreeEntryEdit(TreeEdit(file, in: open.repository))
      }
      start = try open.repository.writeTree(base: tree, edits: edits)
    }
    let tree = patch.isEmpty ? start : try open.repository.applyPatch(patch, to: start)
    let diff = try open.repository.diff(from: baseTree, to: tree)
    if let file = diff.files.first(where: { !TreePath(bytes: $0.pathBytes).isSafe }) {
      throw GitError(
        operation: "edit", kind: .refused,
        message: "\(TreePath(bytes: file.pathBytes)) leads out of the repository")
    }
    var carried: [CarriedCommit] = []
    switch try open.repository.carry(self.carried.map(\.original), onto: tree) {
    case .success(let commits): carried = commits
    case .failure(let conflict): throw GitError(operation: "edit", kind: .refused, message: conflict.reason)
    }
    return PlannedRepository(
      service: service, defaultBranch: defaultBranch, base: base, baseTree: baseTree, tree: tree, branch: branch,
      replaced: replaced, carried: carried, isEdited: true, size: ChangeSize(diff),
      movedPins: try MovedPins(diff, from: baseTree, to: tree, carried: carried, in: open),
      diff: String(decoding: diff.patch, as: UTF8.self), note: note, gitReason: gitReason,
      remarks: remarks.filter { $0 != Self.editRemark } + [Self.editRemark], stages: stages)
  }

  private static let editRemark = "edited in the review"
}

extension FilePatch {
  /// Whether a person can edit it as text: a file with a patch, or one without content.
  fileprivate var isEditable: Bool {
    let isFile = [oldMode, newMode].allSatisfy {
      [0, FileMode.file.rawValue, FileMode.executable.rawValue].contains($0)
    }
    return isFile && !isBinary && patch != nil
  }
}
