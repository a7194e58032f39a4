import Changes
import Codemods
import Testing

/// What a codemod reads of a repository.
@Suite struct ReadingTests {
  /// Counts how often each file's content is asked for.
  private final class CountingSnapshot: Snapshot {
    private let base: MemorySnapshot
    private(set) var counts: [TreePath: Int] = [:]

    init(_ base: MemorySnapshot) { self.base = base }

    func walk(descends: (TreePath) -> Bool, visit: (SnapshotEntry) throws -> Void) throws {
      try base.walk(descends: descends, visit: visit)
    }

    func entry(at path: TreePath) -> SnapshotEntry? { base.entry(at: path) }

    func content(of entry: SnapshotEntry) throws -> [UInt8] {
      counts[entry.path, default: 0] += 1
      return base.content(of: entry)
    }
  }

  @Test func aFileIsReadOnceHoweverManyStepsAreAboutIt() throws {
    let condition = #""when": {"value": {"file": "s.py", "path": ["A"], "equals": 1}}"#
    let step = #"{"op": "set", "files": "s.py", "path": ["A"], "value": 2, \#(condition)}"#
    let other = #"{"op": "set", "files": "s.py", "path": ["B"], "value": 3}"#
    let change = try codemod(codemodText(steps: "\(step), \(other)"), others: [:]).change(with: [])
    let snapshot = CountingSnapshot(MemorySnapshot(["s.py": "A = 1\nB = 2\n", "t.py": "A = 1\n"]))
    let edit = TreeEdit(path: "s.py", action: .write(Array("A = 2\nB = 3\n".utf8), mode: .file))
    #expect(try change.plan(snapshot, for: ServiceFacts(name: "billing")) == .edits([edit]))
    #expect(snapshot.counts == ["s.py": 1])
  }

  /// Two files that differ in one byte, one after the other and both again: neither is taken for the other.
  @Test func whatWasReadBeforeIsTakenForTheSameBytesOnly() throws {
    let step = #"{"op": "set", "files": "s.py", "path": ["A"], "value": 7}"#
    for text in ["A = 1\n", "A = 2\n", "A = 1\n", "A = [\n", "A = [\n", "A = 2\n"] {
      let found = try fate(steps: step, ["s.py": text])
      if text.contains("[") {
        #expect("\(found)".contains("parse"), "\(found)")
      } else {
        #expect(found == .edited(["s.py": "A = 7\n"]))
      }
    }
  }
}
