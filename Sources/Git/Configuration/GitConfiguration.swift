/// Git's configuration as one process sees it: every entry of every file in the order in which git reads them.
///
/// A later entry wins where a key has one value. Keys are `section.name` or `section.subsection.name`, with the section
/// and the name in lower case (git-config(1)).
public struct GitConfiguration: Sendable, Equatable {
  public struct Entry: Sendable, Equatable {
    public let key: String
    /// Nil for a bare `name` without `=`, which means true.
    public let value: String?

    public init(key: String, value: String?) {
      self.key = key
      self.value = value
    }
  }

  public let entries: [Entry]

  public init(entries: [Entry] = []) {
    self.entries = entries
  }

  /// Returns the last value of `key`.
  public func string(_ key: String) -> String? {
    entries.last { $0.key.utf8.elementsEqual(key.utf8) }?.value
  }

  /// Returns the last value of `key` as a truth value, or nil where it isn't set or isn't one.
  public func isTrue(_ key: String) -> Bool? {
    guard let entry = entries.last(where: { $0.key.utf8.elementsEqual(key.utf8) }) else { return nil }
    return GitConfiguration.truth(entry.value)
  }

  /// Reads git's spellings of truth: `true`, `yes`, `on`, a bare key, a number that isn't 0.
  static func truth(_ value: String?) -> Bool? {
    guard let value else { return true }
    switch value.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off", "": return false
    default: return Int(value).map { $0 != 0 }
    }
  }
}
