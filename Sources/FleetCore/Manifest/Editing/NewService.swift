/// A service that is to be written into a manifest.
public struct NewService: Sendable, Equatable {
  public let name: String
  /// The address as it will stand in the manifest; a relative path starts in the manifest's folder.
  public let url: String
  public let branch: String?
  public let tags: [String]

  public init(name: String, url: String, branch: String? = nil, tags: [String] = []) {
    self.name = name
    self.url = url
    self.branch = branch
    self.tags = tags
  }

  /// The members in the order in which they are written, as YAML.
  var members: [String] {
    var members = ["name: \(writtenInYAML(name))", "url: \(writtenInYAML(url))"]
    if let branch { members.append("branch: \(writtenInYAML(branch))") }
    if !tags.isEmpty { members.append("tags: [\(tags.map(writtenInYAML).joined(separator: ", "))]") }
    return members
  }
}
