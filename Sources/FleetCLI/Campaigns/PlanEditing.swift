import FleetCore
import Foundation

/// A person's edit of what a plan changes: its patch in an editor, as `git add --patch` has it.
struct PlanEditing {
  private static let help = """
    # What is planned for %@, to be edited. To leave out an added line, delete it; to keep a deleted line, make its '-' a ' '.
    # Whole hunks and files may go. Lines that begin with # are removed. Without any line the plan stays as it was.

    """

  let editor: TextEditor
  let write: (String) -> Void
  /// Asks whether to go on editing.
  let asksAgain: (String) -> Bool

  /// Returns the plan as it was edited, or as it was where nothing came of it, which is said.
  func edited(_ plan: RepositoryPlan, by pipeline: Pipeline) async -> RepositoryPlan {
    let service = plan.result.service
    do {
      let patch = try await pipeline.editablePatch(of: plan)
      let file = try EditedFile(
        named: "\(service).diff", Array(Self.help.replacing("%@", with: service).utf8) + patch)
      defer { file.remove() }
      while true {
        try await editor.edit(file.path)
        let text = try file.read()
        guard text.split(separator: UInt8(ascii: "\n")).contains(where: { $0.first != UInt8(ascii: "#") }) else {
          write("Nothing is left of the patch: the plan of \(service) stays as it was.\n")
          return plan
        }
        do {
          return try await pipeline.plan(plan, editedTo: text)
        } catch let error as PlanEditError {
          write("The edited patch doesn't apply: \(error.message)\n")
          guard asksAgain("Edit it again?") else { return plan }
        }
      }
    } catch {
      let message = (error as? PlanEditError)?.message ?? (error as? CommandError)?.message ?? "\(error)"
      write("\(service): can't be edited: \(message)\n")
      return plan
    }
  }
}

/// A file for an editor, in a folder of its own that nobody else may look into.
private struct EditedFile {
  private let folder: URL
  var path: String { file.path(percentEncoded: false) }
  private let file: URL

  init(named name: String, _ bytes: [UInt8]) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("fleet-\(UUID().uuidString)")
    file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try Data(bytes).write(to: file)
  }

  func read() throws -> [UInt8] { Array(try Data(contentsOf: file)) }

  func remove() {
    // A folder for temporary files that can't be emptied is the system's to sweep.
    try? FileManager.default.removeItem(at: folder)
  }
}
