import Changes
import Edits

/// Why a codemod can be refused for a repository.
public enum RefusalKind: String, Sendable, CaseIterable {
  /// A step found nothing to change.
  case noMatch = "no-match"
  /// A step found more or less than its `matches` allows.
  case count
  /// There are two readings, such as a key that is there twice.
  case ambiguous
  /// A file can't be read as its format.
  case parse
  /// A value or a file is of another kind than the step needs.
  case type
  /// An alias of YAML is in the way.
  case alias
  /// A file or a key is there already.
  case exists
  /// A path leads out of the repository, into `.git`, a submodule or through a link.
  case outside
  /// The file's encoding can't hold the value.
  case encoding
  /// A requirement is pinned with `--hash`.
  case hashes
  /// An image is pinned by digest.
  case digest
  /// A second application would change something again.
  case notIdempotent = "not-idempotent"
  /// A step needs a program, and there is none to run it.
  case script
  /// More would change than `limits` allows, or a search took too long.
  case limits
  /// An edit would have changed more than it should.
  case verification
}

extension Refusal {
  init(
    _ kind: RefusalKind, _ message: String, in path: TreePath? = nil, line: Int? = nil, column: Int? = nil,
    step: String? = nil
  ) {
    self.init(
      kind: kind.rawValue, message: message,
      place: path.map { Place(path: $0, line: line, column: column) }, step: step)
  }

  /// Makes a refusal of what an editor refused.
  init(_ refusal: EditRefusal, in path: TreePath, bytes: [UInt8]) {
    let place = refusal.offset.map { TextPlace(offset: $0, in: bytes) }
    self.init(
      kind: refusal.kind.rawValue, message: refusal.message,
      place: Place(path: path, line: place?.line, column: place?.column))
  }

  /// Returns the refusal with the step that it happened in, unless a step is named already.
  func inStep(_ step: String) -> Refusal {
    Refusal(kind: kind, message: message, place: place, step: self.step ?? step)
  }
}

/// A byte offset as people count: lines and characters from 1.
struct TextPlace: Equatable {
  let line: Int
  let column: Int

  init(offset: Int, in bytes: [UInt8]) {
    let before = bytes.prefix(offset)
    line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    column = String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1
  }
}
