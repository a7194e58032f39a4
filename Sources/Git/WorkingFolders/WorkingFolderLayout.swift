import Foundation

/// The files that make a working folder one: put in place before every use, whatever a program did to them.
struct WorkingFolderLayout {
  let path: String
  let gitFolder: String
  /// The mirror's git folder.
  let mirror: String

  var configFile: String { "\(gitFolder)/config" }
  /// The index that counts.
  var indexFile: String { "\(gitFolder)/fleet-index" }
  /// A copy of it, which programs may change.
  var indexForPrograms: String { "\(gitFolder)/index" }

  func putInPlace() throws(GitError) {
    do {
      // A program may have put a link in the place of a folder that is its to write to.
      for folder in [path, gitFolder] where type(of: folder) ?? S_IFDIR != S_IFDIR {
        try FileManager.default.removeItem(atPath: folder)
      }
      for folder in [path, "\(gitFolder)/objects/info", "\(gitFolder)/refs/heads", "\(gitFolder)/info"] {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      }
      try put(config, at: configFile)
      try put(alternates, at: "\(gitFolder)/objects/info/alternates")
      for file in ["exclude", "attributes"] where type(of: "\(gitFolder)/info/\(file)") != nil {
        try FileManager.default.removeItem(atPath: "\(gitFolder)/info/\(file)")
      }
      try put(link, at: "\(path)/.git")
      // Git reads these without a look, and would wait at a pipe for somebody to write into it.
      for file in ["HEAD", "packed-refs"] where type(of: "\(gitFolder)/\(file)") ?? S_IFREG != S_IFREG {
        try FileManager.default.removeItem(atPath: "\(gitFolder)/\(file)")
      }
      // Nobody but a machine that lost its power leaves an empty one.
      if FileManager.default.contents(atPath: "\(gitFolder)/HEAD")?.isEmpty ?? true {
        try put("ref: refs/heads/main\n", at: "\(gitFolder)/HEAD")
      }
    } catch let error as GitError {
      throw error
    } catch {
      throw GitError(operation: "prepare \(path)", kind: .other, message: error.localizedDescription)
    }
  }

  /// Fills the git folder, which is there and empty; all but the index.
  func makeGitFolder(head: ObjectID) throws(GitError) {
    let folder = try FolderDescriptor(path: gitFolder)
    for name in ["objects", "refs", "info"] { try folder.makeFolder(Array(name.utf8)) }
    try folder.folder(Array("refs".utf8)).makeFolder(Array("heads".utf8))
    let objects = try folder.folder(Array("objects".utf8))
    try objects.makeFolder(Array("info".utf8))
    try objects.folder(Array("info".utf8)).makeFile("alternates", alternates)
    try folder.makeFile("config", config)
    try folder.makeFile("HEAD", "\(head.hex)\n")
  }

  /// What the folder's `.git` file holds.
  var link: String { "gitdir: \(gitFolder)\n" }

  private var alternates: String { "\(mirror)/objects\n" }

  /// Writes a file unless it is there with the same bytes; a folder or link in its place goes.
  private func put(_ text: String, at file: String) throws {
    let bytes = Array(text.utf8)
    if let type = type(of: file) {
      if type != S_IFREG {
        try FileManager.default.removeItem(atPath: file)
      } else if FileManager.default.contents(atPath: file).map({ $0.elementsEqual(bytes) }) ?? false {
        return
      }
    }
    try UnsyncedFile.write(bytes, to: file)
  }

  /// What a path names itself, not what a link there leads to; nil for nothing.
  private func type(of path: String) -> mode_t? {
    var status = stat()
    // What can't be looked at can't be written to either, and that is then the error.
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  /// Nothing of the user's or the machine's settings is left to decide what is ignored or how lines end.
  private var config: String {
    let quoted = path.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
    return """
      [core]
      \trepositoryformatversion = 0
      \tfilemode = true
      \tbare = false
      \tsymlinks = true
      \tignorecase = false
      \tautocrlf = false
      \tlogallrefupdates = false
      \texcludesfile = /dev/null
      \tattributesfile = /dev/null
      \thookspath = /dev/null
      \tprotectHFS = true
      \tprotectNTFS = true
      \tworktree = "\(quoted)"

      """
  }
}
