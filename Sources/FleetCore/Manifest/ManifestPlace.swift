/// Where a command's manifest is, and who said so.
public struct ManifestPlace: Sendable, Equatable {
  public enum Source: Sendable, Equatable {
    /// `--manifest FILE`
    case option
    /// `$FLEET_MANIFEST`
    case environment
    /// `fleet.yaml` in the current folder or the nearest parent that has one.
    case search
  }

  /// An absolute path. Only a search makes sure that something is there.
  public let path: String
  public let source: Source

  /// The absolute path of the folder that relative paths in the manifest start from.
  public var folder: String { parentFolder(of: path) }

  /// The file that is searched for.
  public static let fileName = "fleet.yaml"

  /// Returns the manifest's place, or nil where nobody names one and no folder up to the root has one.
  ///
  /// - Parameters:
  ///   - option: What `--manifest` says.
  ///   - environment: The value of `$FLEET_MANIFEST`; an empty one counts as none.
  ///   - currentFolder: An absolute path.
  ///   - fileExists: Whether a file is at an absolute path.
  /// - Returns: The place by the first of these that has one.
  public static func find(
    option: String?, environment: String?, from currentFolder: String, fileExists: (String) -> Bool
  ) -> ManifestPlace? {
    if let option { return ManifestPlace(path: joinedPath(currentFolder, option), source: .option) }
    if let environment, !environment.isEmpty {
      return ManifestPlace(path: joinedPath(currentFolder, environment), source: .environment)
    }
    var folder = joinedPath("/", currentFolder)
    while true {
      let path = joinedPath(folder, fileName)
      if fileExists(path) { return ManifestPlace(path: path, source: .search) }
      if folder == "/" { return nil }
      folder = parentFolder(of: folder)
    }
  }
}
