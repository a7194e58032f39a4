import FleetTestSupport
import Foundation
import Git

/// Options for network operations of tests: a hermetic environment and limits that end a hung test.
func testOptions(
  home: String, configuration: GitConfiguration = GitConfiguration(),
  limits: NetworkLimits = NetworkLimits(connect: .seconds(20), idle: .seconds(20), total: .seconds(60)),
  cancellation: Cancellation = Cancellation()
) -> NetworkOptions {
  NetworkOptions(
    settings: NetworkSettings(
      environment: HermeticEnvironment.variables(home: home), configuration: configuration, version: "0.0.0"),
    limits: limits, cancellation: cancellation)
}

/// What a mirror fetches.
let mirrorRefspecs = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"]

/// A remote, a git:// server in front of it and an empty mirror beside it.
struct ServedRemote {
  let remote: Remote
  let daemon: GitDaemon
  let options: NetworkOptions

  init(_ files: [String: FileContent] = ["a.txt": "a\n"], configuration: GitConfiguration = GitConfiguration()) throws {
    remote = try Remote(files: files)
    daemon = try GitDaemon(remote)
    options = testOptions(home: remote.folder.path, configuration: configuration)
  }

  var url: String { daemon.url(remote) }
  var mirrorPath: String { "\(remote.folder.path)/mirror.git" }

  /// Makes the mirror and fetches everything into it.
  func mirror() throws -> Repository {
    let mirror = try Repository(creatingBare: mirrorPath)
    _ = try mirror.fetch(from: url, refspecs: mirrorRefspecs, options: options)
    return mirror
  }
}

let author = Signature(name: "A U Thor", email: "author@example.com", seconds: 1_700_000_000, offsetMinutes: 60)

extension Repository {
  /// Writes a commit with one file changed on top of `parent`.
  func testCommit(on parent: ObjectID, path: String = "a.txt", text: String = "changed\n") throws -> ObjectID {
    let tree = try writeTree(base: parent, edits: [.writing(text, to: path)])
    return try writeCommit(tree: tree, parents: [parent], author: author, committer: author, message: "Change\n")
  }

  /// Every path of a tree with its mode in octal, in the order of the walk.
  func testPaths(_ treeish: ObjectID) throws -> [String] {
    var lines: [String] = []
    try walk(treeish) { lines.append("\(String($0.mode, radix: 8)) \(String(decoding: $0.pathBytes, as: UTF8.self))") }
    return lines
  }
}

extension TreeEntryEdit {
  static func writing(_ text: String, to path: String, mode: UInt32 = 0o100644) -> TreeEntryEdit {
    TreeEntryEdit(pathBytes: Array(path.utf8), action: .write(Array(text.utf8), mode: mode))
  }

  static func deleting(_ path: String) -> TreeEntryEdit {
    TreeEntryEdit(pathBytes: Array(path.utf8), action: .delete)
  }
}

/// Returns the error that `body` throws; nil if it throws none.
func gitError(_ body: () throws -> Void) -> GitError? {
  do {
    try body()
    return nil
  } catch {
    return error as? GitError
  }
}

extension Remote {
  /// The tip of a branch as an id.
  func id(of branch: String = "main") throws -> ObjectID {
    guard let id = try tip(of: branch).flatMap({ ObjectID(hex: $0) }) else {
      throw TestSupportError("\(name) has no \(branch)")
    }
    return id
  }
}
