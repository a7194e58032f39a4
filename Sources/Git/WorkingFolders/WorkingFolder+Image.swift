import Clibgit2
import Foundation

extension WorkingFolder {
  /// Makes a folder with the files of an image where there is none, as `checkOut` would, without reading anything.
  ///
  /// Returns false, and has done nothing, where there is a git folder already or anything in the folder. What a killed process
  /// has begun is taken up by the next `checkOut`. `path` and `gitFolder` are absolute.
  public static func fillNew(at path: String, gitFolder: String, from image: CommitImage) throws(GitError) -> Bool {
    let layout = WorkingFolderLayout(path: path, gitFolder: gitFolder, mirror: image.mirror)
    let folder: FolderDescriptor
    do {
      for folder in [path, (gitFolder as NSString).deletingLastPathComponent] {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      }
      folder = try FolderDescriptor(path: path)
    } catch {
      // A program may have put something else in the place of a folder, which `checkOut` clears away.
      return false
    }
    guard try folder.entries().isEmpty, mkdir(gitFolder, 0o777) == 0 else { return false }
    try layout.makeGitFolder(head: image.commit)
    try folder.makeFile(".git", layout.link)
    var content = NewFolderContent(image)
    try content.write(image.root, in: folder, prefix: [])
    try FolderCache(file: layout.indexFile).replace(by: content.entries, copy: layout.indexForPrograms)
    return true
  }
}

/// The writing of an image's files into a folder that has none.
private struct NewFolderContent {
  private let image: CommitImage
  private(set) var entries: [[UInt8]: FolderCache.Entry] = [:]

  init(_ image: CommitImage) {
    self.image = image
  }

  mutating func write(
    _ target: TargetFolder, in folder: borrowing FolderDescriptor, prefix: [UInt8]
  ) throws(GitError) {
    for (name, entry) in target.entries.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      switch entry {
      case .folder(let inner):
        try folder.makeFolder(name)
        try write(inner, in: try folder.folder(name), prefix: prefix + name + [UInt8(ascii: "/")])
      case .leaf(let mode, let id):
        let made = try make(name, mode: mode, id: id, in: folder)
        entries[prefix + name] = FolderCache.Entry(mode: mode, id: id, stamp: made?.stamp)
      }
    }
  }

  private func make(
    _ name: [UInt8], mode: UInt32, id: ObjectID, in folder: borrowing FolderDescriptor
  ) throws(GitError) -> FolderEntry? {
    // An image has the contents of all of its files.
    let content = image.contents[id] ?? []
    switch mode {
    case GIT_FILEMODE_COMMIT.rawValue: try folder.makeFolder(name)
    case GIT_FILEMODE_LINK.rawValue: try folder.makeLink(name, to: content)
    default:
      return try folder.makeFile(name, content, isExecutable: mode == GIT_FILEMODE_BLOB_EXECUTABLE.rawValue)
    }
    return folder.entry(name)
  }
}
