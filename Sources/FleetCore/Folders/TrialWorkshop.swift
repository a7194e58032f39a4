import Changes
import Foundation
import Git

/// A plain folder's files in a throw-away repository with a checkout, so that programs can be tried without touching
/// the folder.
///
/// It lives in the folder for temporary files, until `remove`.
struct TrialWorkshop {
  let workshop: Workshop
  /// The tree with the folder's files.
  let tree: ObjectID
  private let root: URL

  /// - Parameter name: the folder's own name, which programs take for the repository's.
  init(of folder: FolderSnapshot, called name: String, campaign: String, _ effects: FolderTrial.Effects) throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("fleet-\(UUID().uuidString)")
    let base = root.path(percentEncoded: false)
    let repository = try Repository(creatingBare: base + "/files.git")
    var edits: [TreeEntryEdit] = []
    try folder.walk(descends: { _ in true }) { entry in
      let bytes = try folder.content(of: entry)
      edits.append(TreeEntryEdit(pathBytes: entry.path.bytes, action: .write(bytes, mode: entry.mode.rawValue)))
    }
    tree = try repository.writeTree(base: nil, edits: edits)
    let author = Signature(name: "fleet", email: "fleet@localhost", seconds: 0, offsetMinutes: 0)
    let head = try repository.writeCommit(
      tree: tree, parents: [], author: author, committer: author, message: "The files of \(name)\n")
    let checkout = Checkout(in: base + "/checkout")
    try FileManager.default.createDirectory(atPath: checkout.base, withIntermediateDirectories: true)
    workshop = Workshop(
      checkout: checkout, mirror: base + "/files.git", head: head,
      environment: effects.environment.variables(service: name, folder: checkout.folder, campaign: campaign),
      logs: effects.logs, cancellation: effects.cancellation, sandbox: { nil }, fill: { _ in [] })
  }

  func remove() {
    // A folder for temporary files that can't be emptied is the system's to sweep.
    try? FileManager.default.removeItem(at: root)
  }
}
