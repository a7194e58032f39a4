import Changes
import Git

/// What a template's two renders make of a service's tree.
struct TemplateMerge {
  /// What leads from the service's tree to the merged one, sorted by path, with conflict markers where there are conflicts;
  /// nil where a file clashes with a folder.
  let edits: [TreeEdit]?
  /// The paths of conflicts, sorted.
  let conflicts: [TreePath]

  /// Merges the difference between two renders into a tree.
  ///
  /// What the service deleted stays deleted, renames of both sides are followed, and where all lines of a file end
  /// otherwise in the service than in the render the service's way counts.
  /// - Parameters:
  ///   - tree: of the service, migrated.
  ///   - base: what was stamped, migrated too.
  ///   - scratch: the service's repository, in whose memory the trees are, and the tree that it has now.
  ///   - label: what stands behind the markers of the template's side.
  init(
    of tree: ObjectID, base: ObjectID, new: ObjectID, in scratch: MirrorSnapshot, label: String
  ) throws(GitError) {
    let labels = MergeLabels(ours: "service", theirs: label)
    let merge = try scratch.repository.mergeTrees(ancestor: base, ours: tree, theirs: new) {
      (clash, repository) throws(GitError) in
      try Self.resolution(of: clash, labels, in: repository)
    }
    edits = try merge.tree.map { (merged) throws(GitError) in
      try scratch.repository.edits(from: scratch.tree, to: merged)
    }
    conflicts = Set(merge.conflicts.map { TreePath(bytes: $0.path) }).sorted()
  }

  private static func resolution(
    of clash: MergeClash, _ labels: MergeLabels, in repository: borrowing Repository
  ) throws(GitError) -> MergeResolution {
    switch (clash.ancestor, clash.ours, clash.theirs) {
    case (_, let ours?, .some):
      guard let merge = try repository.mergeFile(clash, labels: labels) else { return .conflict([ours]) }
      let entry = TreeEntryRecord(
        pathBytes: clash.mergedPath, mode: merge.mode, id: try repository.writeBlob(merge.content))
      return merge.isClean && !clash.isRenamedTwice ? .settled([entry]) : .conflict([entry])
    case (let ancestor?, nil, let theirs?):
      // Deleted here. What the template has made of it elsewhere comes only if it is another file by now.
      if theirs.pathBytes == ancestor.pathBytes { return .settled([]) }
      return .settled(try repository.isMostly(theirs.id, of: ancestor.id) ? [] : [theirs])
    case (_?, let ours?, nil): return .conflict([ours])
    // Parts of a rename whose other sides were settled.
    case (nil, let ours?, nil): return .settled([ours])
    case (nil, nil, let theirs?): return .settled([theirs])
    case (_, nil, nil): return .settled([])
    }
  }
}

extension MergeClash {
  /// The path of the merged file: the one that a side has given it, ours where both did.
  fileprivate var mergedPath: [UInt8] {
    guard let ours, let theirs, ours.pathBytes == ancestor?.pathBytes else { return path }
    return theirs.pathBytes
  }

  /// Whether both sides have given it another path, and not the same one.
  fileprivate var isRenamedTwice: Bool {
    guard let ancestor, let ours, let theirs else { return false }
    return Set([ancestor.pathBytes, ours.pathBytes, theirs.pathBytes]).count == 3
  }
}

extension Repository {
  /// Whether at least three quarters of a text's lines are those of another.
  fileprivate func isMostly(_ text: ObjectID, of other: ObjectID) throws(GitError) -> Bool {
    if text == other { return true }
    var known: [ArraySlice<UInt8>: Int] = [:]
    for line in try blob(other).split(separator: 0x0A) { known[line, default: 0] += 1 }
    let lines = try blob(text).split(separator: 0x0A)
    var common = 0
    for line in lines where known[line, default: 0] > 0 {
      known[line, default: 0] -= 1
      common += 1
    }
    return common * 4 >= lines.count * 3
  }
}
