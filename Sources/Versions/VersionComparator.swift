/// How a version stands to the one in a comparison.
public enum VersionComparator: String, Sendable, CaseIterable {
  case atLeast = ">="
  case atMost = "<="
  case below = "<"
  case above = ">"
  case equal = "="

  func holds<Version: Comparable>(_ left: Version, _ right: Version) -> Bool {
    switch self {
    case .atLeast: left >= right
    case .atMost: left <= right
    case .below: left < right
    case .above: left > right
    case .equal: left == right
    }
  }
}
