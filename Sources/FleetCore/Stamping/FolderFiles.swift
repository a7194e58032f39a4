import Changes
import Foundation
import Git
import Templates

/// A template's files in a folder of this machine.
public struct FolderFiles: TemplateFiles, Sendable {
  private let folder: String
  /// The folder for its names, which needn't be UTF-8.
  private let plain: PlainFolder

  /// - Parameter folder: an absolute path.
  public init(folder: String) {
    self.folder = folder
    plain = PlainFolder(folder)
  }

  public func entries(of folder: TreePath) throws -> [TemplateFileEntry]? {
    guard case .folder? = kind(of: folder) else { return nil }
    return try plain.entries(in: folder.bytes).compactMap { entry in
      guard let kind = kind(of: folder.appending(entry.name)) else { return nil }
      return TemplateFileEntry(name: entry.name, kind: kind)
    }.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  /// Nil for what no template holds, such as sockets, and for what is gone.
  private func kind(of path: TreePath) -> TemplateFileEntry.Kind? {
    var status = stat()
    guard unsafe lstat(absolute(path), &status) == 0 else { return nil }
    let permissions = UInt16(truncatingIfNeeded: status.st_mode & 0o7777)
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file(permissions: permissions)
    case S_IFDIR: return .folder(permissions: permissions)
    case S_IFLNK: return .link
    default: return nil
    }
  }

  public func content(of file: TreePath) throws -> [UInt8] {
    let descriptor = unsafe open(absolute(file), O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(file) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw failure(file) }
    var bytes: [UInt8] = []
    // The file as it was measured comes in one piece; what it has grown by since follows.
    var room = max(Int(status.st_size), 1)
    while true {
      var count = 0
      let part = unsafe [UInt8](unsafeUninitializedCapacity: room) { place, initializedCount in
        count = unsafe read(descriptor, place.baseAddress, room)
        initializedCount = max(count, 0)
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw failure(file) }
      if count == 0 { return bytes }
      if bytes.isEmpty { bytes = part } else { bytes += part }
      room = 4096
    }
  }

  public func target(of link: TreePath) throws -> [UInt8] {
    try plain.target(ofLink: link.bytes)
  }

  private func failure(_ file: TreePath) -> GitError {
    let reason = SystemError.text
    return GitError(operation: "read \(folder)/\(file)", kind: .other, message: reason)
  }

  /// The path for C, ended by a NUL.
  private func absolute(_ path: TreePath) -> [CChar] {
    let below = path.bytes.isEmpty ? [] : [UInt8(ascii: "/")] + path.bytes
    return (Array(folder.utf8) + below + [0]).map { CChar(bitPattern: $0) }
  }
}
