/// A pattern for paths inside a repository, compared with the whole path from the repository's root.
///
/// - `*` is any number of characters of one name, `?` one character, `[a-z]` and `[!a-z]` one of a set; none is a `/`.
/// - `**` as a whole name is any number of folders: `**/x` also finds `x`, `a/**` finds everything inside `a`.
/// - `{a,b}` is one of several, which may hold all of these.
/// - `\` takes the next character as it is.
///
/// A name that begins with a dot is like any other, as in git's own path patterns. Letters match in their own case.
/// Paths are bytes; where they aren't UTF-8, each such byte counts as a character. Time grows with the path's length times
/// the pattern's, whatever the pattern.
public struct Glob: Sendable, Hashable {
  /// The pattern as it was written.
  public let text: String

  private let program: GlobProgram
  /// What every matching path begins and ends with: most paths are refused by these alone.
  private let prefix: [UInt8]
  private let suffix: [UInt8]
  private let isLiteral: Bool

  /// Compiles a pattern; throws with the place of what is wrong.
  public init(_ text: String) throws(GlobError) {
    var parser = GlobParser(text)
    let parts = try parser.parse()
    self.text = text
    program = GlobProgram(parts)
    let start = parts.prefix { $0.literal != nil }
    isLiteral = start.count == parts.count
    prefix = Array(start.flatMap { $0.literal ?? [] })
    suffix = Array(parts.reversed().prefix { $0.literal != nil }.reversed().flatMap { $0.literal ?? [] })
  }

  /// Whether the pattern is one path without anything special in it.
  public var literalPath: [UInt8]? { isLiteral ? prefix : nil }

  /// Whether the pattern describes this path.
  public func matches(_ path: [UInt8]) -> Bool {
    if isLiteral { return path == prefix }
    guard path.starts(with: prefix), path.count >= suffix.count, path.suffix(suffix.count).elementsEqual(suffix) else {
      return false
    }
    return program.matches(path)
  }

  /// Whether the pattern describes this path.
  public func matches(_ path: String) -> Bool {
    matches(Array(path.utf8))
  }

  /// Whether the pattern could describe anything inside a folder; the empty path is the root.
  ///
  /// False means that the folder needn't be read.
  public func couldMatchInside(_ folder: [UInt8]) -> Bool {
    if folder.isEmpty { return true }
    let inside = folder + [UInt8(ascii: "/")]
    guard zip(inside, prefix).allSatisfy({ $0 == $1 }) else { return false }
    return isLiteral ? inside.count < prefix.count : program.couldGoOn(after: inside)
  }
}

/// Why a text isn't a glob.
public struct GlobError: Error, Sendable, Equatable, CustomStringConvertible {
  /// One line: what is wrong and what would be right.
  public let message: String
  /// The place in the pattern, in characters from 1.
  public let character: Int

  public var description: String { "\(message) (at character \(character))" }
}
