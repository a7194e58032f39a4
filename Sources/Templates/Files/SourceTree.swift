import Changes

/// A template's files in memory, with links followed.
struct SourceTree: Sendable {
  let files: FileTree

  struct File: Sendable {
    let content: [UInt8]
    let permissions: UInt16
  }

  /// What a path stands for, seen through links.
  enum Item: Sendable {
    case file(File)
    case folder(permissions: UInt16?)
    /// A link that leads to nothing, outside or in a circle.
    case broken(target: [UInt8])
  }

  /// Returns nil where nothing is.
  func item(at path: TreePath) -> Item? {
    switch files[path] {
    case .file(let content, let permissions): return .file(File(content: content, permissions: permissions))
    case .folder(let permissions): return .folder(permissions: permissions)
    case .link, nil: break
    }
    // In memory nothing fails to be read.
    if let end = try? files.resolve(path) {
      switch files[end.path] {
      case .file(let content, let permissions): return .file(File(content: content, permissions: permissions))
      case .folder(let permissions): return .folder(permissions: permissions)
      case .link, nil: return end.path == .root ? .folder(permissions: nil) : nil
      }
    }
    if case .link(let target) = files[path] { return .broken(target: target) }
    return nil
  }

  func file(at path: TreePath) -> File? {
    if case .file(let file)? = item(at: path) { return file }
    return nil
  }

  /// Whether the path's last part is a link.
  func isLink(_ path: TreePath) -> Bool {
    if case .link = files[path] { return true }
    return false
  }

  /// The names in a folder, links on the way followed, in Python's order of texts: by code points, which is that of bytes.
  func names(in folder: TreePath) -> [[UInt8]] {
    if let names = files.names(in: folder) { return names }
    guard let end = try? files.resolve(folder) else { return [] }
    return files.names(in: end.path) ?? []
  }
}
