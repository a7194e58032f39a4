import FleetTestSupport
import Foundation
import Git

/// A remote of this machine, a mirror of it, and options for both ways to it.
struct LocalWorkbench {
  let remote: Remote
  let options: NetworkOptions

  init(_ files: [String: FileContent] = ["a.txt": "a\n"]) throws {
    remote = try Remote(files: files)
    options = testOptions(home: remote.folder.path)
  }

  private init(_ remote: Remote) {
    self.remote = remote
    options = testOptions(home: remote.folder.path)
  }

  /// Options with which git's program is always asked; to git itself the variable says what is so anyhow.
  var programOptions: NetworkOptions { options(with: ["GIT_TEST_ASSUME_DIFFERENT_OWNER": "0"]) }

  /// Options with which no program can be started: what works with them was done in process.
  var programlessOptions: NetworkOptions { options(with: ["PATH": "\(remote.folder.path)/nowhere"]) }

  private func options(with variables: [String: String]) -> NetworkOptions {
    let environment = HermeticEnvironment.variables(home: remote.folder.path).merging(variables) { _, new in new }
    var options = options
    options.settings = NetworkSettings(
      environment: environment, configuration: GitConfiguration(), version: "0.0.0")
    return options
  }

  func mirror() throws -> Repository {
    let path = "\(remote.folder.path)/mirror.git"
    if FileManager.default.fileExists(atPath: path) { return try Repository(openingBare: path) }
    let mirror = try Repository(creatingBare: path)
    _ = try mirror.fetch(from: remote.path, refspecs: mirrorRefspecs, options: options)
    return mirror
  }

  /// Pushes one commit to a branch and returns the one result.
  func push(
    _ commit: ObjectID?, to branch: String = "main", over expected: ObjectID?, rewrites: Bool = false,
    _ options: NetworkOptions? = nil
  ) throws -> PushResult {
    let update = PushUpdate(
      source: commit, destination: "refs/heads/\(branch)", expected: expected, allowsNonFastForward: rewrites)
    let results = try mirror().push(to: remote.path, updates: [update], options: options ?? self.options)
    guard results.count == 1 else { throw TestSupportError("\(results.count) results of one update") }
    return results[0]
  }

  /// Copies the remote with all of its files beside itself.
  func copy() throws -> LocalWorkbench {
    let folder = try TemporaryFolder()
    let twin = LocalWorkbench(try Remote(name: remote.name, in: folder))
    // The new remote has files of its own, its configuration among them.
    try FileManager.default.removeItem(atPath: twin.remote.path)
    try FileManager.default.copyItem(atPath: remote.path, toPath: twin.remote.path)
    try FileManager.default.copyItem(
      atPath: "\(remote.folder.path)/mirror.git", toPath: "\(folder.path)/mirror.git")
    return twin
  }

  /// What somebody who looks at the remote can see: references, objects, files with their modes, reflogs, damage.
  func state() throws -> [String] {
    let objects = try remote.git.run(
      ["cat-file", "--batch-all-objects", "--batch-check"], in: remote.path)
    let references = try remote.git.run(
      ["for-each-ref", "--format=%(refname) %(objectname) %(symref)"], in: remote.path)
    var files: [String] = []
    for case let file as String in FileManager.default.enumerator(atPath: remote.path) ?? .init() {
      var status = stat()
      guard lstat("\(remote.path)/\(file)", &status) == 0 else { continue }
      files.append("\(file) \(String(status.st_mode, radix: 8))")
    }
    return [objects, references, try remote.problems()] + files.sorted()
  }

  func write(_ text: String, to file: String) throws {
    try remote.folder.write(text, to: "\(remote.name)/\(file)")
  }
}
