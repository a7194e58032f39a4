import Changes
import Documents
import Edits
import Patterns

extension Condition {
  /// Whether the condition holds for the files as they are now.
  func holds<Base: Snapshot>(in tree: WorkingTree<Base>, _ scope: Scope) throws -> Bool {
    try failure(in: tree, scope, at: "") == nil
  }

  /// Returns why the condition doesn't hold: the part of it that is false, and what was found. Nil where it holds.
  ///
  /// `pointer` is where the condition stands in the codemod file.
  func failure<Base: Snapshot>(in tree: WorkingTree<Base>, _ scope: Scope, at pointer: String) throws -> String? {
    switch self {
    case .exists(let file):
      let name = file.filled(in: scope)
      // A slash at the end says that a folder is meant.
      let wantsFolder = name.hasSuffix("/")
      let path = try WorkingTree<Base>.safePath(wantsFolder ? String(name.dropLast()) : name)
      switch try tree.kind(at: path) {
      case .nothing: return "\(pointer)/exists: there is no \(path)"
      case let kind where wantsFolder && kind != .folder: return "\(pointer)/exists: \(path) is no folder"
      default: return nil
      }
    case .contains(let file, let pattern):
      return try containsFailure(file, pattern, in: tree, scope).map { "\(pointer)/contains: \($0)" }
    case .value(let file, let path, let comparison):
      return try valueFailure(file, path, comparison, in: tree, scope).map { "\(pointer)/value: \($0)" }
    case .dependency(let ecosystem, let name, let range):
      return try dependencyFailure(ecosystem, name, range, in: tree, scope).map { "\(pointer)/dependency: \($0)" }
    case .all(let parts):
      for (index, part) in parts.enumerated() {
        if let failure = try part.failure(in: tree, scope, at: "\(pointer)/all/\(index)") { return failure }
      }
      return nil
    case .any(let parts):
      for part in parts where try part.holds(in: tree, scope) { return nil }
      return "\(pointer)/any: none of the \(parts.count) conditions holds"
    case .not(let part):
      return try part.holds(in: tree, scope) ? "\(pointer)/not: the condition holds" : nil
    }
  }

  private func containsFailure<Base: Snapshot>(
    _ file: InterpolatedText, _ pattern: LateText<Pattern>, in tree: WorkingTree<Base>, _ scope: Scope
  ) throws -> String? {
    let path = try WorkingTree<Base>.safePath(file.filled(in: scope))
    guard let file = try tree.textFile(at: path) else { return "there is no text file \(path)" }
    let pattern = try pattern.value(in: scope)
    let isFound: Bool
    do throws(PatternFailure) { isFound = try pattern.isFound(in: file.bytes) } catch {
      throw Refusal(.limits, "\(quoted(pattern.text)): \(error.message)", in: path)
    }
    return isFound ? nil : "\(quoted(pattern.text)) isn't in \(path)"
  }

  private func valueFailure<Base: Snapshot>(
    _ file: InterpolatedText, _ path: [PathPiece], _ comparison: Comparison, in tree: WorkingTree<Base>,
    _ scope: Scope
  ) throws -> String? {
    let place = try WorkingTree<Base>.safePath(file.filled(in: scope))
    guard let file = try tree.textFile(at: place) else { return "there is no text file \(place)" }
    guard let format = FileFormat.detect(path: place.description) else {
      throw Refusal(.parse, "the file's name tells no format that \"value\" could read", in: place)
    }
    let steps = path.map { $0.filled(in: scope, for: format) }
    let values: [EditValue]
    do throws(EditRefusal) { values = try FileEditor.values(in: file.bytes, as: format, path: steps) } catch {
      throw Refusal(error, in: place, bytes: file.bytes)
    }
    guard let first = values.first else { return "there is no \(steps.shown) in \(place)" }
    if values.contains(where: { comparison.holds(for: $0, scope, format) }) { return nil }
    return "\(steps.shown) in \(place) is \(quoted(first.shown)), not \(comparison.words(scope, format))"
  }
}

extension Condition.Comparison {
  func holds(for value: EditValue, _ scope: Scope, _ format: FileFormat) -> Bool {
    switch self {
    case .equals(let wanted): return value.isSame(as: wanted.filled(in: scope, for: format), in: format)
    case .below(let bound):
      guard let number = numberText(value, format),
        let bound = numberText(bound.filled(in: scope, for: format), format)
      else {
        return false
      }
      return NumberOrder.isBelow(number, bound)
    case .above(let bound):
      guard let number = numberText(value, format),
        let bound = numberText(bound.filled(in: scope, for: format), format)
      else {
        return false
      }
      return NumberOrder.isBelow(bound, number)
    }
  }

  /// In formats without types a number is a text that looks like one.
  private func numberText(_ value: EditValue, _ format: FileFormat) -> String? {
    switch (value, format) {
    case (.number(let text), _): text
    case (.string(let text), .properties), (.string(let text), .ini), (.string(let text), .env),
      (.string(let text), .xml):
      Double(text) == nil ? nil : text
    default: nil
    }
  }

  func words(_ scope: Scope, _ format: FileFormat) -> String {
    switch self {
    case .equals(let value): quoted(value.filled(in: scope, for: format).shown)
    case .below(let bound): "below \(bound.filled(in: scope, for: format).shown)"
    case .above(let bound): "above \(bound.filled(in: scope, for: format).shown)"
    }
  }
}
