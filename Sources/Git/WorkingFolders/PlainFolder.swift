import Foundation

/// A folder that belongs to somebody else, read and written by the bytes of its names: a name needn't be UTF-8.
///
/// Paths are relative to it, and no link in them is ever followed.
public struct PlainFolder: Sendable {
  public enum Kind: Sendable, Equatable {
    case file(isExecutable: Bool)
    case link
    case folder
    /// What git doesn't keep: pipes, sockets, devices.
    case special
  }

  /// The folder, with the links on the way to it followed.
  public let path: String

  /// - Parameter path: an absolute path.
  public init(_ path: String) {
    self.path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path(percentEncoded: false)
  }

  /// Returns the names in a folder in git's tree order, in which a folder sorts as if its name ended with a slash; the
  /// empty path is the folder itself.
  public func entries(in folder: [UInt8]) throws(GitError) -> [(name: [UInt8], kind: Kind)] {
    let entries = try descend(to: folder) { (descriptor) throws(GitError) in try descriptor.entries() }
    let keyed = entries.map { entry in (key: entry.name + (entry.kind == .folder ? [slash] : []), entry: entry) }
    return keyed.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.entry.name, Kind($0.entry)) }
  }

  /// Returns what stands at a path; nil for nothing, and for what lies behind a link or a file.
  public func kind(of path: [UInt8]) -> Kind? {
    let (parent, name) = split(path)
    // A folder that can't be opened on the way is one through which nothing is reached.
    return (try? descend(to: parent) { (folder) throws(GitError) in folder.entry(name) })?.map { Kind($0) } ?? nil
  }

  /// Returns a file's bytes.
  public func content(of path: [UInt8]) throws(GitError) -> [UInt8] {
    let (parent, name) = split(path)
    return try descend(to: parent) { (folder) throws(GitError) in try folder.content(of: name) }
  }

  /// Returns what a link holds.
  public func target(ofLink path: [UInt8]) throws(GitError) -> [UInt8] {
    let (parent, name) = split(path)
    return try descend(to: parent) { (folder) throws(GitError) in try folder.target(ofLink: name) }
  }

  private var slash: UInt8 { UInt8(ascii: "/") }

  private func split(_ path: [UInt8]) -> (parent: [UInt8], name: [UInt8]) {
    guard let last = path.lastIndex(of: slash) else { return ([], path) }
    return (Array(path[..<last]), Array(path[(last + 1)...]))
  }

  private func descend<Value>(
    to folder: [UInt8], _ body: (borrowing FolderDescriptor) throws(GitError) -> Value
  ) throws(GitError) -> Value {
    var descriptor = try FolderDescriptor(path: path)
    for name in folder.split(separator: slash) { descriptor = try descriptor.folder(Array(name)) }
    return try body(descriptor)
  }
}

extension PlainFolder.Kind {
  fileprivate init(_ entry: FolderEntry) {
    switch entry.kind {
    case .file: self = .file(isExecutable: entry.isExecutable)
    case .link: self = .link
    case .folder: self = .folder
    case .special: self = .special
    }
  }
}

// Writing.
extension PlainFolder {
  /// Returns a file's permissions; nil where there is none.
  public func permissions(of path: [UInt8]) -> UInt32? {
    var status = stat()
    return lstat(absolute(path), &status) == 0 ? status.st_mode & 0o7777 : nil
  }

  /// Puts a file in place in one step: a reader sees the old bytes or the new ones.
  public func write(_ bytes: [UInt8], to path: [UInt8], permissions: UInt32) throws(GitError) {
    let temporary = split(path).parent + (split(path).parent.isEmpty ? [] : [slash]) + Array(".fleet-\(UUID())".utf8)
    let file = open(absolute(temporary), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure("write", path) }
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw givingUp(temporary, failure("write", path)) }
      rest = rest.dropFirst(count)
    }
    guard fchmod(file, permissions) == 0, rename(absolute(temporary), absolute(path)) == 0 else {
      throw givingUp(temporary, failure("write", path))
    }
  }

  /// Removes a file or a link.
  public func remove(_ path: [UInt8]) throws(GitError) {
    if unlink(absolute(path)) != 0 { throw failure("remove", path) }
  }

  /// Makes the folders above a path that are missing, and returns those, the outermost first.
  public func makeFolders(above path: [UInt8]) throws(GitError) -> [[UInt8]] {
    var made: [[UInt8]] = []
    for (index, byte) in path.enumerated() where byte == slash {
      let folder = Array(path[..<index])
      if mkdir(absolute(folder), 0o777) == 0 {
        made.append(folder)
      } else if errno != EEXIST {
        let error = failure("make", folder)
        removeEmpty(made)
        throw error
      }
    }
    return made
  }

  /// Removes folders that `makeFolders` made, as far as they are empty.
  public func removeEmpty(_ folders: [[UInt8]]) {
    for folder in folders.reversed() { rmdir(absolute(folder)) }
  }

  private func givingUp(_ temporary: [UInt8], _ error: GitError) -> GitError {
    unlink(absolute(temporary))
    return error
  }

  private func absolute(_ relative: [UInt8]) -> [CChar] {
    (Array(path.utf8) + [slash] + relative + [0]).map { CChar(bitPattern: $0) }
  }

  private func failure(_ verb: String, _ path: [UInt8]) -> GitError {
    GitError(
      operation: "\(verb) \(String(decoding: path, as: UTF8.self).printable)", kind: .other,
      message: String(cString: strerror(errno)))
  }
}
