import Changes

/// Copies parts of a template's files into memory: files, folders with all that is in them but `.git`, and whatever the
/// links in them lead to.
///
/// Links that lead nowhere or outside are copied as they are: they are an error only for whoever follows them.
struct TemplateLoad<Files: TemplateFiles> {
  /// How much of a template is kept in memory at most.
  static var byteLimit: Int { 512 << 20 }
  /// How many entries a template has at most.
  static var entryLimit: Int { 200_000 }
  /// How deep folders may lie in one another.
  static var depthLimit: Int { 200 }

  let files: Files
  private(set) var tree = FileTree()
  /// What was copied, in contrast to folders that are there since something in them was.
  private var visited: Set<TreePath> = []
  private var byteCount = 0

  init(_ files: Files) {
    self.files = files
  }

  /// Copies what is at a path, which is not the root; nothing where nothing is.
  mutating func visit(_ path: TreePath) throws {
    if let entry = try entry(at: path) { try visit(entry, at: path) }
  }

  private func entry(at path: TreePath) throws -> TemplateFileEntry? {
    try files.entries(of: path.parent)?.first { $0.name.elementsEqual(path.name) }
  }

  private mutating func visit(_ entry: TemplateFileEntry, at path: TreePath) throws {
    guard visited.insert(path).inserted else { return }
    guard visited.count <= Self.entryLimit, path.parts.count <= Self.depthLimit else {
      throw ProjectTemplateError(.limit, path.description, "the template has too many files, or too deep folders")
    }
    switch entry.kind {
    case .file(let permissions):
      let content = try files.content(of: path)
      byteCount += content.count
      guard byteCount <= Self.byteLimit else {
        throw ProjectTemplateError(.limit, path.description, "the template has more than 512 MiB")
      }
      tree.set(path, .file(content: content, permissions: permissions))
    case .folder(let permissions):
      tree.set(path, .folder(permissions: permissions))
      for child in try files.entries(of: path) ?? [] where child.name != Array(".git".utf8) {
        try visit(child, at: path.appending(child.name))
      }
    case .link:
      let target = try files.target(of: path)
      tree.set(path, .link(target: target))
      guard let end = try files.resolve(path), end.path != .root else { return }
      try visitLinks(onTheWayTo: TreePath(bytes: target), from: path.parent)
      try visit(end.path)
    }
  }

  /// Copies the links that a link's target passes through: they are needed to get there again.
  private mutating func visitLinks(onTheWayTo target: TreePath, from folder: TreePath) throws {
    var current = folder
    for part in target.parts where !part.isEmpty && !part.elementsEqual(".".utf8) {
      if part.elementsEqual("..".utf8) {
        current = current.parent
        continue
      }
      current = current.appending(part)
      guard let entry = try entry(at: current), entry.kind == .link else { continue }
      try visit(entry, at: current)
      guard let end = try files.resolve(current) else { return }
      current = end.path
    }
  }
}
