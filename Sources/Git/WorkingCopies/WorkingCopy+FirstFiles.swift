import Clibgit2
import Foundation

extension WorkingCopy {
  /// Puts all files into an empty index and their objects into one pack, and returns their tree: what `git add --all` makes of
  /// them, for ordinary files in an ordinary repository.
  ///
  /// Nil, and nothing is written, where something is there that only libgit2 knows what to do with: a link, a repository in
  /// the folder, a name that git doesn't keep, settings for other file systems.
  func addFirstFiles(
    _ pins: [TreeEntryRecord], _ complete: (([TreeEntryRecord]) throws(GitError) -> [UInt8])?
  ) throws(GitError) -> ObjectID? {
    let operation = "add the files of \(path)"
    guard try keepsModesAndLinks(operation), let paths = try newPaths(operation) else { return nil }
    guard paths.allSatisfy({ PathSafety.isPath($0) }), !WorkingCopy.clash(pins, paths) else { return nil }
    let reader = NewFiles(folder: path, rules: try hasAttributes(paths) ? FolderRules(repository: handle) : nil)
    guard var files = try reader.read(paths) else { return nil }
    if let complete {
      let last = try complete(WorkingCopy.records(files, pins))
      if files.contains(where: { $0.path == last }) {
        guard let again = try reader.read([last]) else { return nil }
        files = files.filter { $0.path != last } + again
      }
    }
    let tree = try PackedTree(WorkingCopy.records(files, pins))
    var named: Set<ObjectID> = []
    try PackFile((files.map(\.blob) + tree.objects).filter { named.insert($0.id).inserted })
      .write(into: "\(gitFolder)/objects/pack")
    var entries: [[UInt8]: FolderCache.Entry] = [:]
    for file in files { entries[file.path] = FolderCache.Entry(mode: file.mode, id: file.blob.id, stamp: file.stamp) }
    for pin in pins { entries[pin.pathBytes] = FolderCache.Entry(mode: pin.mode, id: pin.id, stamp: nil) }
    try FolderCache(file: "\(gitFolder)/index").replace(by: entries)
    return tree.id
  }

  private static func records(_ files: [NewFiles.File], _ pins: [TreeEntryRecord]) -> [TreeEntryRecord] {
    (files.map { TreeEntryRecord(pathBytes: $0.path, mode: $0.mode, id: $0.blob.id) } + pins)
      .sorted { $0.pathBytes.lexicographicallyPrecedes($1.pathBytes) }
  }

  /// Whether the folder's files have the modes and links that git would record.
  private func keepsModesAndLinks(_ operation: String) throws(GitError) -> Bool {
    let config = try make(operation) { git_repository_config(&$0, handle) }
    defer { git_config_free(config) }
    for key in ["core.filemode", "core.symlinks"] {
      var value: Int32 = 1
      if try find(operation, { git_config_get_bool(&value, config, key) }), value == 0 { return false }
    }
    return true
  }

  /// Returns the paths of all files that aren't ignored; nil where the index isn't empty, or a repository lies in the folder.
  private func newPaths(_ operation: String) throws(GitError) -> [[UInt8]]? {
    let index = try make(operation) { git_repository_index(&$0, handle) }
    defer { git_index_free(index) }
    guard git_index_entrycount(index) == 0 else { return nil }
    var options = git_diff_options()
    git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION))
    options.flags =
      GIT_DIFF_INCLUDE_TYPECHANGE.rawValue | GIT_DIFF_INCLUDE_UNTRACKED.rawValue
      | GIT_DIFF_RECURSE_UNTRACKED_DIRS.rawValue
    let diff = try make(operation) { git_diff_index_to_workdir(&$0, handle, index, &options) }
    defer { git_diff_free(diff) }
    var paths: [[UInt8]] = []
    for number in 0..<git_diff_num_deltas(diff) {
      guard let delta = git_diff_get_delta(diff, number)?.pointee, delta.status == GIT_DELTA_UNTRACKED,
        let path = delta.new_file.path
      else { return nil }
      paths.append(Array(UnsafeRawBufferPointer(start: path, count: strlen(path))))
    }
    return paths
  }

  /// Whether a submodule's place is a file, lies in one, or has files in it.
  private static func clash(_ pins: [TreeEntryRecord], _ paths: [[UInt8]]) -> Bool {
    let slash = UInt8(ascii: "/")
    return pins.contains { pin in
      paths.contains { path in
        path == pin.pathBytes || path.starts(with: pin.pathBytes + [slash])
          || pin.pathBytes.starts(with: path + [slash])
      }
    }
  }

  /// Whether there are attributes for these files: in their folders, where they count even if git ignores them, or elsewhere.
  private func hasAttributes(_ paths: [[UInt8]]) throws(GitError) -> Bool {
    var folders: Set<ArraySlice<UInt8>> = [[]]
    for path in paths {
      var folder = path[...]
      while let slash = folder.lastIndex(of: UInt8(ascii: "/")) {
        folder = folder[..<slash]
        guard folders.insert(folder).inserted else { break }
      }
    }
    let guarded = try GuardedFolder(path: path)
    for folder in folders {
      let names = folder.split(separator: UInt8(ascii: "/")).map(Array.init)
      if guarded.kind(at: names + [FolderRules.attributesName]) != nil { return true }
    }
    return try FolderAttributes(repository: handle, gitFolder: gitFolder).isThereAnyOutside()
  }
}
