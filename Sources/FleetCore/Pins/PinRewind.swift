import Changes
import Git
import Submodules

/// A commit of a service that moved a pin otherwise than forward.
public struct PinRewind: Sendable, Equatable {
  public enum Direction: String, Sendable {
    /// To an ancestor.
    case back
    /// To a commit that lacks some of what was pinned, and has others.
    case sideways
    /// Off a commit, or to one, that the library doesn't have (any more).
    case unknown
  }

  public let service: String
  public let path: TreePath
  /// The manifest's name of the library.
  public let library: String
  public let from: ObjectID
  public let to: ObjectID
  /// The service's commit.
  public let commit: ObjectID
  /// Its committer's time, in seconds since 1970.
  public let seconds: Int64
  public let direction: Direction
}

/// A pin that one commit of a service changed.
struct PinShift: Sendable, Hashable {
  let path: TreePath
  let from: ObjectID
  let to: ObjectID
  let commit: ObjectID
  let seconds: Int64
}

extension Repository {
  /// Returns how the pins of a branch moved, the newest first, along first parents.
  ///
  /// - Parameters:
  ///   - paths: those of the pins; only what was a submodule before and after counts.
  ///   - moment: commits at this time or later count, or those that this revision doesn't have.
  func shifts(
    of paths: [TreePath], from tip: ObjectID, since moment: PinFreeze.Moment
  ) throws(GitError) -> [PinShift] {
    var (shifts, pins): ([PinShift], [TreePath: ObjectID]) = ([], [:])
    for path in paths { pins[path] = try pin(at: path, in: tip) }
    let excluded = try start(moment)
    var next: ObjectID? = tip
    while let id = next {
      let record = try commit(id)
      if case .time(let limit) = moment, record.committer.seconds < limit { break }
      if let excluded, try isAncestor(id, of: excluded) { break }
      guard let parent = record.parents.first else { break }
      for path in paths {
        let before = try pin(at: path, in: parent)
        if let before, let after = pins[path], before != after {
          shifts.append(PinShift(path: path, from: before, to: after, commit: id, seconds: record.committer.seconds))
        }
        pins[path] = before
      }
      next = parent
    }
    return shifts
  }

  private func pin(at path: TreePath, in commit: ObjectID) throws(GitError) -> ObjectID? {
    guard let entry = try entry(at: path.bytes, in: commit), entry.mode == FileMode.submodule.rawValue else {
      return nil
    }
    return entry.id
  }

  private func start(_ moment: PinFreeze.Moment) throws(GitError) -> ObjectID? {
    switch moment {
    case .tip, .time: return nil
    case .revision(let name):
      guard let id = (try? resolveCommit(name)) ?? nil else {
        throw GitError(operation: "", kind: .notFound, message: "it has no branch, tag or commit \(name)")
      }
      return id
    }
  }

  /// Returns which way a move goes in a library's mirror; nil for forward.
  func direction(of shift: PinShift) throws(GitError) -> PinRewind.Direction? {
    guard try hasCommit(shift.from), try hasCommit(shift.to) else { return .unknown }
    if try isAncestor(shift.from, of: shift.to) { return nil }
    return try isAncestor(shift.to, of: shift.from) ? .back : .sideways
  }
}
