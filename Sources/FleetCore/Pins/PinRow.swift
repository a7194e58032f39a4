import Changes
import Git
import Submodules

/// One row of `fleet submodules status`: a submodule of a service, or a service that could not be asked.
public struct PinRow: Sendable, Equatable {
  public let service: String
  /// Nil where the service as a whole could not be asked.
  public let path: TreePath?
  /// The manifest's name of the library; nil where the manifest has none for it.
  public internal(set) var library: String?
  /// What the tree records; nil for an entry without a gitlink.
  public internal(set) var pin: ObjectID?
  /// The declared URL as git resolves it, without user and password.
  public internal(set) var url: String?
  public internal(set) var follow: FollowPolicy?
  /// Where the policy leads.
  public internal(set) var target: FollowTarget?
  public internal(set) var standing: PinStanding?
  /// Whether the manifest says that this service doesn't move.
  public internal(set) var isHeld = false
  /// The gravest first; empty where what is needed could not be asked.
  public internal(set) var states: [PinState] = []
  /// Why, one line each.
  public internal(set) var messages: [String] = []
  public internal(set) var hint: String?

  init(service: String, path: TreePath?) {
    self.service = service
    self.path = path
  }

  public var state: PinState? { states.first }

  public var wasAsked: Bool { !states.isEmpty }

  /// Whether a person should look at it. That a held service is behind is no finding, nor is a HEAD without a branch, as
  /// `git submodule update` leaves it.
  public var isFinding: Bool {
    states.contains { ![.current, .detached].contains($0) && !(isHeld && $0.isDistance) }
  }

  /// The pin as people read it: what `git describe --tags` says, else the short id.
  public var shownPin: String? { standing?.described ?? pin?.short }
}
