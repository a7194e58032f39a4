import FleetTestSupport
import Foundation

/// A service with libraries as submodules behind a git server, and a developer's working copy of it.
struct WorkingCopyFixture: Sendable {
  var fleet: CampaignFixture
  let git: GitProgram
  let service: Remote
  let library: Remote
  /// The library below the library; nil where there is none.
  let core: Remote?

  /// - Parameter isNested: whether the library has a library of its own.
  init(isNested: Bool = false, clones: Bool = true) throws {
    fleet = try CampaignFixture()
    git = GitProgram(home: fleet.fleet.home.path)
    try git.run(["config", "--global", "init.defaultBranch", "main"], in: fleet.work.path)
    let core = isNested ? try fleet.remote("core", files: ["core.txt": "1\n"]) : nil
    self.core = core
    var files: [String: FileContent] = ["api.txt": "1\n"]
    if let tip = try core?.tip(of: "main") {
      files["vendor/core"] = .submodule(tip)
      files[".gitmodules"] = "[submodule \"core\"]\n\tpath = vendor/core\n\turl = ../core.git\n"
    }
    library = try fleet.remote("api", files: files)
    service = try fleet.remote(
      "billing",
      files: [
        "app.txt": "1\n", "libs/api": .submodule(try library.tip(of: "main") ?? ""),
        ".gitmodules": "[submodule \"api\"]\n\tpath = libs/api\n\turl = ../api.git\n",
      ])
    if clones { try clone() }
  }

  /// The service's working copy.
  var copy: String { "\(fleet.work.path)/billing" }
  var libraryCopy: String { "\(copy)/libs/api" }
  var coreCopy: String { "\(copy)/libs/api/vendor/core" }

  /// Clones with git, and puts the submodules on their branches.
  private func clone() throws {
    try git.run(["clone", "--quiet", "--recurse-submodules", fleet.daemon.url("billing.git")], in: fleet.work.path)
    try git.run(["switch", "--quiet", "main"], in: libraryCopy)
    if core != nil { try git.run(["switch", "--quiet", "main"], in: coreCopy) }
  }

  func write(_ text: String, _ path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(copy)/\(path)"))
  }

  /// Changes a file everywhere.
  func edit() throws {
    try write("2\n", "app.txt")
    try write("2\n", "libs/api/api.txt")
    if core != nil { try write("2\n", "libs/api/vendor/core/core.txt") }
  }

  /// Runs `fleet commit` in the service's working copy, or below it.
  @discardableResult
  func commit(_ arguments: String..., in folder: String = "") throws -> TestProgram.Result {
    try fleet.fleet.run(["commit"] + arguments, in: "\(copy)/\(folder)")
  }

  /// Installs a hook in a working copy; `script` is the body of a shell script.
  func installHook(_ hook: String, in folder: String, _ script: String) throws {
    let path = try git.run(["rev-parse", "--absolute-git-dir"], in: folder) + "/hooks/\(hook)"
    try TestProgram.run(
      "/bin/sh", ["-c", "mkdir -p \"$(dirname \"$0\")\" && cat > \"$0\" && chmod 755 \"$0\"", path],
      environment: git.environment, input: Array("#!/bin/sh\n\(script)\n".utf8))
  }

  /// What git says of the whole working copy: nothing where everything is committed and checked out.
  func status() throws -> String {
    try git.run(["status", "--porcelain", "--ignore-submodules=none"], in: copy)
  }

  /// What is wrong with the remotes: every pin of the service's branch must be on a branch of its library, nested ones too.
  func danglingPins() throws -> [String] {
    var problems: [String] = []
    var pins = [(service, "libs/api", library)]
    if let core { pins.append((library, "vendor/core", core)) }
    for (user, path, library) in pins {
      let pin = try git.run(["rev-parse", "main:\(path)"], in: user.path)
      let result = try TestProgram.run(
        "git", ["branch", "--contains", pin], environment: git.environment, folder: library.path)
      if result.status != 0 || result.text.isEmpty { problems.append("\(user.name) pins \(pin), which isn't there") }
    }
    return problems
  }

  /// The trees of all remotes' main branches.
  func trees() throws -> [String] {
    try [service, library, core].compactMap(\.self).map { remote in
      // The gitlink's id has a time and a random change in it: what it leads to is what counts.
      let listing = try git.run(["ls-tree", "-r", "main"], in: remote.path)
      return listing.split(separator: "\n").filter { !$0.hasPrefix("160000") }.joined(separator: "\n")
    }
  }

  func tips() throws -> [String?] { try [service, library, core].map { try $0?.tip(of: "main") } }

  /// The last commit's trailer in a repository.
  func change(_ revision: String = "main", in folder: String) throws -> String {
    try git.run(["log", "-1", "--format=%(trailers:key=Fleet-Change-Id,valueonly)", revision], in: folder)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
