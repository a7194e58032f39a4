import Changes
import Git

/// The change that takes a campaign's commits out of a default branch again.
///
/// It goes by the trailers of the commits, so that it needs no journal. It is a campaign of its own, and can be undone.
public struct CampaignUndo: Change {
  /// So far back the campaign's commits are looked for.
  private static let historyLimit = 5000

  /// The campaign that is undone, as commits name it.
  public let campaign: String
  /// The branches that are known to have been pushed, by service.
  let branches: [String: String]

  public init(campaign: String, branches: [String: String] = [:]) {
    self.campaign = campaign
    self.branches = branches
  }

  /// The undoing's own name as a campaign.
  public var name: String { "undo-\(campaign)" }

  /// Whether the campaign is known to have been delivered to the service's default branch itself.
  public func wasDirect(_ service: ServiceFacts) -> Bool { branches[service.name] == service.branch }

  public func plan(_ base: some Snapshot, for service: ServiceFacts) throws -> ChangePlan {
    guard let mirror = base as? MirrorSnapshot, let tip = mirror.commit else {
      throw GitError(operation: "undo \(campaign)", kind: .unsupported, message: "there is no history to look into")
    }
    return try plan(on: tip, tree: mirror.tree, in: mirror.repository)
  }

  private func plan(
    on tip: ObjectID, tree: ObjectID, in repository: borrowing Repository
  ) throws(GitError) -> ChangePlan {
    let history = try repository.log(from: tip, limit: Self.historyLimit)
    var reverted = tree
    for commit in Self.commits(of: campaign, in: history) {
      let before = try commit.parents.first.map { (id) throws(GitError) in try repository.tree(of: id) }
      guard let before else { continue }
      switch try repository.mergeTrees(ancestor: commit.tree, ours: reverted, theirs: before) {
      case .merged(let tree): reverted = tree
      case .conflict(let paths):
        return .conflicted(
          [],
          ChangeConflict(
            paths: paths.map { TreePath($0) }.sorted(),
            reason: "what \(commit.id.short) changed has changed since in \(paths.joined(separator: ", "))"))
      }
    }
    guard reverted != tree else { return .unchanged }
    return .edits(try repository.edits(from: tree, to: reverted))
  }

  /// Returns the campaign's commits that aren't undone, newest first.
  ///
  /// - Parameter history: newest first.
  static func commits(of campaign: String, in history: [CommitRecord]) -> [CommitRecord] {
    let (wanted, reversal) = (plain(campaign), plain("undo-\(campaign)"))
    var commits: [CommitRecord] = []
    for commit in history where commit.parents.count == 1 {
      guard let name = CampaignMark.campaign(namedBy: commit).map(plain) else { continue }
      // An undoing took back all that was there before it.
      if name == reversal { break }
      if name == wanted { commits.append(commit) }
    }
    return commits
  }

  /// The undoing of an undoing brings back what was there: it counts as the campaign itself.
  private static func plain(_ name: String) -> String {
    var name = name[...]
    while name.hasPrefix("undo-undo-") { name = name.dropFirst("undo-undo-".count) }
    return String(name)
  }
}

extension Repository {
  /// Returns the edits that make one tree of another, sorted by path.
  func edits(from old: ObjectID, to new: ObjectID) throws(GitError) -> [TreeEdit] {
    var edits: [TreeEdit] = []
    for file in try diff(from: old, to: new, patchLimit: 0).files {
      let path = TreePath(bytes: file.pathBytes)
      guard file.status != .deleted, let mode = FileMode(rawValue: file.newMode) else {
        edits.append(TreeEdit(path: path, action: .delete))
        continue
      }
      if mode == .submodule {
        edits.append(TreeEdit(path: path, action: .pin(commit: file.newID.hex)))
      } else {
        edits.append(TreeEdit(path: path, action: .write(try blob(file.newID), mode: mode)))
      }
    }
    return edits.sorted { $0.path.bytes.lexicographicallyPrecedes($1.path.bytes) }
  }
}
