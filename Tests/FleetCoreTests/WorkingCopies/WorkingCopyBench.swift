import FleetTestSupport
import Foundation
import Git

@testable import FleetCore

/// A service with one library behind a git server, and a working copy of it that git made.
struct WorkingCopyBench {
  let remotes: TemporaryFolder
  let work: TemporaryFolder
  let daemon: GitDaemon
  let git: GitProgram
  let library: Remote
  let service: Remote

  init() throws {
    remotes = try TemporaryFolder()
    work = try TemporaryFolder()
    daemon = try GitDaemon(serving: remotes.path)
    git = GitProgram(home: work.path)
    library = try Remote(files: ["api.txt": "1\n"], name: "api.git", in: remotes)
    service = try Remote(
      files: [
        "app.txt": "1\n", "libs/api": .submodule(try library.tip(of: "main") ?? ""),
        ".gitmodules": "[submodule \"api\"]\n\tpath = libs/api\n\turl = ../api.git\n",
      ], name: "billing.git", in: remotes)
    try git.run(["clone", "--quiet", "--recurse-submodules", daemon.url("billing.git")], in: work.path)
    try git.run(["switch", "--quiet", "main"], in: libraryCopy)
  }

  var copy: String { "\(work.path)/billing" }
  var libraryCopy: String { "\(copy)/libs/api" }

  func setting() throws -> WorkingCopySetting {
    let environment = git.environment
    return WorkingCopySetting(
      network: NetworkOptions(
        settings: NetworkSettings(
          environment: environment, configuration: try GitConfiguration(environment: environment), version: "0")),
      mirrors: MirrorStore(folder: "\(work.path)/mirrors"), services: [], libraries: [], hookLimit: .seconds(60))
  }

  func node() throws -> WorkingCopyNode {
    try WorkingCopyReader(git: setting().git(in: copy)).read(copy)
  }

  /// All that git keeps of a repository's references, and the state of its files.
  func state(of folder: String) throws -> String {
    let references = try git.run(["for-each-ref"], in: folder)
    return try references + git.run(["rev-parse", "HEAD"], in: folder)
      + git.run(["status", "--porcelain", "--branch"], in: folder) + git.run(["diff"], in: folder)
  }
}
