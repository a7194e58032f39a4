/// Names of branches as people give them.
public enum BranchName {
  /// Returns what is wrong with a branch's short name (git-check-ref-format(1)), nil if nothing is.
  public static func problem(_ name: String) -> String? { branchNameProblem(name) }
}
