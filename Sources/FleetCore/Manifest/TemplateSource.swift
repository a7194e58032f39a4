/// A template that `fleet new` knows by name.
public struct TemplateSource: Sendable, Hashable {
  public let name: String
  public let location: Location
  /// The folder inside the source that holds the template, if it isn't the root.
  public let directory: String?
  /// The branch, tag or commit of a repository; nil for its default branch.
  public let ref: String?

  public init(name: String, location: Location, directory: String? = nil, ref: String? = nil) {
    self.name = name
    self.location = location
    self.directory = directory
    self.ref = ref
  }

  public enum Location: Sendable, Hashable {
    case repository(RemoteLocation)
    /// An absolute path.
    case folder(String)
  }
}
