import Changes
import Git
import Submodules

/// The branch that each library's commits go to: named on the command line, checked out, or configured.
struct BranchChoice: Sendable {
  /// What is wrong with what was typed.
  let problems: [JointCommitProblem]
  private let named: [TreePath: String]
  private let authorities: [TreePath: PinAuthority]
  /// The working copy above each one, by path.
  private let users: [TreePath: WorkingCopyNode]

  init(
    _ branches: [JointCommitRequest.Branch], nodes: [WorkingCopyNode], authorities: [TreePath: PinAuthority]
  ) {
    var problems: [JointCommitProblem] = []
    var named: [TreePath: String] = [:]
    func wrong(_ entry: JointCommitRequest.Branch, _ message: String, hint: String? = nil) {
      problems.append(
        .init(path: ".", "--branch \(entry.library)=\(entry.branch): \(message)", hint: hint, isUsage: true))
    }
    for entry in branches {
      if let problem = BranchName.problem(entry.branch) {
        wrong(entry, problem)
        continue
      }
      let byPath = nodes.filter { $0.shownPath == entry.library }
      let found = byPath.isEmpty ? nodes.filter { Self.names(of: $0, authorities).contains(entry.library) } : byPath
      switch found.count {
      case 1: named[found[0].path] = entry.branch
      case 0:
        let known = nodes.map(\.shownPath).filter { $0 != "." }.sorted().joined(separator: ", ")
        wrong(
          entry, "there is no working copy of such a library",
          hint: known.isEmpty ? "no submodule is checked out" : "one of \(known)")
      default:
        wrong(entry, "that is \(found.map(\.shownPath).joined(separator: " and "))", hint: "name its path")
      }
    }
    self.problems = problems
    self.named = named
    self.authorities = authorities
    var users: [TreePath: WorkingCopyNode] = [:]
    for node in nodes {
      for child in node.children { users[child.path] = node }
    }
    self.users = users
  }

  private static func names(of node: WorkingCopyNode, _ authorities: [TreePath: PinAuthority]) -> [String] {
    guard let link = node.link else { return [] }
    return [authorities[node.path]?.library, link.entry?.name.string].compactMap(\.self)
      + [String(decoding: link.path.name, as: UTF8.self)]
  }

  /// What a person would type for a library.
  func shortName(of node: WorkingCopyNode) -> String {
    authorities[node.path]?.library ?? node.shownPath
  }

  /// The branch that the command line names for a working copy.
  func branch(of node: WorkingCopyNode) -> String? { named[node.path] }

  /// The branch for a library without one: the one that the manifest follows, else `submodule.NAME.branch` of git's
  /// configuration or of `.gitmodules`, where `.` is that of the one above (gitmodules(5)).
  func configuredBranch(of node: WorkingCopyNode) -> String? {
    if case .branch(let name) = authorities[node.path]?.follow { return name }
    guard let entry = node.link?.entry, let user = users[node.path] else { return nil }
    let configured = entry.name.string.flatMap { user.configuration.string("submodule.\($0).branch") }
    guard let name = configured ?? entry.branch?.string else { return nil }
    if name == "." { return user.status.branch }
    return BranchName.problem(name) == nil ? name : nil
  }
}
