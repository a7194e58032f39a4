import Foundation
import Git

/// The surroundings of work in working copies: everything that isn't found in them.
public struct WorkingCopySetting: Sendable {
  let network: NetworkOptions
  let mirrors: MirrorStore
  /// The manifest's; empty without one, and then `.gitmodules` alone tells.
  let services: [Service]
  let libraries: [Library]
  /// The limit of one call of git with its hooks.
  let hookLimit: Duration
  /// How many remotes are asked at once.
  let width: Int
  let clock: @Sendable () -> Date
  let observe: @Sendable (WorkingCopyEvent) -> Void

  public init(
    network: NetworkOptions, mirrors: MirrorStore, services: [Service], libraries: [Library], hookLimit: Duration,
    width: Int = 8, clock: @escaping @Sendable () -> Date = { Date() },
    observe: @escaping @Sendable (WorkingCopyEvent) -> Void = { _ in }
  ) {
    self.network = network
    self.mirrors = mirrors
    self.services = services
    self.libraries = libraries
    self.hookLimit = hookLimit
    self.width = width
    self.clock = clock
    self.observe = observe
  }

  /// Git in a folder, under the configuration outside of any repository.
  func git(in folder: String) -> WorkingGit {
    WorkingGit(
      in: folder, settings: network.settings, timeLimit: hookLimit, cancellation: network.cancellation)
  }

  /// How a working copy's own remote is asked: under its configuration.
  func network(of node: WorkingCopyNode) -> NetworkOptions {
    var options = network
    options.settings = network.settings.under(node.configuration)
    return options
  }
}

/// What happens in working copies, for whoever watches.
public enum WorkingCopyEvent: Sendable {
  /// A step begins, in words such as `pushing libs/api to main`.
  case began(String)
  /// Git or one of its hooks has printed something.
  case printed([UInt8])
}
