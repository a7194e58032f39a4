import Changes

/// A template's files in a snapshot: a commit's tree in the object database.
///
/// The paths are read once, the contents as they are asked for. Submodules are empty folders, as in a plain clone.
public struct SnapshotFiles<Source: Snapshot>: TemplateFiles {
  private let snapshot: Source
  private var found: [TreePath: SnapshotEntry] = [:]
  private var children: [TreePath: [TemplateFileEntry]] = [.root: []]

  public init(_ snapshot: Source) throws {
    self.snapshot = snapshot
    var entries: [SnapshotEntry] = []
    try snapshot.walk(descends: { _ in true }) { entries.append($0) }
    for entry in entries {
      found[entry.path] = entry
      let kind: TemplateFileEntry.Kind
      switch entry.mode {
      case .file: kind = .file(permissions: 0o644)
      case .executable: kind = .file(permissions: 0o755)
      case .link: kind = .link
      case .submodule:
        kind = .folder(permissions: nil)
        children[entry.path] = []
      }
      add(entry.path, kind)
    }
    children = children.mapValues { $0.sorted { $0.name.lexicographicallyPrecedes($1.name) } }
  }

  private mutating func add(_ path: TreePath, _ kind: TemplateFileEntry.Kind) {
    let parent = path.parent
    if children[parent] == nil {
      children[parent] = []
      add(parent, .folder(permissions: nil))
    }
    children[parent]?.append(TemplateFileEntry(name: Array(path.name), kind: kind))
  }

  public func entries(of folder: TreePath) -> [TemplateFileEntry]? { children[folder] }

  public func content(of file: TreePath) throws -> [UInt8] { try content(at: file) }

  public func target(of link: TreePath) throws -> [UInt8] { try content(at: link) }

  private func content(at path: TreePath) throws -> [UInt8] {
    guard let entry = found[path] else {
      throw ProjectTemplateError(.source, path.description, "there is no such file")
    }
    return try snapshot.content(of: entry)
  }
}
