import Patterns

/// Which paths of a repository are searched.
///
/// A pattern without a slash is a file's or folder's name at any depth (`*.py`, `main`), one with a slash is a path from the
/// root (`main/settings.py`, `src/**/*.ts`); what names a folder takes everything inside, and a slash at the end takes
/// folders only. `!` in front leaves out. Without a pattern that takes, everything is taken.
public struct PathFilter: Sendable {
  private let taken: [Glob]
  private let leftOut: [Glob]

  /// - Throws: the first pattern that can't be read.
  public init(_ patterns: [String] = []) throws(SearchPathError) {
    var (taken, leftOut): ([Glob], [Glob]) = ([], [])
    for pattern in patterns {
      do throws(GlobError) {
        if pattern.hasPrefix("!") {
          leftOut += try Self.globs(of: pattern.dropFirst())
        } else {
          taken += try Self.globs(of: pattern[...])
        }
      } catch {
        throw SearchPathError(pattern: pattern, reason: error.message)
      }
    }
    (self.taken, self.leftOut) = (taken, leftOut)
  }

  private static func globs(of pattern: Substring) throws(GlobError) -> [Glob] {
    var text = String(pattern)
    let isFolder = text.hasSuffix("/")
    if isFolder { text.removeLast() }
    let whole = text.contains("/") ? text : "**/\(text)"
    return try (isFolder ? [] : [Glob(whole)]) + [Glob("\(whole)/**")]
  }

  func takes(_ path: [UInt8]) -> Bool {
    (taken.isEmpty || taken.contains { $0.matches(path) }) && !leftOut.contains { $0.matches(path) }
  }

  /// Whether anything in a folder could be taken.
  func couldTakeInside(_ folder: [UInt8]) -> Bool {
    taken.isEmpty || taken.contains { $0.couldMatchInside(folder) }
  }
}

/// Which pattern of a path can't be read, and why.
public struct SearchPathError: Error, Sendable, Equatable {
  public let pattern: String
  /// One line: what is wrong and what would be right.
  public let reason: String
}
