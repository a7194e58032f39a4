import Foundation

/// One name in a folder of the disk, as `lstat` tells it.
struct FolderEntry {
  enum Kind {
    case file
    case link
    case folder
    /// A pipe, a socket or a device: nothing that git keeps.
    case special
  }

  let name: [UInt8]
  let kind: Kind
  let isExecutable: Bool
  /// Whether its owner may read it, write to it, and use it as a folder.
  let isOpenToOwner: Bool
  let stamp: FileStamp

  init(name: [UInt8], status: stat) {
    self.name = name
    isExecutable = status.st_mode & 0o100 != 0
    isOpenToOwner = status.st_mode & 0o700 == 0o700
    stamp = FileStamp(status)
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFLNK: .link
      case S_IFDIR: .folder
      default: .special
      }
  }

  /// The mode that git records of it; nil for what it doesn't record.
  var gitMode: UInt32? {
    switch kind {
    case .file: isExecutable ? 0o100755 : 0o100644
    case .link: 0o120000
    case .folder, .special: nil
    }
  }
}

/// What tells that a file is as it was when it was last looked at, as git's index keeps it.
///
/// The time of the last change of anything (`ctime`) is what no program can put back.
struct FileStamp: Equatable {
  var changedSeconds: Int32
  var changedNanoseconds: UInt32
  var modifiedSeconds: Int32
  var modifiedNanoseconds: UInt32
  var device: UInt32
  var inode: UInt32
  var byteCount: UInt32

  init(_ status: stat) {
    #if os(Linux)
      let (changed, modified) = (status.st_ctim, status.st_mtim)
    #else
      let (changed, modified) = (status.st_ctimespec, status.st_mtimespec)
    #endif
    changedSeconds = Int32(truncatingIfNeeded: changed.tv_sec)
    changedNanoseconds = UInt32(truncatingIfNeeded: changed.tv_nsec)
    modifiedSeconds = Int32(truncatingIfNeeded: modified.tv_sec)
    modifiedNanoseconds = UInt32(truncatingIfNeeded: modified.tv_nsec)
    device = UInt32(truncatingIfNeeded: status.st_dev)
    inode = UInt32(truncatingIfNeeded: status.st_ino)
    byteCount = UInt32(truncatingIfNeeded: status.st_size)
  }

  /// Whether a change right after this look could have left the same stamp: the clock of files ticks slower than programs
  /// run, so what changed in the tick in which the index was written, or later, has to be looked at again.
  func mayHide(changeAfter index: FileStamp) -> Bool {
    (changedSeconds, changedNanoseconds) >= (index.modifiedSeconds, index.modifiedNanoseconds)
  }
}
