import Foundation

/// Reads folders and files; tests give their own.
public struct FolderAccess: Sendable {
  public enum Kind: Sendable, Equatable {
    case file
    case folder
    /// A symbolic link, and whatever else isn't a plain file.
    case other
  }

  /// Returns what is in a folder, by an absolute path; links aren't followed.
  public let entries: @Sendable (String) throws -> [String: Kind]
  /// Returns a file's bytes.
  public let content: @Sendable (String) throws -> [UInt8]

  public init(
    entries: @escaping @Sendable (String) throws -> [String: Kind],
    content: @escaping @Sendable (String) throws -> [UInt8]
  ) {
    self.entries = entries
    self.content = content
  }

  /// The file system.
  public static let disk = FolderAccess(
    entries: { folder in
      var kinds: [String: Kind] = [:]
      for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
        // `attributesOfItem` describes a link itself, not its target.
        switch try FileManager.default.attributesOfItem(atPath: folder + "/" + name)[.type] as? FileAttributeType {
        case .typeDirectory: kinds[name] = .folder
        case .typeRegular: kinds[name] = .file
        default: kinds[name] = .other
        }
      }
      return kinds
    },
    content: { path in Array(try Data(contentsOf: URL(fileURLWithPath: path))) })
}
