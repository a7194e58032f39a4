import Changes
import Documents
import Edits

/// `set`, `delete`, `rename` and `append`: edits of one value in files that have a lossless editor.
struct ValueEdit: Operation {
  enum Action: Sendable {
    case set(ValueTemplate)
    case delete
    case rename(InterpolatedText)
    case append(ValueTemplate)
  }

  let files: FileSelection
  /// Nil where each file's name tells.
  let format: FileFormat?
  let path: [PathPiece]
  let action: Action
  let missing: EditRequest.Missing
  let documents: EditRequest.Documents
  let alias: EditRequest.AliasPolicy
  let matches: MatchCount

  func selections(in scope: Scope) throws -> [FileSelection.Filled] {
    [try files.filled(in: scope)]
  }

  func apply<Base: Snapshot>(to tree: inout WorkingTree<Base>, _ context: StepContext) throws -> StepOutcome {
    let selection = try files.filled(in: context.scope)
    var count = 0
    var unmatched: [TreePath] = []
    for path in tree.files(in: selection, onlyChanged: context.needsOnlyChangedFiles) {
      guard let file = try tree.textFile(at: path) else { continue }
      let result = try edit(file.bytes, at: path, missing: missing == .create ? .create : .skip, context)
      count += result.matchCount
      if result.matchCount == 0 { unmatched.append(path) }
      if !result.splices.isEmpty {
        try tree.write(.init(bytes: applying(result.splices, to: file.bytes), mode: file.mode), at: path)
      }
    }
    if context.hasGuards, !matches.allows(count) {
      throw try refusal(count: count, unmatched: unmatched, selection, tree, context)
    }
    return .done(placeCount: count)
  }

  private func edit(
    _ bytes: [UInt8], at path: TreePath, missing: EditRequest.Missing, _ context: StepContext
  ) throws -> EditResult {
    guard let format = format ?? FileFormat.detect(path: path.description) else {
      throw Refusal(.parse, "the file's name tells no format; say which with \"format\"", in: path)
    }
    do throws(EditRefusal) {
      return try FileEditor.edit(bytes, as: format, request(for: format, missing, context.scope))
    } catch {
      throw Refusal(error, in: path, bytes: bytes)
    }
  }

  private func request(for format: FileFormat, _ missing: EditRequest.Missing, _ scope: Scope) -> EditRequest {
    let operation: EditRequest.Operation =
      switch action {
      case .set(let value): .set(value.filled(in: scope, for: format), missing: missing)
      case .delete: .delete(missing: missing)
      case .rename(let to): .rename(to: to.filled(in: scope), missing: missing)
      case .append(let value): .append(value.filled(in: scope, for: format), missing: missing)
      }
    return EditRequest(
      path: path.map { $0.filled(in: scope, for: format) }, operation: operation, alias: alias, documents: documents)
  }

  private func refusal<Base: Snapshot>(
    count: Int, unmatched: [TreePath], _ selection: FileSelection.Filled, _ tree: WorkingTree<Base>,
    _ context: StepContext
  ) throws -> Refusal {
    let shown = path.map { $0.filled(in: context.scope, for: .json) }.shown
    if count > 0 {
      return Refusal(.count, "\(quoted(shown)) is there \(timesInWords(count)), and it must be \(matches.words)")
    }
    guard let first = unmatched.first else {
      return Refusal(.noMatch, "no file matches \(selection.shown)")
    }
    // The editor knows best where the path ends.
    if unmatched.count == 1, let file = try tree.textFile(at: first) {
      do { _ = try edit(file.bytes, at: first, missing: .fail, context) } catch let refusal as Refusal {
        return refusal
      }
    }
    return Refusal(
      .noMatch, "\(quoted(shown)) is in no file that matches \(selection.shown) (looked at \(unmatched.count))")
  }
}

/// A count of places for a sentence: `once`, `twice`, `3 times`.
func timesInWords(_ count: Int) -> String {
  switch count {
  case 1: "once"
  case 2: "twice"
  default: "\(count) times"
  }
}
