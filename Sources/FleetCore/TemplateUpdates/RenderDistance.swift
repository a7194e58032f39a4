import Changes
import Git

/// How far a service is from a render.
struct RenderDistance: Sendable, Equatable, Comparable {
  /// Rendered lines that the service's file of the same path hasn't; of a file that isn't there all of them.
  var missingLineCount = 0
  var lineCount = 0
  var sameFileCount = 0
  var fileCount = 0

  static func < (left: RenderDistance, right: RenderDistance) -> Bool {
    left.missingLineCount < right.missingLineCount
  }

  /// Whether so little is the same that the template can hardly be the service's.
  var isFar: Bool { missingLineCount * 2 > lineCount }

  var words: String {
    "\(sameFileCount) of \(fileCount) files are as rendered"
      + (missingLineCount == 0 ? "" : ", \(missingLineCount) of \(lineCount) rendered lines aren't there")
  }
}

/// Measures renders against one service, whose files are read once.
struct RenderRuler {
  private let snapshot: MirrorSnapshot
  private var lines: [TreePath: (id: String, counts: [ArraySlice<UInt8>: Int])?] = [:]

  init(_ snapshot: MirrorSnapshot) {
    self.snapshot = snapshot
  }

  mutating func distance(to tree: RenderedTree) throws -> RenderDistance {
    var distance = RenderDistance()
    for (path, file) in tree.files {
      let present = try known(path)
      distance.fileCount += 1
      let wanted = file.content.split(separator: 0x0A)
      distance.lineCount += max(1, wanted.count)
      if present?.id == file.id.hex {
        distance.sameFileCount += 1
      } else {
        var counts = present?.counts ?? [:]
        var missing = 0
        for line in wanted {
          if let count = counts[line], count > 0 { counts[line] = count - 1 } else { missing += 1 }
        }
        distance.missingLineCount += max(1, missing)
      }
    }
    return distance
  }

  private mutating func known(_ path: TreePath) throws -> (id: String, counts: [ArraySlice<UInt8>: Int])? {
    if let known = lines[path] { return known }
    guard let entry = try snapshot.entry(at: path), entry.isRegularFile else {
      lines[path] = .some(nil)
      return nil
    }
    var counts: [ArraySlice<UInt8>: Int] = [:]
    for line in try snapshot.content(of: entry).split(separator: 0x0A) { counts[line, default: 0] += 1 }
    lines[path] = (entry.id, counts)
    return (entry.id, counts)
  }
}
