import Changes

/// A snapshot with the edits of the steps so far: each step sees what the steps before it did.
struct WorkingTree<Base: Snapshot> {
  struct File: Equatable {
    let bytes: [UInt8]
    let mode: FileMode
  }

  let base: Base
  /// What differs from the base, nil where a file was removed.
  private(set) var changed: [TreePath: File?] = [:]
  /// The last path that a step changed, and how often any step changed one: a change that is undone counts twice.
  private(set) var lastChange: TreePath?
  private(set) var changeCount = 0
  /// The base's regular files that a step's globs could describe, sorted.
  private let candidates: [TreePath]
  /// The same by path, so that the base isn't asked again for what the walk through it has found; nil where a step names a path
  /// at which nothing is.
  private let entries: [TreePath: SnapshotEntry?]
  private let contents = BaseContents()

  /// Reads the base's folders once, and only those that a glob could describe something in.
  init(_ base: Base, for selections: [FileSelection.Filled]) throws {
    self.base = base
    entries = try WorkingTree.entries(in: base, for: selections)
    candidates = entries.compactMap { $0.value?.path }.sorted()
  }

  private static func entries(
    in base: Base, for selections: [FileSelection.Filled]
  ) throws -> [TreePath: SnapshotEntry?] {
    var found: [TreePath: SnapshotEntry?] = [:]
    let globs = selections.flatMap(\.include)
    for path in Set(globs.compactMap(\.literalPath)).map(TreePath.init(bytes:)) {
      let entry = try base.entry(at: path)
      if entry?.isRegularFile ?? true { found[path] = .some(entry) }
    }
    let patterns = globs.filter { $0.literalPath == nil }
    if !patterns.isEmpty {
      try base.walk(
        descends: { folder in patterns.contains { $0.couldMatchInside(folder.bytes) } },
        visit: { entry in
          if entry.isRegularFile, patterns.contains(where: { $0.matches(entry.path.bytes) }) {
            found[entry.path] = entry
          }
        })
    }
    return found.filter { $0.key.isSafe }
  }

  /// Returns what the base has at a path.
  private func entry(at path: TreePath) throws -> SnapshotEntry? {
    if let known = entries[path] { return known }
    return try base.entry(at: path)
  }

  /// Returns the files that a selection describes, sorted; on request without those that are as in the base.
  func files(in selection: FileSelection.Filled, onlyChanged: Bool = false) -> [TreePath] {
    var paths = onlyChanged ? [] : candidates.filter { changed[$0] == nil }
    paths += changed.filter { $0.value != nil }.map(\.key)
    return paths.filter { selection.matches($0.bytes) }.sorted()
  }

  /// Returns the regular file at a path, or nil if there is something else or nothing.
  func file(at path: TreePath) throws -> File? {
    if let file = changed[path] { return file }
    guard let entry = try entry(at: path), entry.isRegularFile else { return nil }
    return File(bytes: try contents.content(of: entry, in: base), mode: entry.mode)
  }

  /// Returns a file whose content isn't binary by git's rule: no NUL in the first 8000 bytes.
  func textFile(at path: TreePath) throws -> File? {
    guard let file = try file(at: path), !file.bytes.prefix(8000).contains(0) else { return nil }
    return file
  }

  /// What stands at a path.
  enum Kind: Equatable {
    case nothing, file, folder, link, submodule
  }

  func kind(at path: TreePath) throws -> Kind {
    if let file = changed[path] {
      if file != nil { return .file }
    } else if let entry = try entry(at: path) {
      switch entry.mode {
      case .link: return .link
      case .submodule: return .submodule
      case .file, .executable: return .file
      }
    }
    return try hasFile(inside: path) ? .folder : .nothing
  }

  private func hasFile(inside folder: TreePath) throws -> Bool {
    let inside = folder.bytes + [UInt8(ascii: "/")]
    if changed.contains(where: { $0.value != nil && $0.key.bytes.starts(with: inside) }) { return true }
    var isFound = false
    try base.walk(
      descends: { !isFound && (inside.starts(with: $0.bytes + [UInt8(ascii: "/")]) || $0.bytes.starts(with: inside)) },
      visit: { entry in
        if entry.path.bytes.starts(with: inside), changed[entry.path] == nil { isFound = true }
      })
    return isFound
  }

  /// Makes a path's content and mode what is given; no change where they are so already.
  mutating func write(_ file: File, at path: TreePath) throws {
    if try self.file(at: path) == file { return }
    record(file, at: path)
  }

  mutating func remove(_ path: TreePath) {
    record(nil, at: path)
  }

  private mutating func record(_ file: File?, at path: TreePath) {
    changed[path] = .some(file)
    lastChange = path
    changeCount += 1
  }

  /// Returns what differs from the base in the end, sorted by path.
  func edits() throws -> [TreeEdit] {
    try changed.sorted { $0.key < $1.key }.compactMap { path, file in
      let entry = try entry(at: path)
      guard let file else { return entry == nil ? nil : TreeEdit(path: path, action: .delete) }
      if let entry, entry.mode == file.mode, try contents.content(of: entry, in: base) == file.bytes { return nil }
      return TreeEdit(path: path, action: .write(file.bytes, mode: file.mode))
    }
  }
}
