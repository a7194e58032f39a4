import Changes
import Git
import Templates

/// A rendered project as git would keep it: files by path, folders left out.
struct RenderedTree: Sendable, Equatable {
  struct File: Sendable, Equatable {
    var content: [UInt8]
    let mode: FileMode
    var id: ObjectID

    init(content: [UInt8], mode: FileMode) {
      self.content = content
      self.mode = mode
      id = ObjectID(hashingBlob: content)
    }

    /// Whether both are the same to git.
    func isSame(as other: File?) -> Bool { other?.id == id && other?.mode == mode }
  }

  private(set) var files: [TreePath: File] = [:]

  init(_ rendered: RenderedFiles) {
    for (path, mode, content) in rendered.tree.gitEntries { files[path] = File(content: content, mode: mode) }
  }

  /// Reads some of a snapshot's entries.
  init(_ entries: [SnapshotEntry], in snapshot: some Snapshot) throws {
    for entry in entries { files[entry.path] = File(content: try snapshot.content(of: entry), mode: entry.mode) }
  }

  /// Reads what lies in a folder, but for what git ignores there.
  init(reading folder: FolderSnapshot) throws {
    try folder.walk(descends: { _ in true }) { entry in
      files[entry.path] = File(content: try folder.content(of: entry), mode: entry.mode)
    }
  }

  subscript(path: TreePath) -> File? {
    get { files[path] }
    set { files[path] = newValue }
  }

  /// The paths, sorted by bytes.
  var paths: [TreePath] { files.keys.sorted() }

  /// A digest of all paths, modes and contents.
  var digest: String {
    var listing = TreeListing()
    for (path, file) in files { listing.add(path, mode: file.mode, id: file.id) }
    return listing.digest
  }

  /// Writes the files and returns their tree.
  func write(to repository: borrowing Repository) throws(GitError) -> ObjectID {
    try repository.writeTree(
      base: nil,
      edits: files.map { path, file in
        TreeEntryEdit(pathBytes: path.bytes, action: .write(file.content, mode: file.mode.rawValue))
      })
  }
}
