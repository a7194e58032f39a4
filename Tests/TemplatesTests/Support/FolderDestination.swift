import Changes
import FleetTestSupport
import Foundation

@testable import Templates

/// A project's place in a temporary folder, with hooks that really run.
final class FolderDestination: ProjectDestination {
  private let temporary: TemporaryFolder
  private let output: String
  private var project = ""
  private var isNew = false

  init(existing: FileTree) throws {
    temporary = try TemporaryFolder()
    output = temporary.path + "/output"
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    try Self.write(existing, to: output)
  }

  func prepare(_ folder: TreePath, policy: ExistingPolicy) throws {
    project = "\(output)/\(folder)"
    isNew = !FileManager.default.fileExists(atPath: project)
    guard isNew || policy.entersFolders else { throw TestSupportError("\(folder) is there already") }
    try FileManager.default.createDirectory(atPath: project, withIntermediateDirectories: true)
  }

  func entry(at path: TreePath) -> ExistingEntry? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: "\(project)/\(path)", isDirectory: &isFolder) else { return nil }
    return isFolder.boolValue ? .folder : .file
  }

  func run(_ hook: RenderedHook) throws {
    let script = temporary.path + "/hook" + hook.script.fileExtension
    let text = temporary.path + "/hook-text"
    try Data(hook.content).write(to: URL(fileURLWithPath: text))
    // Another process writes what is run: a program that another test starts meanwhile would hold our open file, which then
    // is busy.
    let environment = ProcessInfo.processInfo.environment
    let copied = try TestProgram.run(
      "install", ["-m", "755", text, script], environment: environment, folder: project, limit: .seconds(60))
    guard copied.status == 0 else { throw TestSupportError("\(hook.script.path) could not be copied") }
    let result = try TestProgram.run(
      hook.script.isPython ? "python3" : script, hook.script.isPython ? [script] : [],
      environment: environment, folder: project, limit: .seconds(60))
    guard result.status == 0 else { throw TestSupportError("\(hook.script.path) ended with \(result.status)") }
  }

  func write(_ files: RenderedFiles) throws {
    for folder in files.replacedFolders where entry(at: folder) != nil {
      try FileManager.default.removeItem(atPath: "\(project)/\(folder)")
    }
    try Self.write(files.tree, to: project)
  }

  func discard() {
    if isNew { try? FileManager.default.removeItem(atPath: project) }
  }

  private static func write(_ files: FileTree, to folder: String) throws {
    for path in files.paths {
      let target = "\(folder)/\(path)"
      switch files[path] {
      case .file(let content, let permissions):
        try Data(content).write(to: URL(fileURLWithPath: target))
        guard chmod(target, mode_t(permissions)) == 0 else { throw TestSupportError("chmod \(target)") }
      case .folder(let permissions):
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
        if let permissions { chmod(target, mode_t(permissions)) }
      case .link, nil: throw TestSupportError("\(path) is a link")
      }
    }
  }

  /// What is in the output folder.
  func content() throws -> FileTree { try Self.read(output) }

  /// Reads a folder with everything in it.
  static func read(_ folder: String) throws -> FileTree {
    var tree = FileTree()
    for path in FileManager.default.subpaths(atPath: folder) ?? [] {
      let file = "\(folder)/\(path)"
      var status = stat()
      guard lstat(file, &status) == 0 else { continue }
      let permissions = UInt16(status.st_mode & 0o7777)
      switch status.st_mode & S_IFMT {
      case S_IFDIR: tree.set(TreePath(path), .folder(permissions: permissions))
      case S_IFLNK:
        let target = try FileManager.default.destinationOfSymbolicLink(atPath: file)
        tree.set(TreePath(path), .link(target: Array(target.utf8)))
      default:
        let content = FileManager.default.contents(atPath: file) ?? Data()
        tree.setFile(TreePath(path), Array(content), permissions: permissions)
      }
    }
    return tree
  }
}
