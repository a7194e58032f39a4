import Changes
import Git
import Submodules

/// An edit of one service's submodules while it is made.
struct SubmoduleDraft {
  /// There is nothing to do, for the reason; nil where all is as it should be.
  struct Nothing: Error {
    let reason: String?
  }

  /// What becomes of `.gitmodules`.
  enum ModulesEdit {
    case add(path: TreePath, url: ConfigText)
    case remove(ConfigText)
    case move(ConfigText, to: TreePath)
    case setURL(ConfigText, of: ConfigText)

    func apply(to editor: inout GitModulesEditor) throws(SubmoduleError) {
      switch self {
      case .add(let path, let url): try editor.add(name: ConfigText(bytes: path.bytes), path: path, url: url)
      case .remove(let name): try editor.remove(name)
      case .move(let name, let path): try editor.move(name, to: path)
      case .setURL(let url, let name): try editor.setURL(url, of: name)
      }
    }
  }

  /// Edits of gitlinks.
  var gitlinks: [TreeEdit] = []
  /// Nil where `.gitmodules` stays.
  var modules: ModulesEdit?
  let message: String
  /// The path whose pin isn't pushed any more, or that the edit has asked the library about itself.
  var settled: TreePath?
  /// A pin that the service gets, by the library's place on the shelf.
  var pinned: (library: Int, commit: ObjectID)?

  /// Returns all edits, sorted by path.
  func edits(over base: some Snapshot) throws -> [TreeEdit] {
    var edits = gitlinks
    if let modules {
      let entry = try base.entry(at: GitModules.path)
      if let entry, !entry.isRegularFile {
        throw Refusal(kind: "gitmodules", message: "it isn't a file", place: .init(path: GitModules.path))
      }
      var editor = try GitModulesEditor(try entry.map { try base.content(of: $0) } ?? [])
      try modules.apply(to: &editor)
      let mode = entry?.mode ?? .file
      edits.append(
        TreeEdit(path: GitModules.path, action: editor.isBlank ? .delete : .write(editor.bytes, mode: mode)))
    }
    return edits.sorted { $0.path < $1.path }
  }

  /// - Throws: a refusal where something is at the path, above it or below it, or it is no path for a submodule.
  static func requireRoom(at path: TreePath, in base: some Snapshot) throws {
    guard path.isSafe, path.bytes.first != UInt8(ascii: "-") else {
      throw Refusal(kind: "path", message: "\(path) is no path for a submodule")
    }
    func isBelow(_ one: TreePath, _ other: TreePath) -> Bool {
      one.bytes.starts(with: other.bytes + [UInt8(ascii: "/")])
    }
    var found: TreePath?
    try base.walk(descends: { isBelow(path, $0) || $0 == path || isBelow($0, path) }) { entry in
      if entry.path == path || isBelow(entry.path, path) || isBelow(path, entry.path) { found = found ?? entry.path }
    }
    if let found {
      throw Refusal(kind: "path-taken", message: "\(found) is in the way", place: .init(path: path))
    }
  }
}
