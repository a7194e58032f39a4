import Changes

/// What a `.gitmodules` file declares: the entries, and everything that is wrong with them.
///
/// Repositories aren't trusted, so an entry that a finding refuses is kept for showing and never returned by a lookup.
public struct GitModules: Sendable, Equatable {
  /// The file's path: at the root of the tree.
  public static let path: TreePath = ".gitmodules"
  /// Larger files are not read: a thousand submodules take about 150 kB.
  public static let byteLimit = 1 << 20

  /// Every entry that git reads, in the order of their first sections, refused ones too.
  public let entries: [Entry]
  /// What is wrong, in the file's order; at most 200 and then one that says how many more there are.
  public let findings: [SubmoduleFinding]

  /// The paths of refused entries.
  let refusedPaths: Set<TreePath>
  private let indexByPath: [TreePath: Int]
  private let indexByName: [ConfigText: Int]

  /// Reads a file's bytes. Nothing in it is followed or run.
  public init(reading bytes: [UInt8]) {
    var builder = GitModulesBuilder()
    if bytes.count > GitModules.byteLimit {
      builder.refuse(.tooLarge, "the file has \(bytes.count) bytes; \(GitModules.byteLimit) are read at most", at: 0)
    } else {
      builder.read(ConfigReader.read(bytes))
    }
    self.init(entries: builder.entries, findings: builder.placedFindings(in: bytes))
  }

  init(entries: [Entry], findings: [SubmoduleFinding]) {
    self.entries = entries
    self.findings = findings
    refusedPaths = Set(entries.filter(\.isRefused).compactMap(\.path))
    var indexByPath: [TreePath: Int] = [:]
    var indexByName: [ConfigText: Int] = [:]
    for (index, entry) in entries.enumerated() where !entry.isRefused {
      indexByName[entry.name] = index
      if let path = entry.path { indexByPath[path] = index }
    }
    self.indexByPath = indexByPath
    self.indexByName = indexByName
  }

  /// No file, or one that can't be read.
  static func empty(findings: [SubmoduleFinding] = []) -> GitModules {
    GitModules(entries: [], findings: findings)
  }

  /// Returns the entry for a path, or nil if there is none or a refused one.
  public func entry(at path: TreePath) -> Entry? {
    indexByPath[path].map { entries[$0] }
  }

  /// Returns the entry of a name, or nil if there is none or a refused one.
  public func entry(named name: ConfigText) -> Entry? {
    indexByName[name].map { entries[$0] }
  }
}
