/// Which commit of a library its users should pin.
public enum FollowPolicy: Sendable, Hashable {
  /// The tip of a branch.
  case branch(String)
  /// The newest tag whose name fits a pattern with `*`.
  case tag(pattern: String)
  /// The highest version tag inside a range, such as `^1.4`.
  case semver(range: String)
  /// One commit, by eight or more digits of its id.
  case pin(commit: String)
}

extension FollowPolicy: CustomStringConvertible {
  /// The policy as messages name it, such as `semver ^1.4`.
  public var description: String {
    switch self {
    case .branch(let name): "branch \(name)"
    case .tag(let pattern): "tag \(pattern)"
    case .semver(let range): "semver \(range)"
    case .pin(let commit): "pin \(commit)"
    }
  }
}
