import Git

/// Finds the library that a submodule's URL leads to.
///
/// Only what the manifest names is found: whatever a `.gitmodules` says, nobody else is ever asked.
public struct LibraryIndex: Sendable {
  /// What the manifest says of one library, as far as a submodule is recognised by it.
  public struct Entry: Sendable, Equatable {
    public let name: String
    /// The canonical URL.
    public let url: String
    /// Where services usually have it.
    public let path: String?

    public init(name: String, url: String, path: String? = nil) {
      self.name = name
      self.url = url
      self.path = path
    }
  }

  /// How a submodule was recognised.
  public struct Match: Sendable, Equatable {
    public enum Likeness: Sendable {
      /// The URL is written as the manifest has it.
      case written
      /// The URL leads to the same repository, but is written otherwise: another scheme, user or spelling.
      case sameRepository
      /// Name or path are the library's, and the URL leads elsewhere.
      case nameOnly
    }

    /// The library's place among the entries.
    public let index: Int
    public let likeness: Likeness
  }

  private let entries: [Entry]
  private var byURL: [RemoteIdentity: Int] = [:]
  private var byName: [String: Int] = [:]

  /// - Parameter entries: of two for one repository the first is found.
  public init(_ entries: [Entry]) {
    self.entries = entries
    for (index, entry) in entries.enumerated() {
      // A library whose URL can't be identified is found by its name alone.
      if let identity = try? RemoteIdentity(parsing: entry.url), byURL[identity] == nil { byURL[identity] = index }
      for name in [entry.name, entry.path].compactMap(\.self) where byName[name] == nil { byName[name] = index }
    }
  }

  /// Returns the library of a submodule, by its URL, else by its path, its name or the last part of its path.
  ///
  /// - Parameter url: the resolved URL; nil where there is none that may be used.
  public func match(url: String?, name: String?, path: String) -> Match? {
    url.flatMap { match(url: $0) } ?? match(name: name, path: path)
  }

  /// Returns the library that a resolved URL leads to.
  public func match(url: String) -> Match? {
    guard let identity = try? RemoteIdentity(parsing: url), let index = byURL[identity] else { return nil }
    let isWritten = entries[index].url.utf8.elementsEqual(url.utf8)
    return Match(index: index, likeness: isWritten ? .written : .sameRepository)
  }

  /// Returns the library that a submodule is called after: by its path, its name or the last part of its path.
  public func match(name: String?, path: String) -> Match? {
    let last = path.utf8.split(separator: .slash).last.flatMap { String($0) }
    let index = [path, name, last].lazy.compactMap { $0 }.compactMap { byName[$0] }.first
    return index.map { Match(index: $0, likeness: .nameOnly) }
  }
}
