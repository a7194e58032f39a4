/// How a pin stands to its library: the closed list of states that `fleet submodules status` shows.
public enum PinState: String, Sendable, Hashable, CaseIterable, Encodable {
  /// The pin is the library's target.
  case current
  case behind
  case ahead
  /// Pin and target each have commits that the other lacks.
  case diverged
  /// The commit is on no branch and no tag of the library's canonical repository.
  case unreachable
  /// The commit is reachable, but from none of the library's trusted refs.
  case onlyUnprotectedRef = "only-unprotected-ref"
  /// A gitlink without a usable entry in `.gitmodules`.
  case undeclared
  /// An entry in `.gitmodules` without a gitlink.
  case noGitlink = "no-gitlink"
  /// The declared URL isn't the library's canonical one.
  case urlDrift = "url-drift"
  /// Libraries of one group are pinned to commits that don't belong together.
  case mixedGroup = "mixed-group"
  /// The manifest has no policy for the library.
  case noPolicy = "no-policy"

  // With a working copy only.
  case dirty
  case detached
  case unpushed
}
