/// Edits sorted into the folders that they are in.
struct EditedFolder {
  private(set) var actions: [[UInt8]: TreeEntryEdit.Action] = [:]
  private(set) var folders: [[UInt8]: EditedFolder] = [:]

  /// Sorts edits into folders; throws for a path that git wouldn't write and for two edits of one path.
  init(_ edits: [TreeEntryEdit]) throws(GitError) {
    for edit in edits {
      guard PathSafety.isPath(edit.pathBytes) else {
        throw EditedFolder.clash(edit.pathBytes, .unsupported, "git keeps no file of that name")
      }
      let parts = edit.pathBytes.split(separator: UInt8(ascii: "/")).map { Array($0) }
      guard parts.count <= Repository.maximumTreeDepth else {
        throw EditedFolder.clash(edit.pathBytes, .unsupported, "its folders are nested too deep")
      }
      try add(edit, parts: parts[...])
    }
  }

  private init() {}

  private mutating func add(_ edit: TreeEntryEdit, parts: ArraySlice<[UInt8]>) throws(GitError) {
    guard let name = parts.first else { return }
    if parts.count > 1 {
      try folders[name, default: EditedFolder()].add(edit, parts: parts.dropFirst())
      return
    }
    guard actions.updateValue(edit.action, forKey: name) == nil else {
      throw EditedFolder.clash(edit.pathBytes, .unsupported, "the path is edited twice")
    }
  }

  static func clash(_ path: some Sequence<UInt8>, _ kind: GitError.Kind, _ message: String) -> GitError {
    GitError(operation: "edit \(String(decoding: Array(path), as: UTF8.self))", kind: kind, message: message)
  }
}
