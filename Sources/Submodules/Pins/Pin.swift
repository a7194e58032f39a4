import Changes
import Git

/// A submodule of a service: which commit its tree records, and what the service declares of it.
public struct Pin: Sendable, Hashable {
  public let path: TreePath
  /// The commit that the tree records. Nothing in git checks that it exists.
  public let commit: ObjectID
  /// The name in `.gitmodules`; nil where the gitlink has no entry, or one that is refused.
  public let name: ConfigText?
  /// The declared URL, possibly relative; nil where there is none that may be used.
  public let url: String?

  public init(path: TreePath, commit: ObjectID, name: ConfigText? = nil, url: String? = nil) {
    self.path = path
    self.commit = commit
    self.name = name
    self.url = url
  }

  /// Whether `.gitmodules` has an entry for it that may be used.
  public var isDeclared: Bool { name != nil }

  /// Returns the URL that git would clone, or nil where the pin has none; `base` is the URL of the service's remote.
  ///
  /// Throws where a relative URL leads to another host; see `SubmoduleURL`.
  public func resolvedURL(against base: String) throws(SubmoduleError) -> String? {
    guard let url else { return nil }
    return try SubmoduleURL.resolve(url, against: base)
  }
}
