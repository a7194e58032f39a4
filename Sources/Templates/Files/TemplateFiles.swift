import Changes

/// Where a template's files are read from: a folder, a zip, a git tree, or values in memory.
///
/// Only what the template needs is asked for: of a repository with a thousand other files they are never read.
public protocol TemplateFiles {
  /// Returns what is in a folder, sorted by name; nil if there is no such folder. Links are never followed.
  func entries(of folder: TreePath) throws -> [TemplateFileEntry]?

  /// Returns a file's bytes.
  func content(of file: TreePath) throws -> [UInt8]

  /// Returns what a link holds.
  func target(of link: TreePath) throws -> [UInt8]
}

/// One name in a folder of a template's files.
public struct TemplateFileEntry: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    /// With the twelve bits of chmod(2); files of git have 0o644 or 0o755.
    case file(permissions: UInt16)
    /// With its permissions, nil where the source has none.
    case folder(permissions: UInt16?)
    case link
  }

  public let name: [UInt8]
  public let kind: Kind

  public init(name: [UInt8], kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

extension FileTree: TemplateFiles {
  public func entries(of folder: TreePath) -> [TemplateFileEntry]? {
    names(in: folder)?.compactMap { name in
      switch self[folder.appending(name)] {
      case .file(_, let permissions): TemplateFileEntry(name: name, kind: .file(permissions: permissions))
      case .folder(let permissions): TemplateFileEntry(name: name, kind: .folder(permissions: permissions))
      case .link: TemplateFileEntry(name: name, kind: .link)
      case nil: nil
      }
    }
  }

  public func content(of file: TreePath) throws -> [UInt8] {
    guard case .file(let content, _) = self[file] else {
      throw ProjectTemplateError(.source, file.description, "there is no such file")
    }
    return content
  }

  public func target(of link: TreePath) throws -> [UInt8] {
    guard case .link(let target) = self[link] else {
      throw ProjectTemplateError(.source, link.description, "there is no such link")
    }
    return target
  }
}
