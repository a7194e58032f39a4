import Changes
import Patterns

/// Globs that name files, or folders with everything in them.
struct PathGlobs: Sendable {
  private let globs: [Glob]

  static let none = PathGlobs(globs: [])

  private init(globs: [Glob]) {
    self.globs = globs
  }

  /// - Throws: for the first that isn't a glob.
  init(_ texts: [String]) throws(GlobError) {
    var globs: [Glob] = []
    for text in texts { globs.append(try Glob(text.hasSuffix("/") ? String(text.dropLast()) : text)) }
    self.init(globs: globs)
  }

  /// Whether one of them names the path or a folder that it is in.
  func matches(_ path: TreePath) -> Bool {
    guard !globs.isEmpty else { return false }
    var prefix: [UInt8] = []
    for part in path.parts {
      prefix += prefix.isEmpty ? Array(part) : [UInt8(ascii: "/")] + Array(part)
      if globs.contains(where: { $0.matches(prefix) }) { return true }
    }
    return false
  }
}
