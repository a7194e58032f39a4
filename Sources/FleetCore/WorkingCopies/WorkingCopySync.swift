import Changes
import Git
import Submodules

/// Brings the submodules of a working copy to what the service pins, and their URLs to what it declares, where nobody has
/// work in them: what `fleet submodules sync --workdirs` does on this machine.
///
/// A submodule with changes, commits of its own or files in the way is left as it is, files and references, and listed.
public struct WorkingCopySync: Sendable {
  let setting: WorkingCopySetting

  public init(_ setting: WorkingCopySetting) {
    self.setting = setting
  }

  /// What became of one submodule.
  public struct Row: Sendable, Equatable {
    public enum Outcome: Sendable, Equatable {
      /// It was there already.
      case unchanged
      case updated(from: ObjectID?, to: ObjectID)
      /// Its files stay, and its URL is the declared one now.
      case urlChanged
      /// Nothing was touched, for this reason.
      case left(String)
    }

    /// From the service's folder.
    public let path: String
    public let outcome: Outcome
  }

  /// Brings the submodules along that have been checked out, nested ones too; a row each, those above first. Blocks.
  public func run(_ copy: WorkingCopyNode) -> [Row] {
    copy.children.flatMap { child in
      let row: Row
      do throws(GitError) {
        row = Row(path: child.shownPath, outcome: try bring(child))
      } catch {
        row = Row(path: child.shownPath, outcome: .left(error.description))
      }
      if case .left = row.outcome { return [row] }
      do throws(GitError) {
        // What it pins may be something else now.
        let reader = WorkingCopyReader(git: setting.git(in: child.folder))
        let below = run(try reader.read(child.folder, url: child.url))
        return [row] + below.map { Row(path: "\(child.shownPath)/\($0.path)", outcome: $0.outcome) }
      } catch {
        return [row, Row(path: child.shownPath, outcome: .left(error.description))]
      }
    }
  }

  /// Why a submodule is left alone; nil where nobody has work in it.
  static func reason(toLeave work: WorkingCopyWork, isIndexLocked: Bool) -> String? {
    if let operation = work.operationUnderWay { return "a \(operation) is under way" }
    if isIndexLocked { return "another git is at work there" }
    if work.isDirty { return "it has changes that aren't committed" }
    if work.isUnpushed { return "it has commits that aren't pushed" }
    return nil
  }

  private func bring(_ node: WorkingCopyNode) throws(GitError) -> Row.Outcome {
    guard let link = node.link else { return .unchanged }
    let git = setting.git(in: node.folder)
    let work = try WorkingCopyWork(of: node, git: git)
    if let reason = Self.reason(toLeave: work, isIndexLocked: node.isIndexLocked) { return .left(reason) }
    guard let entry = link.entry, let name = entry.name.string, let url = node.url else {
      return .left(".gitmodules has no usable entry for it")
    }
    let isMoved = try setURL(url, name: name, of: node, git)
    guard node.status.head != link.recorded else { return isMoved ? .urlChanged : .unchanged }
    if try git.commit(link.recorded.hex) == nil { try fetch(url, node) }
    guard try git.commit(link.recorded.hex) != nil else {
      return .left("\(RemoteURL.redacted(url)) has no commit \(link.recorded.short)")
    }
    // Git itself looks for files that are in the way, ignored ones too, before it writes any.
    let answer: WorkingGit.Answer
    if node.status.branch != nil {
      guard let head = node.status.head, try git.isAncestor(head, of: link.recorded) else {
        return .left("its branch would lose commits on the way to \(link.recorded.short)")
      }
      answer = try git.run([
        "merge", "--quiet", "--ff-only", "--no-autostash", "--no-overwrite-ignore", link.recorded.hex,
      ])
    } else {
      answer = try git.run(["checkout", "--quiet", "--detach", "--no-overwrite-ignore", link.recorded.hex, "--"])
    }
    guard answer.isSuccess else { return .left(git.failure("git", answer).message) }
    return .updated(from: node.status.head, to: link.recorded)
  }

  /// Writes the declared URL where git keeps it, as `git submodule sync` does; returns whether it was another one.
  private func setURL(
    _ url: String, name: String, of node: WorkingCopyNode, _ git: WorkingGit
  ) throws(GitError) -> Bool {
    guard let present = node.configuration.string("remote.origin.url"), present != url else { return false }
    // Another way to write it is the owner's own choice, such as ssh in place of https.
    if let new = try? RemoteIdentity(parsing: url), let old = try? RemoteIdentity(parsing: present), new == old {
      return false
    }
    let above = try git.superproject().map { git.at($0) }
    for (place, key) in [(above, "submodule.\(name).url"), (git, "remote.origin.url")] {
      guard let place else { continue }
      let answer = try place.run(["config", key, url])
      guard answer.isSuccess else { throw place.failure("git config", answer) }
    }
    return true
  }

  private func fetch(_ url: String, _ node: WorkingCopyNode) throws(GitError) {
    _ = try Repository(openingBare: node.commonFolder).fetch(
      from: url, refspecs: ["+refs/heads/*:refs/remotes/origin/*"], options: setting.network(of: node))
  }
}
