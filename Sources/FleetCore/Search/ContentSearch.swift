import Git
import Patterns

/// Looks whether a pattern is in files, at equal contents once.
final class ContentSearch: Sendable {
  private let pattern: Pattern
  private let cache = BlobCache<Bool>(costLimit: 32 << 20, cost: { _ in 0 })

  init(_ pattern: Pattern) {
    self.pattern = pattern
  }

  /// Whether the pattern is in a text file; a binary file holds no text.
  func isFound(in file: TreeEntryRecord, of snapshot: MirrorSnapshot) throws(GitError) -> Bool {
    try cache.value(for: file.id) { () throws(GitError) in
      let bytes = try snapshot.repository.blob(file.id)
      guard !bytes.isBinary else { return false }
      do throws(PatternFailure) {
        return try pattern.isFound(in: bytes)
      } catch {
        let path = String(decoding: file.pathBytes, as: UTF8.self)
        throw GitError(operation: "search \(path)", kind: .unsupported, message: error.message)
      }
    }
  }
}

extension [UInt8] {
  /// Whether git takes the content for binary: there is a zero byte near its beginning (`buffer_is_binary`).
  var isBinary: Bool { prefix(8000).contains(0) }
}
