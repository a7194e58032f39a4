import Clibgit2
import Dispatch
import Synchronization

/// The files of a working copy that has none yet, read, named and compressed on all processors.
struct NewFiles {
  struct File: Sendable {
    let path: [UInt8]
    let mode: UInt32
    let stamp: FileStamp
    let blob: PackedObject
  }

  private let folder: String
  /// Nil where nothing changes a file on its way into a tree. Asked on one thread.
  private let content: FolderContent?

  /// - Parameter folder: the folder with the files, absolute.
  init(folder: String, rules: FolderRules?) {
    self.folder = folder
    self.content = rules.map { FolderContent(rules: $0) }
  }

  /// Reads files by their paths; nil where one isn't an ordinary file.
  func read(_ paths: [[UInt8]]) throws(GitError) -> [File]? {
    let groups = NewFiles.byFolder(paths)
    guard content == nil else {
      var files: [File] = []
      for group in groups {
        guard let read = try NewFiles.read(group, in: folder, content) else { return nil }
        files += read
      }
      return files
    }
    let results = Mutex<(files: [File], errors: [Int: GitError], isOrdinary: Bool)>(([], [:], true))
    let folder = folder
    DispatchQueue.concurrentPerform(iterations: groups.count) { number in
      do throws(GitError) {
        let files = try NewFiles.read(groups[number], in: folder, nil)
        results.withLock { results in
          results.files += files ?? []
          if files == nil { results.isOrdinary = false }
        }
      } catch {
        results.withLock { $0.errors[number] = error }
      }
    }
    let (files, errors, isOrdinary) = results.withLock { $0 }
    // Which was met first is chance.
    if let first = errors.min(by: { $0.key < $1.key }) { throw first.value }
    return isOrdinary ? files : nil
  }

  private struct Group: Sendable {
    let folder: [[UInt8]]
    var names: [[UInt8]]
  }

  /// The largest first, so that all processors end together; equal ones by path.
  private static func byFolder(_ paths: [[UInt8]]) -> [Group] {
    var groups: [ArraySlice<UInt8>: Group] = [:]
    for path in paths {
      let slash = path.lastIndex(of: UInt8(ascii: "/"))
      let folder = slash.map { path[..<$0] } ?? []
      let name = Array(slash.map { path[($0 + 1)...] } ?? path[...])
      groups[folder, default: Group(folder: folder.split(separator: UInt8(ascii: "/")).map(Array.init), names: [])]
        .names.append(name)
    }
    return groups.sorted { left, right in
      let (many, few) = (left.value.names.count, right.value.names.count)
      return many != few ? many > few : left.key.lexicographicallyPrecedes(right.key)
    }.map(\.value)
  }

  private static func read(
    _ group: Group, in folder: String, _ content: FolderContent?
  ) throws(GitError) -> [File]? {
    try FolderDescriptor(path: folder).inFolder(at: group.folder[...]) { (folder) throws(GitError) in
      var files: [File] = []
      let prefix = group.folder.flatMap { $0 + [UInt8(ascii: "/")] }
      for name in group.names {
        // Looked at before it is read: what changes meanwhile has another stamp.
        guard let entry = folder.entry(name), entry.kind == .file, let mode = entry.gitMode else { return nil }
        let path = prefix + name
        let bytes: [UInt8]
        if let content {
          bytes = try content.bytes(of: entry, in: folder, path: path)
        } else {
          bytes = try folder.content(of: name, limit: .max)
        }
        files.append(File(path: path, mode: mode, stamp: entry.stamp, blob: try PackedObject(.blob, bytes)))
      }
      return files
    }
  }
}
