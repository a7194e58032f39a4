import Git

/// One place where a service, or a library, has a library.
public struct PinUse: Sendable, Equatable {
  public enum User: Sendable, Hashable {
    case service(String)
    /// A library of the manifest, by the tip of the branch that its remote's `HEAD` names.
    case library(String)

    public var name: String {
      switch self {
      case .service(let name), .library(let name): name
      }
    }

    public var isLibrary: Bool { if case .library = self { true } else { false } }
  }

  public let user: User
  /// The manifest's name of what is used; nil where the manifest doesn't know it.
  public let library: String?
  /// Its URL as git resolves it, without user and password; nil where there is none that may be used.
  public let url: String?
  /// From the user's root, through the libraries that it is nested in.
  public let path: String
  public let pin: ObjectID
  /// The libraries that it is nested in, the outermost first; empty where the user pins it itself.
  public let through: [String]
  /// Whether it is nested in itself; what is below isn't listed again.
  public let isCycle: Bool
  /// Whether the user has the same repository at another path too, whatever the URLs look like.
  public internal(set) var isRepeated = false

  /// What is used, for people: the library's name, else its URL, else the path.
  public var subject: String { library ?? url ?? path }
}
