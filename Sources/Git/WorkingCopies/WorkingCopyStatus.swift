/// What `git status --porcelain=v2 --branch -z` says of a working copy (git-status(1), "Porcelain Format Version 2").
public struct WorkingCopyStatus: Sendable, Equatable {
  /// One tracked file or submodule that isn't as HEAD, the index and the files agree on.
  public struct Entry: Sendable, Equatable {
    public let path: [UInt8]
    /// Whether the index has something else than HEAD.
    public let isStaged: Bool
    /// Whether the files have something else than the index.
    public let isModified: Bool
    public let isUnmerged: Bool
    /// What HEAD has there, and the index; nil for nothing.
    public let committed: ObjectID?
    public let staged: ObjectID?
  }

  /// Nil on a branch without a commit.
  public let head: ObjectID?
  /// The branch's short name; nil where HEAD is detached.
  public let branch: String?
  public let entries: [Entry]

  public init(head: ObjectID?, branch: String?, entries: [Entry]) {
    self.head = head
    self.branch = branch
    self.entries = entries
  }

  /// - Throws: where the bytes aren't in that form.
  public init(parsing output: [UInt8]) throws(GitError) {
    var (head, branch): (ObjectID?, String?) = (nil, nil)
    var entries: [Entry] = []
    var lines = output.split(separator: 0, omittingEmptySubsequences: false).makeIterator()
    while let line = lines.next() {
      switch line.first {
      case nil: continue
      case UInt8(ascii: "#"):
        let words = String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 2).map(String.init)
        guard words.count == 3 else { continue }
        if words[1] == "branch.oid" { head = ObjectID(hex: words[2]) }
        if words[1] == "branch.head", words[2] != "(detached)" { branch = words[2] }
      case UInt8(ascii: "?"), UInt8(ascii: "!"): continue
      default:
        guard let entry = Entry(line) else {
          throw GitError(
            operation: "read git's status", kind: .corrupt,
            message: "a line that isn't known: \(String(decoding: line.prefix(80), as: UTF8.self).printable)")
        }
        entries.append(entry)
        // The name before a renaming follows as a line of its own.
        if line.first == UInt8(ascii: "2") { _ = lines.next() }
      }
    }
    self.init(head: head, branch: branch, entries: entries)
  }

  public var hasStagedChanges: Bool { entries.contains { $0.isStaged && !$0.isUnmerged } }
  public var isUnmerged: Bool { entries.contains(where: \.isUnmerged) }
}

extension WorkingCopyStatus.Entry {
  fileprivate init?(_ line: ArraySlice<UInt8>) {
    // How many fields stand before the path, and where the ids of HEAD and the index are among them.
    let isUnmerged = line.first == UInt8(ascii: "u")
    let fieldCount = isUnmerged ? 10 : line.first == UInt8(ascii: "2") ? 9 : 8
    let fields = line.split(separator: UInt8(ascii: " "), maxSplits: fieldCount, omittingEmptySubsequences: false)
    guard fields.count == fieldCount + 1, fields[1].count == 2, let first = fields[1].first, let last = fields[1].last,
      line.first.map({ "12u".utf8.contains($0) }) == true
    else { return nil }
    func id(_ index: Int) -> ObjectID? {
      ObjectID(hex: String(decoding: fields[index], as: UTF8.self)).flatMap { $0.isZero ? nil : $0 }
    }
    self.init(
      path: Array(fields[fieldCount]), isStaged: first != UInt8(ascii: "."), isModified: last != UInt8(ascii: "."),
      isUnmerged: isUnmerged, committed: isUnmerged ? nil : id(6), staged: isUnmerged ? nil : id(7))
  }
}
