/// Anything that turns a base snapshot into edits: a codemod, a pin bump, a template update, a revert, a script.
///
/// Planning is pure: no disk, no network, no clock.
public protocol Change: Sendable {
  /// Returns what the change would do to `base`; throws only where the snapshot can't be read.
  func plan(_ base: some Snapshot, for service: ServiceFacts) throws -> ChangePlan
}

/// What a change may know of the service that it is planned for.
public struct ServiceFacts: Sendable, Hashable {
  public let name: String
  public let branch: String
  public let tags: [String]

  public init(name: String, branch: String = "", tags: [String] = []) {
    self.name = name
    self.branch = branch
    self.tags = tags
  }
}

/// What a change would do to one snapshot.
public enum ChangePlan: Sendable, Equatable {
  /// At least one edit, one a path, sorted by path.
  case edits([TreeEdit])
  /// The change clashes with what the repository has: the edits have conflict markers in them, and are for a person who
  /// wants to resolve them; none where markers can't show it.
  case conflicted([TreeEdit], ChangeConflict)
  /// Everything is as the change wants it.
  case unchanged
  /// The change isn't meant for this repository; the reason names the part of the condition that was false.
  case notApplicable(reason: String)
  /// The change can't be made safely; nothing may be written.
  case refused(Refusal)
}

extension ChangePlan {
  /// What clashes; nil where nothing does.
  public var conflict: ChangeConflict? {
    if case .conflicted(_, let conflict) = self { conflict } else { nil }
  }
}

/// Where a change and a repository clash.
public struct ChangeConflict: Sendable, Equatable {
  /// Sorted.
  public let paths: [TreePath]
  /// One line that names the paths.
  public let reason: String

  public init(paths: [TreePath], reason: String) {
    self.paths = paths
    self.reason = reason
  }
}

/// One path's new state.
public struct TreeEdit: Sendable, Equatable {
  public enum Action: Sendable, Equatable {
    /// New bytes and mode, for a file that is there or not.
    case write([UInt8], mode: FileMode)
    case delete
    /// The submodule's new commit, in hexadecimal.
    case pin(commit: String)
  }

  public let path: TreePath
  public let action: Action

  public init(path: TreePath, action: Action) {
    self.path = path
    self.action = action
  }
}

/// Why a change was refused, in words that scripts and people can act on.
public struct Refusal: Error, Sendable, Equatable {
  /// One of the kinds of the codemod format, such as `no-match`, `ambiguous` or `not-idempotent`.
  public let kind: String
  /// One line: what was found and what was expected.
  public let message: String
  /// Where, if the refusal is about a place in a file.
  public let place: Place?
  /// The step of the change that was refused: its id, or its position such as `steps/0`.
  public let step: String?

  public init(kind: String, message: String, place: Place? = nil, step: String? = nil) {
    self.kind = kind
    self.message = message
    self.place = place
    self.step = step
  }

  /// A file, and where in it if known; line and column count from 1, the column in characters.
  public struct Place: Sendable, Equatable, CustomStringConvertible {
    public let path: TreePath
    public let line: Int?
    public let column: Int?

    public init(path: TreePath, line: Int? = nil, column: Int? = nil) {
      self.path = path
      self.line = line
      self.column = column
    }

    public var description: String {
      ([path.description] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
    }
  }
}
