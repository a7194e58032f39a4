/// A service that another tool's list, or a folder of checkouts, names.
public struct ImportedService: Sendable, Hashable {
  /// As the source calls it; not yet a name that a manifest takes.
  public let name: String
  /// A URL, or the absolute path of a repository.
  public let url: String
  public let branch: String?
  /// Where it was read: a file with its line, or a folder.
  public let source: String

  public init(name: String, url: String, branch: String? = nil, source: String) {
    self.name = name
    self.url = url
    self.branch = branch
    self.source = source
  }
}

/// What reading a source came to.
public struct ImportList: Sendable, Equatable {
  /// In the source's order.
  public var services: [ImportedService]
  /// What couldn't be taken over, a line each: the place, and why.
  public var problems: [String]

  public init(services: [ImportedService] = [], problems: [String] = []) {
    self.services = services
    self.problems = problems
  }
}

/// How `host/organisation/repository` becomes a URL.
public struct ImportAddresses: Sendable, Equatable {
  public enum Style: String, Sendable, CaseIterable {
    case https
    case ssh
  }

  public let style: Style
  /// For lists that leave the host out.
  public let defaultHost: String

  public init(style: Style = .https, defaultHost: String = "github.com") {
    self.style = style
    self.defaultHost = defaultHost
  }

  func url(host: String?, path: String) -> String {
    switch style {
    case .https: "https://\(host ?? defaultHost)/\(path).git"
    case .ssh: "git@\(host ?? defaultHost):\(path).git"
    }
  }
}
