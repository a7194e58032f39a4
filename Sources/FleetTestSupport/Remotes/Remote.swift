import Foundation

/// A bare repository that stands for a server's, with fixed names and dates: the same calls give the same ids.
public struct Remote: Sendable {
  /// The folder that the repository is in; kept as long as the value.
  public let folder: TemporaryFolder
  /// Such as `billing.git`.
  public let name: String
  public let git: GitProgram

  /// The repository itself, which is a URL too.
  public var path: String { "\(folder.path)/\(name)" }

  /// Makes a repository with one commit of `files` on `branch`; without files it stays empty.
  public init(
    files: [String: FileContent] = [:], branch: String = "main", name: String = "remote.git",
    in folder: TemporaryFolder? = nil
  ) throws {
    let home = try folder ?? TemporaryFolder()
    self.folder = home
    self.name = name
    git = GitProgram(home: home.path)
    try Remote.makeEmptyRepository("\(home.path)/\(name)", head: branch)
    if !files.isEmpty { try commit(files, on: branch, message: "Begin\n") }
  }

  /// What `git init --bare` makes, as far as git needs it, without starting it.
  private static func makeEmptyRepository(_ path: String, head: String) throws {
    for folder in ["objects/info", "objects/pack", "refs/heads", "refs/tags", "hooks"] {
      try FileManager.default.createDirectory(atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
    }
    let config = "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n"
    try Data(config.utf8).write(to: URL(fileURLWithPath: "\(path)/config"))
    try Data("ref: refs/heads/\(head)\n".utf8).write(to: URL(fileURLWithPath: "\(path)/HEAD"))
  }

  /// Commits files on top of a branch, which is made if it is missing; returns the commit's id.
  ///
  /// A new branch begins at `start` where that is given, else without a parent.
  @discardableResult
  public func commit(
    _ files: [String: FileContent] = [:], deleting: [String] = [], on branch: String = "main",
    from start: String? = nil,
    message: String = "Change\n"
  ) throws -> String {
    let parent = try tip(of: branch) ?? start
    let count = try parent.map { try Int(git.run(["rev-list", "--count", $0], in: path)) ?? 0 } ?? 0
    var stream = FastImport()
    stream.commit(
      branch: branch, parent: parent, message: message, date: FastImport.firstDate + 60 * count, files: files,
      deleting: deleting)
    try git.run(["fast-import", "--quiet", "--force"], in: path, input: stream.bytes)
    guard let tip = try tip(of: branch) else { throw TestSupportError("\(name) has no \(branch) after a commit") }
    return tip
  }

  /// One of several commits.
  public struct NewCommit: Sendable {
    public let branch: String
    /// A branch whose tip is the parent of the first commit on `branch`; nil for none.
    public let start: String?
    public let files: [String: FileContent]
    public let deleting: [String]

    public init(
      _ files: [String: FileContent], deleting: [String] = [], on branch: String = "main", from start: String? = nil
    ) {
      (self.files, self.deleting, self.branch, self.start) = (files, deleting, branch, start)
    }
  }

  /// Makes commits one after the other, all by one program; those without a start go on where their branch ends.
  public func commit(_ commits: [NewCommit]) throws {
    var stream = FastImport()
    for (number, commit) in commits.enumerated() {
      stream.commit(
        branch: commit.branch, parent: commit.start.map { "refs/heads/\($0)" }, message: "Commit \(number)\n",
        date: FastImport.firstDate + 60 * number, files: commit.files, deleting: commit.deleting)
    }
    try git.run(["fast-import", "--quiet", "--force"], in: path, input: stream.bytes)
  }

  /// Commits `count` times on a branch, each time with one file changed, by one program.
  public func addHistory(_ count: Int, on branch: String = "main") throws {
    var stream = FastImport()
    var parent = try tip(of: branch)
    for number in 0..<count {
      stream.commit(
        branch: branch, parent: parent, message: "Change \(number)\n", date: FastImport.firstDate + 60 * (number + 1),
        files: ["history.txt": "\(number)\n"], deleting: [])
      parent = nil
    }
    try git.run(["fast-import", "--quiet", "--force"], in: path, input: stream.bytes)
  }
}
