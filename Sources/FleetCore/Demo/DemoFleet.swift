import Foundation
import Git

/// A small fleet to play with: service remotes of three kinds with history and tests, two libraries, a manifest and a
/// codemod.
///
/// It is made of the same bytes every time, needs no network, and nothing in it needs a package registry.
public struct DemoFleet {
  /// The file that marks a folder as one that may be replaced.
  private static let marker = ".fleet-demo"

  private let folder: String

  /// - Parameter folder: an absolute path.
  public init(folder: String) {
    self.folder = folder
  }

  /// Whether something is there already.
  public var isThere: Bool { FileManager.default.fileExists(atPath: folder) }

  /// Whether the folder is a demo fleet, so that it may be replaced.
  public var isDemo: Bool { FileManager.default.fileExists(atPath: "\(folder)/\(Self.marker)") }

  /// The names of the services, sorted.
  public static var serviceNames: [String] { (DemoService.all.map(\.name) + [emptyServiceName]).sorted() }

  /// The service whose repository has no commit.
  private static let emptyServiceName = "scratch"

  /// Makes the fleet; a demo that is there is removed first.
  public func make() throws {
    if isDemo { try FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: "\(folder)/remotes", withIntermediateDirectories: true)
    try write("", to: Self.marker)
    var pins: [String: ObjectID] = [:]
    for library in DemoLibrary.all { pins[library.name] = try make(library.name, commits: library.commits) }
    for service in DemoService.all {
      _ = try make(service.name, commits: try service.commits(pins: pins))
    }
    _ = try Repository(creatingBare: remotePath(Self.emptyServiceName))
    try write(DemoFiles.manifest, to: "fleet.yaml")
    try write(DemoFiles.codemod, to: "bump-timeout.json")
  }

  /// Makes one bare remote and returns its tip.
  private func make(_ name: String, commits: [DemoCommit]) throws -> ObjectID? {
    let repository = try Repository(creatingBare: remotePath(name))
    var tip: ObjectID?
    var tree: ObjectID?
    // Commits are a day apart, from a Monday morning on.
    var seconds: Int64 = 1_700_467_200
    for commit in commits {
      let written = try repository.writeTree(base: tree, edits: commit.edits)
      let author = Signature(
        name: commit.author, email: "\(commit.author.lowercased())@plumbing.example", seconds: seconds)
      tip = try repository.writeCommit(
        tree: written, parents: tip.map { [$0] } ?? [], author: author, committer: author,
        message: commit.message + "\n")
      tree = written
      seconds += 86_400
    }
    if let tip { try repository.setReference("refs/heads/main", to: tip) }
    return tip
  }

  private func remotePath(_ name: String) -> String { "\(folder)/remotes/\(name).git" }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
  }
}

/// One commit of a demo repository.
struct DemoCommit {
  let author: String
  let message: String
  let edits: [TreeEntryEdit]

  /// - Parameter files: text by path; a path that ends in `.sh` becomes executable.
  init(_ author: String, _ message: String, _ files: [String: String], pins: [String: ObjectID] = [:]) {
    self.author = author
    self.message = message
    let writes = files.map { path, text in
      TreeEntryEdit(
        pathBytes: Array(path.utf8), action: .write(Array(text.utf8), mode: path.hasSuffix(".sh") ? 0o100755 : 0o100644)
      )
    }
    let links = pins.map { path, id in TreeEntryEdit(pathBytes: Array(path.utf8), action: .pin(id)) }
    edits = (writes + links).sorted { $0.pathBytes.lexicographicallyPrecedes($1.pathBytes) }
  }
}
