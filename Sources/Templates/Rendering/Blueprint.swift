import Changes
import Jinja
import Synchronization

/// A template's project folder, looked through once: what there is to render, in cookiecutter's order, compiled as needed.
final class Blueprint: Sendable {
  /// One folder of the template, links not followed.
  struct Folder: Sendable {
    /// Relative to the project folder; the root's is empty.
    let path: String
    let folders: [Child]
    let files: [File]

    /// - Parameter isWalked: false for a link to a folder, which becomes an empty one.
    struct Child: Sendable {
      let path: String
      let index: Int?
    }
  }

  final class File: Sendable {
    /// Relative to the project folder.
    let path: String
    /// Nil for a link that leads nowhere.
    let source: SourceTree.File?
    let isBinary: Bool
    let lineEnding: LineEnding

    init(path: String, source: SourceTree.File?) {
      self.path = path
      self.source = source
      let content = source?.content ?? []
      isBinary = BinaryDetection.isBinary(name: Array(TreePath(path).name), content: content)
      lineEnding = isBinary ? .unchanged : LineEnding(detectedIn: content)
    }
  }

  let engine: Engine
  /// For hooks, which include nothing: cookiecutter gives them no loader.
  let hookEngine: Engine
  let sources: SourceTree
  /// The project folder's path in the template's files.
  let root: TreePath
  /// The first is the root.
  let folders: [Folder]
  /// Whether `compileAhead` was called.
  let isCompiledAhead = Mutex(false)

  /// - Throws: for a name that isn't UTF-8: names are templates, and those are text.
  init(
    engine: Engine, hookEngine: Engine, sources: SourceTree, root: TreePath
  ) throws(ProjectTemplateError) {
    self.engine = engine
    self.hookEngine = hookEngine
    self.sources = sources
    self.root = root
    var folders: [Folder] = []
    try Blueprint.add("", sources, root, to: &folders)
    self.folders = folders
  }

  @discardableResult
  private static func add(
    _ path: String, _ sources: SourceTree, _ root: TreePath, to folders: inout [Folder]
  ) throws(ProjectTemplateError) -> Int {
    let index = folders.count
    folders.append(Folder(path: path, folders: [], files: []))
    var children: [Folder.Child] = []
    var files: [File] = []
    let folder = path.isEmpty ? root : root.appending(path.utf8)
    for name in sources.names(in: folder) {
      guard let text = String(validating: name, as: UTF8.self) else {
        throw ProjectTemplateError(
          .source, folder.appending(name).description, "its name isn't UTF-8", hint: "give it a name in UTF-8")
      }
      let child = path.isEmpty ? text : path + "/" + text
      let source = folder.appending(name)
      switch sources.item(at: source) {
      case .folder?:
        let childIndex = sources.isLink(source) ? nil : try add(child, sources, root, to: &folders)
        children.append(Folder.Child(path: child, index: childIndex))
      case .file(let file)?: files.append(File(path: child, source: file))
      case .broken?, nil: files.append(File(path: child, source: nil))
      }
    }
    folders[index] = Folder(path: path, folders: children, files: files)
    return index
  }

  /// Returns a path as the template's author knows it.
  func shown(_ path: String) -> String {
    path.isEmpty ? root.description : root.appending(path.utf8).description
  }
}
