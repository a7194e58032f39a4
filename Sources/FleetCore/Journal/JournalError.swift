import GRDB

/// Why the journal can't be used: what was being done, and the cause.
public struct JournalError: Error, Sendable, Equatable {
  /// The cause, as far as a caller may act on it.
  public enum Kind: Sendable, Equatable {
    /// A newer version of this program wrote it.
    case newer
    /// It can't be opened, read or written.
    case unusable
    /// Its bytes aren't those of a journal.
    case damaged
    /// A name that was given fits nothing in it, or more than one thing.
    case notFound
  }

  public let kind: Kind
  /// One line: lower case, no final period.
  public let message: String
  /// Something that can be typed, if there is such a thing.
  public let hint: String?

  public init(kind: Kind, message: String, hint: String? = nil) {
    self.kind = kind
    self.message = message
    self.hint = hint
  }

  /// Puts what SQLite said into words.
  init(_ error: any Error, at path: String, doing operation: String) {
    if let error = error as? JournalError {
      self = error
      return
    }
    let cause = (error as? DatabaseError)?.message ?? "\(error)"
    let code = (error as? DatabaseError)?.resultCode
    let isDamaged = code == .SQLITE_CORRUPT || code == .SQLITE_NOTADB
    self.init(
      kind: isDamaged ? .damaged : .unusable, message: "\(operation) the journal \(path): \(cause)",
      hint: code == .SQLITE_FULL ? "make room on that disk" : nil)
  }
}
