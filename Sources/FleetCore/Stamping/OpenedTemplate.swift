import Changes
import Foundation
import Git
import Templates
import Threads

/// A template's source, ready to be read: a folder, an unpacked archive, or one commit of a mirror.
///
/// A repository is fetched into its mirror and read from the object database; nothing of it is checked out.
public struct OpenedTemplate: Sendable {
  public let address: TemplateAddress
  /// The commit that is read; nil for what has no commits.
  public let commit: ObjectID?
  private let files: Files

  private enum Files: Sendable {
    case folder(String)
    case memory(FileTree)
    case tree(mirror: String, tree: ObjectID)
  }

  private init(_ address: TemplateAddress, commit: ObjectID? = nil, _ files: Files) {
    self.address = address
    self.commit = commit
    self.files = files
  }

  /// Opens what lies at an address.
  ///
  /// - Parameter mirrors: where repositories are fetched into.
  public static func open(
    _ address: TemplateAddress, mirrors: MirrorStore, network: NetworkOptions
  ) async throws -> OpenedTemplate {
    if let local = try OpenedTemplate(local: address) { return local }
    guard case .repository(let remote) = address.place else {
      throw StampError(.input, "\(address.name): is no template")
    }
    let mirror = mirrors.mirror(of: remote)
    let pool = BlockingPool(name: "template", width: 1)
    let opened = try await pool.run { () throws(GitError) -> OpenedTemplate? in
      _ = try mirror.refresh(network)
      let repository = try Repository(openingBare: mirror.path)
      guard let commit = try repository.templateCommit(address) else { return nil }
      return OpenedTemplate(
        address, commit: commit, .tree(mirror: mirror.path, tree: try repository.commit(commit).tree))
    }
    if let opened { return opened }
    let missing = address.ref.map { "there is no branch, tag or commit \($0)" } ?? "it has no default branch"
    throw StampError(.input, "\(address.source): \(missing)")
  }

  /// Opens a folder or an archive; nil for a repository.
  public init?(local address: TemplateAddress) throws {
    switch address.place {
    case .folder(let path): self.init(address, .folder(path))
    case .archive(let path):
      let archive = try ZipArchive(Array(try Data(contentsOf: URL(fileURLWithPath: path))), file: address.name)
      self.init(address, .memory(archive.tree.moved(below: try archive.topFolder())))
    case .repository: return nil
    }
  }

  /// Takes one commit of a mirror as it is.
  init(_ address: TemplateAddress, commit: ObjectID, tree: ObjectID, mirror: String) {
    self.init(address, commit: commit, .tree(mirror: mirror, tree: tree))
  }

  /// Returns the changed copy of a template in a folder, as a hook before the questions made it.
  public static func copied(_ template: OpenedTemplate, to folder: String) -> OpenedTemplate {
    OpenedTemplate(template.address, commit: template.commit, .folder(folder))
  }

  /// The folder inside the source that was asked for; the root if none was.
  public var directory: TreePath { TreePath(address.directory ?? "") }

  /// Reads a folder's `cookiecutter.json`.
  public func variables(in directory: TreePath) throws -> TemplateVariables {
    try withFiles { try TemplateVariables.read($0, directory: directory) }
  }

  /// Reads the template in a folder.
  public func template(in directory: TreePath) throws -> ProjectTemplate {
    try withFiles { try ProjectTemplate($0, directory: directory) }
  }

  /// Begins to read the template in the folder that was asked for on another thread, and to compile it when it is read. Nil comes
  /// of it where that can't be read, which whoever reads it later is told.
  public func readAhead() -> Task<ProjectTemplate?, Never> {
    Task.detached {
      guard let template = try? template(in: directory) else { return nil }
      template.beginCompiling()
      return template
    }
  }

  /// The scripts of every template in the source, sorted by path: what trust in the source lets run.
  public func hooks() throws -> [HookScript] {
    try withFiles { files in
      var found: [HookScript] = []
      try Self.visit(TreePath(bytes: []), of: files, depth: 0) { folder in
        // A folder without cookiecutter.json holds no template, whatever its folder "hooks" is for.
        if let template = try? ProjectTemplate(files, directory: folder) { found += template.hooks }
      }
      return found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
  }

  private static func visit(
    _ folder: TreePath, of files: any TemplateFiles, depth: Int, _ body: (TreePath) throws -> Void
  ) throws {
    let entries = try files.entries(of: folder) ?? []
    if entries.contains(where: { $0.name == Array("hooks".utf8) }) { try body(folder) }
    for entry in entries where depth < 20 {
      guard case .folder = entry.kind, entry.name != Array(".git".utf8) else { continue }
      try visit(folder.appending(entry.name), of: files, depth: depth + 1, body)
    }
  }

  /// Writes a folder of the source to the disk, links as they are.
  public func copy(_ directory: TreePath, to folder: String) throws {
    try withFiles { files in
      let target = try GuardedFolder(path: folder)
      try Self.copy(directory, TreePath(bytes: []), of: files, to: target, depth: 0)
    }
  }

  private static func copy(
    _ source: TreePath, _ path: TreePath, of files: any TemplateFiles, to target: GuardedFolder, depth: Int
  ) throws {
    for entry in try files.entries(of: source) ?? [] where entry.name != Array(".git".utf8) && depth < 100 {
      let (from, to) = (source.appending(entry.name), path.appending(entry.name))
      switch entry.kind {
      case .folder:
        try target.makeFolder(to.names)
        try copy(from, to, of: files, to: target, depth: depth + 1)
      case .file(let permissions):
        try target.write(try files.content(of: from), permissions: permissions, to: to.names)
      case .link: try target.makeLink(to: try files.target(of: from), at: to.names)
      }
    }
  }

  private func withFiles<Value>(_ body: (any TemplateFiles) throws -> Value) throws -> Value {
    switch files {
    case .folder(let path): return try body(FolderFiles(folder: path))
    case .memory(let tree): return try body(tree)
    case .tree(let mirror, let tree):
      return try body(try SnapshotFiles(MirrorSnapshot(try Repository(openingBare: mirror), tree: tree)))
    }
  }
}

extension TreePath {
  /// The parts as names.
  var names: [[UInt8]] { bytes.isEmpty ? [] : parts.map(Array.init) }
}

extension FileTree {
  /// Returns what is in a folder as a tree of its own.
  fileprivate func moved(below folder: TreePath) -> FileTree {
    var result = FileTree()
    let prefix = folder.bytes + [UInt8(ascii: "/")]
    for path in paths where path.bytes.starts(with: prefix) {
      if let entry = self[path] { result.set(TreePath(bytes: path.bytes.dropFirst(prefix.count)), entry) }
    }
    return result
  }
}

extension Repository {
  /// Returns the commit that a template's address names in its mirror: a branch, else a tag, else a commit's id; nil where
  /// there is none.
  fileprivate func templateCommit(_ address: TemplateAddress) throws(GitError) -> ObjectID? {
    guard let ref = address.ref else { return try resolveCommit("HEAD") }
    for name in ["refs/heads/\(ref)", "refs/tags/\(ref)"] {
      if let id = try reference(name), let commit = try resolveCommit(id.hex) { return commit }
    }
    let isID =
      (7...64).contains(ref.utf8.count) && ref.utf8.allSatisfy { Unicode.Scalar($0).properties.isASCIIHexDigit }
    return isID ? try resolveCommit(ref) : nil
  }
}
