import Clibgit2
import Foundation

/// What was written into a working folder, and the stamps of the files since: a git index, which programs may read too.
struct FolderCache {
  struct Entry: Equatable {
    var mode: UInt32
    var id: ObjectID
    var stamp: FileStamp?
  }

  private let file: String
  private let indexStamp: FileStamp?
  private(set) var entries: [[UInt8]: Entry] = [:]
  /// Whether there was an index that could be read.
  let isRead: Bool

  /// Reads the index; one that is missing or can't be read has no entries.
  init(file: String) {
    self.file = file
    var status = stat()
    // A program may have put a pipe there, and opening that would wait for another one.
    indexStamp = lstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? FileStamp(status) : nil
    var index: OpaquePointer?
    isRead = indexStamp != nil && git_index_open(&index, file) == 0
    guard isRead else { return }
    defer { git_index_free(index) }
    for number in 0..<git_index_entrycount(index) {
      guard let raw = git_index_get_byindex(index, number)?.pointee, let path = raw.path else { continue }
      let bytes = Array(UnsafeRawBufferPointer(start: path, count: strlen(path)))
      entries[bytes] = Entry(mode: raw.mode, id: ObjectID(raw.id), stamp: FileStamp(raw))
    }
  }

  /// Returns what is known of a file that nobody touched since it was looked at; nil for any other.
  func untouched(_ path: [UInt8], _ found: FolderEntry) -> Entry? {
    guard let entry = entries[path], entry.stamp == found.stamp, entry.mode == found.gitMode, let indexStamp,
      !found.stamp.mayHide(changeAfter: indexStamp)
    else { return nil }
    return entry
  }

  /// Writes `new` in the place of what was known, and a copy for programs that use git in the folder, where one is named.
  func replace(by new: [[UInt8]: Entry], copy: String? = nil) throws(GitError) {
    let operation = "write \(file)"
    unlink(file)
    let index = try make(operation) { git_index_open(&$0, file) }
    defer { git_index_free(index) }
    for (path, entry) in new {
      let name = path.map { CChar(bitPattern: $0) } + [0]
      try check(operation) {
        name.withUnsafeBufferPointer { name in
          var raw = git_index_entry(entry)
          raw.path = name.baseAddress
          return git_index_add(index, &raw)
        }
      }
    }
    try check(operation) { git_index_write(index) }
    if let copy, let bytes = FileManager.default.contents(atPath: file) {
      // A copy that can't be written costs programs the time to make it.
      try? UnsyncedFile.write(Array(bytes), to: copy)
    }
  }
}

extension FileStamp {
  fileprivate init(_ raw: git_index_entry) {
    changedSeconds = raw.ctime.seconds
    changedNanoseconds = raw.ctime.nanoseconds
    modifiedSeconds = raw.mtime.seconds
    modifiedNanoseconds = raw.mtime.nanoseconds
    device = raw.dev
    inode = raw.ino
    byteCount = raw.file_size
  }
}

extension git_index_entry {
  fileprivate init(_ entry: FolderCache.Entry) {
    self.init()
    mode = entry.mode
    id = entry.id.raw
    guard let stamp = entry.stamp else { return }
    ctime = git_index_time(seconds: stamp.changedSeconds, nanoseconds: stamp.changedNanoseconds)
    mtime = git_index_time(seconds: stamp.modifiedSeconds, nanoseconds: stamp.modifiedNanoseconds)
    dev = stamp.device
    ino = stamp.inode
    file_size = stamp.byteCount
  }
}
