import Foundation

/// An absolute path without `.`, `..` and doubled slashes, for comparing where folders lie.
struct FolderPath: Hashable {
  let text: String

  /// Nil for what isn't absolute.
  init?(_ path: String) {
    guard path.hasPrefix("/"), !path.utf8.contains(0) else { return nil }
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    text = "/" + parts.joined(separator: "/")
  }

  /// Whether `other` is this folder or lies in it.
  func contains(_ other: FolderPath) -> Bool {
    text == "/" || other.text == text || other.text.hasPrefix(text + "/")
  }

  /// What the path leads to with all links followed; itself where nothing is there.
  var resolved: FolderPath {
    guard let real = unsafe realpath(text, nil) else { return self }
    defer { unsafe free(real) }
    return unsafe FolderPath(String(cString: real)) ?? self
  }
}
