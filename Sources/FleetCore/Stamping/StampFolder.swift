import Changes
import Dispatch
import Foundation
import Git
import Synchronization
import Templates

/// The folder of a new project on the disk.
///
/// Without hooks it is made beside its place and renamed at the end, so that nobody ever sees half of it. Hooks see where
/// they run, and some write it down: with them it is made in its place, and removed after a failure. A folder that was
/// there before is filled where it is.
final class StampFolder: ProjectDestination {
  private let output: String
  private let hooks: HookRunner?
  /// Where the project is to be, absolute.
  private(set) var place = ""
  /// Where it is now.
  private(set) var path = ""
  /// Whether this run made it.
  private(set) var isNew = false
  private var madeFolders: [String] = []
  private var folder: GuardedFolder?

  /// - Parameters:
  ///   - output: the absolute path of the folder for projects; made where it is missing.
  ///   - hooks: nil where none run.
  init(output: String, hooks: HookRunner?) {
    self.output = output
    self.hooks = hooks
  }

  func prepare(_ folder: TreePath, policy: ExistingPolicy) throws {
    do {
      try makeParents(of: folder)
      place = "\(output)/\(folder)"
      switch try GuardedFolder(path: resolved(output)).kind(at: folder.names) {
      case .folder? where policy.entersFolders: path = place
      case .folder?:
        throw StampError(
          .input, "\(folder): there is such a folder already", hint: "-f writes into it, -f -s keeps its files")
      case .file?, .link?, .special?:
        throw StampError(.input, "\(folder): there is something that isn't a folder, and nothing is written through it")
      case nil:
        isNew = true
        let name = String(decoding: folder.name, as: UTF8.self)
        let beside = ".\(name.prefix(60)).new-\(String(UInt32.random(in: .min ... .max), radix: 16))"
        path = hooks == nil ? "\(parentFolder(of: place))/\(beside)" : place
        try makeFolder(path)
      }
      self.folder = try GuardedFolder(path: path)
    } catch {
      discard()
      throw error
    }
  }

  /// A person may have named an output folder through links; from there on none is followed.
  private func resolved(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path(percentEncoded: false)
  }

  private func makeParents(of folder: TreePath) throws {
    var missing: [String] = []
    var path = output
    while !FileManager.default.fileExists(atPath: path) {
      missing.append(path)
      path = parentFolder(of: path)
    }
    for path in missing.reversed() { try makeFolder(path) }
    let guarded = try GuardedFolder(path: resolved(output))
    for count in folder.names.indices.dropFirst() {
      let names = Array(folder.names.prefix(count))
      guard guarded.kind(at: names) != .folder else { continue }
      try guarded.makeFolder(names)
      madeFolders.append("\(output)/\(TreePath(bytes: names.joined(separator: [UInt8(ascii: "/")])))")
    }
  }

  private func makeFolder(_ path: String) throws(StampError) {
    guard unsafe mkdir(path, 0o777) == 0 else { throw StampError(.work, "\(path): can't be made: \(SystemError.text)") }
    madeFolders.append(path)
  }

  func entry(at path: TreePath) -> ExistingEntry? {
    // What is made beside its place without hooks holds nothing before it is written.
    if isNew, hooks == nil { return nil }
    switch folder?.kind(at: path.names) {
    case .folder?: return .folder
    case .file?, .link?, .special?: return .file
    case nil: return nil
    }
  }

  func run(_ hook: RenderedHook) async throws {
    try await hooks?.run(hook, in: path)
  }

  func write(_ files: RenderedFiles) throws {
    guard let folder else { return }
    for path in files.replacedFolders where folder.kind(at: path.names) != nil { try folder.remove(path.names) }
    let paths = files.tree.paths
    var contents: [[[UInt8]]: [GuardedFolder.File]] = [:]
    for path in paths {
      switch files.tree[path] {
      case .folder: try folder.makeFolder(path.names)
      case .file(let content, let permissions):
        let file = GuardedFolder.File(name: Array(path.name), content: content, permissions: permissions)
        contents[Array(path.names.dropLast()), default: []].append(file)
      case .link(let target): try folder.makeLink(to: target, at: path.names)
      case nil: continue
      }
    }
    try write(contents, to: folder)
    // From the inside out, and at the end: a folder may forbid writing.
    for path in paths.reversed() {
      if case .folder(let permissions?) = files.tree[path] { try folder.setPermissions(permissions, of: path.names) }
    }
  }

  /// Writes the files of each folder, several folders at once: making a file is work for the kernel, for one processor each.
  private func write(_ contents: [[[UInt8]]: [GuardedFolder.File]], to folder: GuardedFolder) throws(GitError) {
    let groups = contents.sorted { $0.value.count > $1.value.count }
    let failure = Mutex<GitError?>(nil)
    DispatchQueue.concurrentPerform(iterations: groups.count) { number in
      guard failure.withLock({ $0 == nil }) else { return }
      do throws(GitError) {
        try folder.write(groups[number].value, in: groups[number].key)
      } catch {
        failure.withLock { $0 = $0 ?? error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// Writes one file of fleet's own, with the folders above it.
  func write(_ content: [UInt8], to path: TreePath) throws(GitError) {
    guard let folder else { return }
    for count in path.names.indices.dropFirst() { try folder.makeFolder(Array(path.names.prefix(count))) }
    try folder.write(content, permissions: 0o644, to: path.names)
  }

  /// Returns a file's bytes; nil where there is none.
  func content(of path: TreePath) throws(GitError) -> [UInt8]? {
    guard let folder, folder.kind(at: path.names) == .file else { return nil }
    return try folder.content(of: path.names)
  }

  /// Gives the project its place. A folder that appeared there meanwhile is left alone.
  func finish() throws(StampError) {
    guard path != place else { return }
    guard unsafe mkdir(place, 0o777) == 0 else {
      throw StampError(.work, "\(place): can't be made: \(SystemError.text)")
    }
    // Renaming onto an empty folder takes its place in one step (rename(2)).
    guard unsafe rename(path, place) == 0 else {
      let reason = SystemError.text
      unsafe rmdir(place)
      throw StampError(.work, "\(place): can't be made: \(reason)")
    }
    madeFolders = madeFolders.map { $0 == path ? place : $0 }
    path = place
  }

  /// Removes what this run has made, the project with everything in it.
  func discard() {
    for made in madeFolders.reversed() {
      if made == path {
        let name = Array(URL(fileURLWithPath: made).lastPathComponent.utf8)
        // What can't be removed is named by the error that led here: its folder is still there to be seen.
        try? GuardedFolder(path: resolved(parentFolder(of: made))).remove([name])
      } else {
        // Only empty ones go: somebody else may have put something there.
        unsafe rmdir(made)
      }
    }
    madeFolders = []
  }
}
