import Changes

/// Files, folders and links in memory, each by its path: a template's files, or a project that was rendered.
///
/// Every folder on the way to an entry is an entry itself.
public struct FileTree: Sendable, Equatable {
  public enum Entry: Sendable, Equatable {
    /// - Parameter permissions: the twelve bits of chmod(2).
    case file(content: [UInt8], permissions: UInt16)
    /// - Parameter target: what the link holds, as it stands there.
    case link(target: [UInt8])
    /// - Parameter permissions: nil for those that a new folder gets by the umask.
    case folder(permissions: UInt16?)
  }

  private var entries: [TreePath: Entry] = [:]
  private var children: [TreePath: Set<[UInt8]>] = [.root: []]

  public init() {}

  /// The paths of all entries, sorted by bytes.
  public var paths: [TreePath] { entries.keys.sorted() }

  public var isEmpty: Bool { entries.isEmpty }

  public subscript(path: TreePath) -> Entry? { entries[path] }

  /// Puts an entry at a path, in place of what is there; makes the folders above it that are missing.
  public mutating func set(_ path: TreePath, _ entry: Entry) {
    guard path != .root else { return }
    let parent = path.parent
    if parent != .root, entries[parent] == nil { set(parent, .folder(permissions: nil)) }
    children[parent, default: []].insert(Array(path.name))
    entries[path] = entry
    if case .folder = entry, children[path] == nil { children[path] = [] }
  }

  /// Puts a file at a path.
  public mutating func setFile(_ path: TreePath, _ content: [UInt8], permissions: UInt16 = 0o644) {
    set(path, .file(content: content, permissions: permissions))
  }

  /// Removes an entry and everything in it.
  public mutating func remove(_ path: TreePath) {
    for name in children.removeValue(forKey: path) ?? [] { remove(path.appending(name)) }
    entries[path] = nil
    children[path.parent]?.remove(Array(path.name))
  }

  /// The names in a folder, sorted by bytes; nil if there is no such folder.
  public func names(in folder: TreePath) -> [[UInt8]]? {
    children[folder].map { $0.sorted { $0.lexicographicallyPrecedes($1) } }
  }

  /// The files as git would keep them, sorted by path: folders left out, of the permissions only whether it can be run.
  public var gitEntries: [(path: TreePath, mode: FileMode, content: [UInt8])] {
    paths.compactMap { path in
      switch entries[path] {
      case .file(let content, let permissions):
        (path, permissions & 0o100 == 0 ? FileMode.file : .executable, content)
      case .link(let target): (path, .link, target)
      case .folder, nil: nil
      }
    }
  }
}

extension TreePath {
  /// The path of a tree's root.
  static let root = TreePath(bytes: [])

  /// The folder that holds the entry; the root's is the root.
  var parent: TreePath {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return .root }
    return TreePath(bytes: bytes[..<slash])
  }

  /// Returns the path of an entry whose path from here is given.
  func appending(path: TreePath) -> TreePath {
    path.bytes.isEmpty ? self : appending(path.bytes)
  }

  /// Returns the rest of the path below a folder; nil if it isn't in that folder.
  func relative(to folder: TreePath) -> TreePath? {
    if folder.bytes.isEmpty { return self }
    guard bytes.starts(with: folder.bytes) else { return nil }
    let rest = bytes.dropFirst(folder.bytes.count)
    if rest.isEmpty { return .root }
    return rest.first == UInt8(ascii: "/") ? TreePath(bytes: rest.dropFirst()) : nil
  }
}
