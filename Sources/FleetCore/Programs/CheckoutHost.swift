import Changes
import Codemods
import Foundation
import Git

/// Runs the programs of a codemod's steps in a checkout of our own, which nothing but programs ever sees.
struct CheckoutHost: ProgramHost {
  let workshop: Workshop
  /// The tree that the steps' edits are made on.
  let base: ObjectID
  let astGrep: AstGrep

  private static let notApplicable = 100

  func run(_ request: ProgramRequest) throws -> ProgramResult {
    let repository = try Repository(openingBare: workshop.mirror)
    let before = try repository.writeTree(base: base, edits: try request.edits.map { try TreeEntryEdit($0) })
    let notes = try workshop.prepare(before)
    do {
      let status = try workshop.run(
        request.command, called: Workshop.shown(request.command) + (request.step.map { " of \($0)" } ?? ""),
        adding: request.environment.merging(["FLEET_FILES": try listFiles(request.files)]) { $1 },
        timeLimit: request.timeLimit, log: request.step.map(logName) ?? CommandChange.logName, heading: notes,
        accepting: [0, Self.notApplicable])
      guard status == 0 else {
        try workshop.prepare(before)
        return .notApplicable
      }
    } catch let failure as ProgramFailure {
      try workshop.prepare(base)
      throw failure
    }
    let after = try workshop.tree()
    let files = try repository.diff(from: before, to: after, patchLimit: 0).files
    return .changed(try files.map { try TreeEdit($0, in: repository) })
  }

  func search(_ search: StructuralSearch) throws -> StructuralSearch.Output {
    try astGrep.output(of: search)
  }

  /// Writes the list for `FLEET_FILES`, each path ended by NUL, beside the checkout and returns where it is.
  private func listFiles(_ paths: [TreePath]) throws -> String {
    let file = workshop.checkout.fileList
    try UnsyncedFile.write(paths.flatMap { $0.bytes + [0] }, to: file)
    return file
  }

  /// The step's name as a file can be called.
  private func logName(_ step: String) -> String {
    "run-" + step.replacing("/", with: "-")
  }
}
