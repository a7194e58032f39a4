import Documents
import Git
import Submodules
import Templates

/// Why a project wasn't stamped; nothing of it is left.
public struct StampError: Error, Sendable {
  public enum Kind: Sendable, Equatable {
    /// What was asked for, or the template, is wrong: nothing was begun.
    case input
    /// It was begun and went wrong: a hook, a remote, the disk.
    case work
    case interrupted
  }

  public let kind: Kind
  /// One line: lower case, no final period, with the thing that it is about.
  public let message: String
  public let hint: String?
  /// Lines to say before the message: all that is wrong with a file, what a hook printed last.
  public let details: [String]
  /// Where all that a hook printed is.
  let log: String?

  public init(_ kind: Kind, _ message: String, hint: String? = nil, details: [String] = []) {
    self.init(kind, message, hint: hint, details: details, log: nil)
  }

  init(_ kind: Kind, _ message: String, hint: String? = nil, details: [String] = [], log: String?) {
    self.log = log
    self.kind = kind
    self.message = message
    self.hint = hint
    self.details = details
  }

  /// Makes the error in the words of whatever was thrown below.
  public init(_ error: any Error) {
    switch error {
    case let error as StampError: self = error
    case let error as GitError:
      self.init(
        error.kind == .cancelled ? .interrupted : .work, error.fullMessage, hint: error.hint)
    case let error as ProjectTemplateError:
      self.init(error.kind == .hook ? .work : .input, error.description, hint: error.hint)
    case let error as InvalidDocument:
      self.init(
        .input,
        error.findings.count == 1 ? "1 error in \(error.file)" : "\(error.findings.count) errors in \(error.file)",
        details: error.lines)
    case let error as SubmoduleError: self.init(.input, error.description)
    default: self.init(.work, "\(error)")
    }
  }
}
