import Changes
import Jinja

/// What is already at a path where a project is stamped.
public enum ExistingEntry: Sendable, Equatable {
  case file
  case folder
}

/// What a render does where something is in its way.
public struct ExistingPolicy: Sendable, Equatable {
  /// Whether folders that are there are filled; an error otherwise.
  public let entersFolders: Bool
  /// Whether files that are there stay as they are; they are replaced otherwise.
  public let keepsFiles: Bool

  public init(entersFolders: Bool = false, keepsFiles: Bool = false) {
    self.entersFolders = entersFolders
    self.keepsFiles = keepsFiles
  }
}

/// The files of a project, with paths relative to its folder.
public struct RenderedFiles: Sendable, Equatable {
  public let tree: FileTree
  /// The folders that were copied without being rendered: they take the place of those that are there, with everything in
  /// them. Sorted by path.
  public let replacedFolders: [TreePath]
}

extension ProjectRender {
  /// Renders all files, in cookiecutter's order, and returns them relative to the project's folder.
  ///
  /// - Parameter existing: what is already at a path of the project: what was there before, and what the hooks before it
  ///   made. Asked only for paths that the template writes.
  /// - Throws: for the first thing that goes wrong; the files before it are lost.
  public func files(
    policy: ExistingPolicy = ExistingPolicy(), existing: (TreePath) -> ExistingEntry? = { _ in nil }
  ) throws(ProjectTemplateError) -> RenderedFiles {
    // `existing` is only called before this function ends.
    try withoutActuallyEscaping(existing) { (existing) throws(ProjectTemplateError) in
      var walk = Walk(render: self, policy: policy, existing: existing)
      // A setting that isn't one is an error of the first path.
      blueprint.compileAhead { path in (try? walk.isCopied(path)) ?? true }
      try walk.visit(0)
      return RenderedFiles(tree: walk.tree, replacedFolders: walk.replaced.sorted())
    }
  }

  private struct Walk {
    let render: ProjectRender
    let policy: ExistingPolicy
    let existing: (TreePath) -> ExistingEntry?
    var tree = FileTree()
    var replaced: Set<TreePath> = []

    var blueprint: Blueprint { render.blueprint }

    mutating func visit(_ index: Int) throws(ProjectTemplateError) {
      let folder = blueprint.folders[index]
      var walked: [Blueprint.Folder.Child] = []
      for child in folder.folders {
        if try isCopied(child.path) { try copyFolder(child) } else { walked.append(child) }
      }
      for child in walked { try makeFolder(child.path) }
      for file in folder.files { try make(file) }
      for child in walked { if let index = child.index { try visit(index) } }
    }

    /// Whether `_copy_without_render` says so.
    func isCopied(_ path: String) throws(ProjectTemplateError) -> Bool {
      guard let setting = render.values.value(for: "_copy_without_render") else { return false }
      guard case .list(let patterns) = setting else {
        throw ProjectTemplateError(.configuration, "_copy_without_render", "must be a list of patterns")
      }
      return patterns.items.contains { pattern in
        pattern.text.map { NamePattern($0.string).matches(path) } ?? false
      }
    }

    /// What is at a path now.
    private func entry(at path: TreePath) -> ExistingEntry? {
      switch tree[path] {
      case .file, .link: .file
      case .folder: .folder
      case nil: replaced.isEmpty || !isReplaced(path) ? existing(path) : nil
      }
    }

    /// Whether what was there before is removed with the folder that it is in.
    private func isReplaced(_ path: TreePath) -> Bool {
      var folder = path
      while folder != .root {
        if replaced.contains(folder) { return true }
        folder = folder.parent
      }
      return false
    }

    private func isFolder(_ path: TreePath) -> Bool { path == .root || entry(at: path) == .folder }

    // MARK: Folders

    private mutating func makeFolder(_ name: String) throws(ProjectTemplateError) {
      let shown = blueprint.shown(name)
      let path = try OutputPath.path(of: try render.render(name, in: shown), from: shown)
      if isFolder(path) {
        guard policy.entersFolders else {
          throw ProjectTemplateError(
            .rendering, shown, "the folder \(path == .root ? "of the project" : path.description) is there already",
            hint: "a folder's name must not be empty, nor the same as another's")
        }
        return
      }
      try checkFolders(above: path, shown)
      guard entry(at: path) == nil else {
        throw ProjectTemplateError(.rendering, shown, "\(path) is a file already")
      }
      tree.set(path, .folder(permissions: nil))
    }

    /// Throws where a part of the path above is a file.
    private func checkFolders(above path: TreePath, _ shown: String) throws(ProjectTemplateError) {
      var parent = path.parent
      while parent != .root {
        guard entry(at: parent) != .file else {
          throw ProjectTemplateError(.rendering, shown, "\(parent) is a file already")
        }
        parent = parent.parent
      }
    }

    /// Copies a folder with everything in it as it is, links followed.
    private mutating func copyFolder(_ child: Blueprint.Folder.Child) throws(ProjectTemplateError) {
      let shown = blueprint.shown(child.path)
      let path = try OutputPath.path(of: try render.render(child.path, in: shown), from: shown)
      guard path != .root else {
        throw ProjectTemplateError(.rendering, shown, "the name of a folder to copy is empty")
      }
      try checkFolders(above: path, shown)
      guard entry(at: path) != .file else {
        throw ProjectTemplateError(.rendering, shown, "\(path) is a file already")
      }
      if tree[path] != nil { tree.remove(path) }
      replaced.insert(path)
      try copy(blueprint.root.appending(child.path.utf8), to: path, depth: 0)
    }

    private mutating func copy(_ source: TreePath, to path: TreePath, depth: Int) throws(ProjectTemplateError) {
      guard depth < 100 else {
        throw ProjectTemplateError(.limit, source.description, "its folders are nested too deep, or a link leads back")
      }
      guard path.isSafe else {
        throw ProjectTemplateError(.unsafe, source.description, "has a name that no template may write")
      }
      switch blueprint.sources.item(at: source) {
      case .file(let file)?:
        try render.count(file.content, source.description)
        tree.set(path, .file(content: file.content, permissions: file.permissions))
      case .folder(let permissions)?:
        tree.set(path, .folder(permissions: permissions))
        for name in blueprint.sources.names(in: source) {
          try copy(source.appending(name), to: path.appending(name), depth: depth + 1)
        }
      case .broken(let target)?: throw ProjectRender.brokenLink(source.description, target)
      case nil: throw ProjectTemplateError(.source, source.description, "there is no such file")
      }
    }

    // MARK: Files

    private mutating func make(_ file: Blueprint.File) throws(ProjectTemplateError) {
      let shown = blueprint.shown(file.path)
      let isCopied = try isCopied(file.path)
      let name = try render.render(file.path, in: shown)
      let path = try OutputPath.path(of: name, from: shown)
      if isFolder(path) {
        // cookiecutter takes it for a file without a name; one that is only copied is an error.
        if isCopied { throw ProjectTemplateError(.rendering, shown, "its rendered name is that of a folder") }
        return
      }
      if policy.keepsFiles, !isCopied, entry(at: path) != nil { return }
      guard let source = file.source else {
        throw ProjectRender.brokenLink(shown, target(of: file))
      }
      guard name.last != UInt8(ascii: "/"), isFolder(path.parent) else {
        throw ProjectTemplateError(
          .rendering, shown, "the folder \(path.parent) for it isn't there",
          hint: "a file's name makes no folders: give the folder a name of its own in the template")
      }
      let content = isCopied || file.isBinary ? source.content : try text(file)
      try render.count(content, file.path)
      tree.set(path, .file(content: content, permissions: source.permissions))
    }

    private func text(_ file: Blueprint.File) throws(ProjectTemplateError) -> [UInt8] {
      let rendered = try render.render(file)
      guard let setting = render.values.value(for: "_new_lines"), try AnswerValue(setting).isTrue else {
        return file.lineEnding.applied(to: rendered)
      }
      return try LineEnding(setting: try AnswerValue(setting)).applied(to: rendered)
    }

    private func target(of file: Blueprint.File) -> [UInt8] {
      if case .broken(let target)? = blueprint.sources.item(at: blueprint.root.appending(file.path.utf8)) {
        return target
      }
      return []
    }
  }

  static func brokenLink(_ path: String, _ target: [UInt8]) -> ProjectTemplateError {
    ProjectTemplateError(
      .source, path, "the link to \(String(decoding: target, as: UTF8.self)) leads to nothing in the template")
  }
}
