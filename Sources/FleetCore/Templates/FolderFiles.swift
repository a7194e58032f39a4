import Changes
import Foundation
import Templates

/// A template's files in a folder of this machine.
public struct FolderFiles: TemplateFiles, Sendable {
  private let folder: String

  /// - Parameter folder: an absolute path.
  public init(folder: String) {
    self.folder = folder
  }

  public func entries(of folder: TreePath) throws -> [TemplateFileEntry]? {
    let path = absolute(folder)
    var status = stat()
    guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
    return try FileManager.default.contentsOfDirectory(atPath: path).compactMap { name in
      guard let kind = kind(of: path + "/" + name) else { return nil }
      return TemplateFileEntry(name: Array(name.utf8), kind: kind)
    }.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  /// Nil for what no template holds, such as sockets, and for what is gone.
  private func kind(of path: String) -> TemplateFileEntry.Kind? {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    let permissions = UInt16(truncatingIfNeeded: status.st_mode & 0o7777)
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file(permissions: permissions)
    case S_IFDIR: return .folder(permissions: permissions)
    case S_IFLNK: return .link
    default: return nil
    }
  }

  public func content(of file: TreePath) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: absolute(file))))
  }

  public func target(of link: TreePath) throws -> [UInt8] {
    Array(try FileManager.default.destinationOfSymbolicLink(atPath: absolute(link)).utf8)
  }

  private func absolute(_ path: TreePath) -> String {
    path.bytes.isEmpty ? folder : "\(folder)/\(path)"
  }
}
