import Changes

extension Codemod.Limits {
  /// Refuses a tree that differs by more than the limits from an earlier state of it, or from its base.
  func check<Base: Snapshot>(_ tree: WorkingTree<Base>, since earlier: WorkingTree<Base>?) throws {
    var fileTotal = 0
    var lineTotal = 0
    for (path, file) in tree.changed {
      let before = try earlier?.file(at: path) ?? (earlier == nil ? tree.baseFile(at: path) : nil)
      guard before != file else { continue }
      fileTotal += 1
      guard let lineCount else { continue }
      let difference = LineDifference(old: before?.bytes ?? [], new: file?.bytes ?? [])
      guard let count = difference.changedLineCount(upTo: lineCount - lineTotal) else {
        throw Refusal(
          .limits,
          "more than \(lineCount) \(lineCount == 1 ? "line" : "lines") would change, the most that \"limits\" allows")
      }
      lineTotal += count
    }
    if let fileCount, fileTotal > fileCount {
      throw Refusal(.limits, "\(fileTotal) files would change, and \"limits\" allows \(fileCount)")
    }
  }
}

extension WorkingTree {
  /// Returns the file as it was before all steps.
  func baseFile(at path: TreePath) throws -> File? {
    guard let entry = try base.entry(at: path), entry.isRegularFile else { return nil }
    return File(bytes: try base.content(of: entry), mode: entry.mode)
  }
}

/// How many lines differ between two states of a file.
struct LineDifference {
  private let old: ArraySlice<ArraySlice<UInt8>>
  private let new: ArraySlice<ArraySlice<UInt8>>

  init(old: [UInt8], new: [UInt8]) {
    let oldLines = LineDifference.lines(of: old)
    let newLines = LineDifference.lines(of: new)
    let start = zip(oldLines, newLines).prefix { $0 == $1 }.count
    let end = zip(oldLines[start...].reversed(), newLines[start...].reversed()).prefix { $0 == $1 }.count
    self.old = oldLines[start..<(oldLines.count - end)]
    self.new = newLines[start..<(newLines.count - end)]
  }

  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(bytes[start...index])
      start = index + 1
    }
    return start < bytes.count ? lines + [bytes[start...]] : lines
  }

  /// Returns the lines that were changed, added or deleted, or nil where there are more than `limit`.
  ///
  /// In each place where the two differ, that is the larger of the lines deleted and added: a changed line counts once.
  func changedLineCount(upTo limit: Int) -> Int? {
    // Comparing costs lines times differences, so what is over the limit anyway isn't compared.
    if leastChangedLineCount > limit { return nil }
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in Array(new).difference(from: Array(old)) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var (oldIndex, newIndex, count) = (0, 0, 0)
    while oldIndex < old.count || newIndex < new.count {
      let (oldStart, newStart) = (oldIndex, newIndex)
      while removed.contains(oldIndex) { oldIndex += 1 }
      while inserted.contains(newIndex) { newIndex += 1 }
      count += max(oldIndex - oldStart, newIndex - newStart)
      oldIndex += 1
      newIndex += 1
    }
    return count > limit ? nil : count
  }

  /// What lines that only one side has make at least.
  private var leastChangedLineCount: Int {
    var balance: [ArraySlice<UInt8>: Int] = [:]
    for line in old { balance[line, default: 0] += 1 }
    for line in new { balance[line, default: 0] -= 1 }
    let (gone, added) = balance.values.reduce((0, 0)) { ($0.0 + max(0, $1), $0.1 + max(0, -$1)) }
    return max(gone, added)
  }
}
