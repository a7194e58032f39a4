import Changes
import Codemods
import Foundation
import Git

/// A change tried on a plain folder, without git: what `fleet codemod try` runs.
public struct FolderTrial: Sendable {
  /// What a trial has to do with the world besides the folder.
  public struct Effects: Sendable {
    let environment: ProgramEnvironment
    /// The folder for the logs of programs.
    let logs: String
    /// The limit of one formatter.
    let timeLimit: Duration
    let cancellation: Cancellation

    public init(environment: ProgramEnvironment, logs: String, timeLimit: Duration, cancellation: Cancellation) {
      self.environment = environment
      self.logs = logs
      self.timeLimit = timeLimit
      self.cancellation = cancellation
    }
  }

  private let folder: String
  private let effects: Effects
  /// What a change may know of the folder: its name.
  public var facts: ServiceFacts { ServiceFacts(name: name) }

  private var name: String { URL(fileURLWithPath: folder).lastPathComponent }

  /// - Parameter folder: an absolute path.
  public init(folder: String, effects: Effects) {
    self.folder = folder
    self.effects = effects
  }

  /// Plans the change and, unless only the diff is wanted, makes its edits: all of them or none.
  ///
  /// Programs work in a copy of the folder. Blocks as long as they run.
  ///
  /// - Parameters:
  ///   - formatters: programs for the changed files, each a list of arguments.
  ///   - isStrict: whether formatters that touch what the edits didn't are refused.
  /// - Returns: the result with the folder's name as the service, and a unified diff where it is wanted.
  public func run(
    _ change: some ProgrammedChange, called campaign: String, formatters: [[String]] = [], isStrict: Bool = false,
    wantsDiffOnly: Bool
  ) throws -> RepositoryResult {
    let snapshot = FolderSnapshot(folder: folder)
    var trial: TrialWorkshop?
    defer { trial?.remove() }
    do {
      if change.needsPrograms {
        trial = try TrialWorkshop(of: snapshot, called: name, campaign: campaign, effects)
      }
      let plan =
        try trial.map { try change.plan(snapshot, for: facts, programs: host(in: $0)) }
        ?? change.plan(snapshot, for: facts)
      guard case .edits(var edits) = plan else { return RepositoryResult(service: name, plan) }
      var note: String?
      if !formatters.isEmpty, edits.contains(where: { $0.writtenPath != nil }) {
        let place = try trial ?? TrialWorkshop(of: snapshot, called: name, campaign: campaign, effects)
        trial = place
        let formatting = Formatting(formatters: formatters, isStrict: isStrict, timeLimit: effects.timeLimit)
        (edits, note) = try formatted(edits, by: formatting, in: place)
      }
      return try carriedOut(edits, note: note, wantsDiffOnly: wantsDiffOnly)
    } catch let refusal as Refusal {
      return RepositoryResult(service: name, .refused(refusal))
    } catch let failure as ProgramFailure {
      return RepositoryResult(service: name, failure: failure)
    }
  }

  private func host(in trial: TrialWorkshop) -> CheckoutHost {
    CheckoutHost(
      workshop: trial.workshop, base: trial.tree,
      astGrep: AstGrep(environment: effects.environment, cancellation: effects.cancellation))
  }

  /// Returns what formatters leave, as edits of the folder.
  private func formatted(
    _ edits: [TreeEdit], by formatting: Formatting, in trial: TrialWorkshop
  ) throws -> (edits: [TreeEdit], note: String?) {
    let repository = try Repository(openingBare: trial.workshop.mirror)
    let edited = try repository.writeTree(base: trial.tree, edits: try edits.map { try TreeEntryEdit($0) })
    let result = try formatting.run(
      in: trial.workshop, base: trial.tree, edited: edited, paths: edits.compactMap(\.writtenPath))
    let files = try repository.diff(from: trial.tree, to: result.tree, patchLimit: 0).files
    return (try files.map { try TreeEdit($0, in: repository) }, result.note)
  }

  private func carriedOut(_ edits: [TreeEdit], note: String?, wantsDiffOnly: Bool) throws -> RepositoryResult {
    let diff = try difference(edits)
    try checkIgnored(edits)
    if !wantsDiffOnly { try FolderWriter(folder: folder).write(edits) }
    var result = RepositoryResult(service: name, outcome: edits.isEmpty ? .unchanged : .changed, message: note)
    result.size = ChangeSize(diff)
    result.diff = wantsDiffOnly ? String(decoding: diff.patch, as: UTF8.self) : nil
    return result
  }

  /// Refuses to write over a file that the change couldn't see, since git ignores it.
  private func checkIgnored(_ edits: [TreeEdit]) throws {
    let (snapshot, files) = (FolderSnapshot(folder: folder), PlainFolder(folder))
    for edit in edits where files.kind(of: edit.path.bytes) != nil {
      guard try snapshot.entry(at: edit.path) == nil else { continue }
      throw Refusal(
        kind: "exists", message: "it is there already, and git ignores it", place: Refusal.Place(path: edit.path))
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
