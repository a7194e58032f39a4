import Foundation

/// A folder that files are written into by their paths without ever following a link in it: whatever lies in the folder,
/// and whoever swaps something in it meanwhile, nothing is written anywhere else.
///
/// A path is the names from the folder on, as bytes; none of them may be empty, `.` or `..`.
public final class GuardedFolder: Sendable {
  /// What lies at a path itself, not what a link there leads to.
  public enum Kind: Sendable, Equatable {
    case file
    case link
    case folder
    /// A pipe, a socket or a device.
    case special
  }

  private let root: FolderDescriptor

  /// Opens a folder by its path; the last part of it must not be a link.
  public init(path: String) throws(GitError) {
    root = try FolderDescriptor(path: path)
  }

  /// Returns what is at a path; nil for nothing, and for everything behind a link.
  public func kind(at path: [[UInt8]]) -> Kind? {
    guard let name = path.last else { return .folder }
    // What can't be entered holds nothing that could be told apart from nothing.
    let entry = try? inFolder(of: path) { (folder) throws(GitError) in folder.entry(name) }
    switch entry?.kind {
    case .file?: return .file
    case .link?: return .link
    case .folder?: return .folder
    case .special?: return .special
    case nil: return nil
    }
  }

  /// Makes a folder where there is none yet, with the permissions of any new one.
  public func makeFolder(_ path: [[UInt8]]) throws(GitError) {
    try inFolder(of: path) { (folder) throws(GitError) in
      guard let name = path.last, folder.entry(name)?.kind != .folder else { return }
      try folder.makeFolder(name)
    }
  }

  /// Sets a folder's permissions, the twelve bits of chmod(2).
  public func setPermissions(_ permissions: UInt16, of path: [[UInt8]]) throws(GitError) {
    try inFolder(of: path) { (folder) throws(GitError) in
      guard let name = path.last else { return try folder.setPermissions(permissions) }
      try folder.folder(name).setPermissions(permissions)
    }
  }

  /// Writes a file with exactly these permissions in place of a file, link or pipe that is there.
  ///
  /// A new file is made, so that a hard link of the old one keeps its content.
  public func write(_ content: [UInt8], permissions: UInt16, to path: [[UInt8]]) throws(GitError) {
    guard let name = path.last else { return }
    try write([File(name: name, content: content, permissions: permissions)], in: Array(path.dropLast()))
  }

  /// A file to write.
  public struct File: Sendable {
    let name: [UInt8]
    let content: [UInt8]
    let permissions: UInt16

    public init(name: [UInt8], content: [UInt8], permissions: UInt16) {
      (self.name, self.content, self.permissions) = (name, content, permissions)
    }
  }

  /// Writes files of one folder as `write(_:permissions:to:)` does, the way to it gone only once.
  public func write(_ files: [File], in folder: [[UInt8]]) throws(GitError) {
    try GuardedFolder.requireNames(folder + files.map(\.name))
    try root.inFolder(at: folder[...]) { (folder) throws(GitError) in
      for file in files { try folder.replaceFile(file.name, file.content, permissions: file.permissions) }
    }
  }

  /// Makes a link where nothing is.
  public func makeLink(to target: [UInt8], at path: [[UInt8]]) throws(GitError) {
    try inFolder(of: path) { (folder) throws(GitError) in try folder.makeLink(path.last ?? [], to: target) }
  }

  /// Returns a file's bytes.
  public func content(of path: [[UInt8]]) throws(GitError) -> [UInt8] {
    try inFolder(of: path) { (folder) throws(GitError) in try folder.content(of: path.last ?? []) }
  }

  /// Removes what is at a path, a folder with everything in it; links are removed, not followed.
  public func remove(_ path: [[UInt8]]) throws(GitError) {
    try inFolder(of: path) { (folder) throws(GitError) in
      if let name = path.last { try folder.remove(name) }
    }
  }

  /// Removes what is at an absolute path, as `remove` does; also folders that a program took away its own rights to. What isn't
  /// there is no error.
  public static func removeAll(at path: String) throws(GitError) {
    let bytes = Array(path.utf8)
    var status = stat()
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")), lstat(path, &status) == 0 || errno != ENOENT else {
      return
    }
    try FolderDescriptor(path: String(decoding: bytes[..<slash], as: UTF8.self)).remove(Array(bytes[(slash + 1)...]))
  }

  /// Calls `body` with the folder that holds what the path names.
  private func inFolder<Value>(
    of path: [[UInt8]], _ body: (borrowing FolderDescriptor) throws(GitError) -> Value
  ) throws(GitError) -> Value {
    try GuardedFolder.requireNames(path)
    return try root.inFolder(at: path.dropLast()[...], body)
  }

  private static func requireNames(_ names: [[UInt8]]) throws(GitError) {
    guard names.allSatisfy({ PathSafety.isEntryName($0) }) else {
      throw GitError(operation: "open a path", kind: .unsupported, message: "it has a part that is no name")
    }
  }
}
