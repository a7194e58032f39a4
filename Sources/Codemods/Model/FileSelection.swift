import Patterns

/// The files that a step is for: what `files` describes without what `exclude` describes.
struct FileSelection: Sendable {
  let include: [LateText<Glob>]
  let exclude: [LateText<Glob>]

  /// The files of globs that this program brings along.
  static func usual(_ globs: [String]) -> FileSelection {
    FileSelection(include: Glob.usual(globs).map { LateText($0, text: $0.text) }, exclude: [])
  }

  /// Returns the selection for one service.
  func filled(in scope: Scope) throws -> Filled {
    Filled(
      include: try include.map { try $0.value(in: scope) }, exclude: try exclude.map { try $0.value(in: scope) })
  }

  struct Filled: Sendable {
    /// Every file.
    static let everything = Filled(include: Glob.usual(["**/*"]), exclude: [])

    let include: [Glob]
    let exclude: [Glob]

    func matches(_ path: [UInt8]) -> Bool {
      include.contains { $0.matches(path) } && !exclude.contains { $0.matches(path) }
    }

    /// The globs as messages show them.
    var shown: String { include.map(\.text).joined(separator: ", ") }
  }
}

extension Glob {
  /// Compiles globs that this program brings along; a test makes sure that none is wrong.
  static func usual(_ texts: [String]) -> [Glob] {
    texts.compactMap { try? Glob($0) }
  }
}
