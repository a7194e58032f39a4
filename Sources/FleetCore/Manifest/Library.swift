import Git
import Submodules

/// An API library that services pin as a submodule, and the policy by which its pins move.
public struct Library: Sendable, Hashable {
  public let name: String
  /// The canonical repository: a pin has to be reachable from its branches or tags.
  public let remote: RemoteLocation
  /// Which commit services should pin; nil is a finding of `fleet submodules status`, not of the manifest.
  public let follow: FollowPolicy?
  /// Where `fleet submodules add` puts it in a service, if the command doesn't say.
  public let path: String?
  /// Names of groups of libraries that have to move together.
  public let groups: [String]
  /// The order in which services get a new pin.
  public let waves: [Wave]
  /// Names of the services that don't move.
  public let hold: [String]
  public let allowsDowngrade: Bool
  /// Refs, with `*` for any text, that a pin has to be reachable from; empty for every branch and tag.
  public let trustedRefs: [String]
  /// Which engine reaches the remote: its own, else that of the defaults.
  public let engine: RemoteEngine

  public init(
    name: String, remote: RemoteLocation, follow: FollowPolicy? = nil, path: String? = nil, groups: [String] = [],
    waves: [Wave] = [], hold: [String] = [], allowsDowngrade: Bool = false, trustedRefs: [String] = [],
    engine: RemoteEngine = .automatic
  ) {
    self.name = name
    self.remote = remote
    self.follow = follow
    self.path = path
    self.groups = groups
    self.waves = waves
    self.hold = hold
    self.allowsDowngrade = allowsDowngrade
    self.trustedRefs = trustedRefs
    self.engine = engine
  }

  /// The address that git is given.
  public var url: String { remote.url }

  /// Services that get a new pin together.
  public enum Wave: Sendable, Hashable {
    case services([String])
    /// Every service that no earlier wave names, written `"*"`.
    case rest
  }
}
