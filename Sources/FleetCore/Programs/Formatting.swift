import Changes
import Git

/// The formatters of a change: programs that run on the files that its edits wrote.
struct Formatting {
  /// Each a list of arguments, to which the files' paths are added.
  let formatters: [[String]]
  /// Whether a formatter that touches what the edits didn't is refused instead of reported.
  let isStrict: Bool
  let timeLimit: Duration

  struct Result {
    let tree: ObjectID
    /// What the formatters did beyond the edits, for the report.
    let note: String?
  }

  /// Runs the formatters in a checkout of `edited` and returns the tree that they leave.
  ///
  /// - Parameters:
  ///   - base: the tree without the edits.
  ///   - edited: the tree with them.
  ///   - paths: the files that the edits wrote.
  /// - Throws: a `ProgramFailure` where a formatter fails, a `Refusal` where it touches too much.
  func run(in workshop: Workshop, base: ObjectID, edited: ObjectID, paths: [TreePath]) throws -> Result {
    try workshop.prepare(edited)
    for (number, formatter) in formatters.enumerated() {
      _ = try workshop.run(
        formatter + paths.map(argument), called: "the formatter \(Workshop.shown(formatter))", adding: [:],
        timeLimit: timeLimit, log: "format-\(number)")
    }
    let tree = try workshop.tree()
    let repository = try Repository(openingBare: workshop.mirror)
    let edits = try repository.diff(from: base, to: edited, contextLineCount: 0)
    let formatting = try repository.diff(from: edited, to: tree, contextLineCount: 0)
    guard let note = FormattingReport(edits: edits, formatting: formatting).words else {
      return Result(tree: tree, note: nil)
    }
    if isStrict { throw Refusal(kind: "script", message: note) }
    return Result(tree: tree, note: note)
  }

  /// The path as no program takes it for an option.
  private func argument(_ path: TreePath) -> String {
    path.bytes.first == UInt8(ascii: "-") ? "./\(path)" : path.description
  }
}
