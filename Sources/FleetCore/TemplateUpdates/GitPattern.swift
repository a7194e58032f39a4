import Changes
import Patterns

/// A pattern of a `.gitignore` or `.gitattributes` file (gitignore(5), PATTERN FORMAT), without its signs for negation and
/// folders.
struct GitPattern: Sendable {
  private let glob: Glob

  /// - Parameters:
  ///   - pattern: as it stands in the file.
  ///   - folder: the file's, ended by a slash unless it is the root.
  /// - Returns: nil for what is no pattern, which matches nothing.
  init?(_ pattern: some StringProtocol, in folder: String) {
    // Only git's patterns have no alternatives.
    let escaped = String(pattern).replacing("{", with: "\\{").replacing("}", with: "\\}").replacing(",", with: "\\,")
    let inside = escaped.contains("/") ? String(escaped.drop { $0 == "/" }) : "**/\(escaped)"
    guard let glob = try? Glob(Self.escaped(folder) + inside) else { return nil }
    self.glob = glob
  }

  private static func escaped(_ folder: String) -> String {
    folder.reduce(into: "") { $0 += ("*?[]{}\\,".contains($1) ? "\\" : "") + String($1) }
  }

  func matches(_ path: [UInt8]) -> Bool { glob.matches(path) }
}
