import FleetTestSupport
import Foundation
import Git
import Testing

@Suite struct RepositoryTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func aNewRepositoryIsOneThatGitAccepts() throws {
    let path = "\(folder.path)/deep/er/new.git"
    do {
      let repository = try Repository(creatingBare: path, head: "refs/heads/trunk")
      #expect(repository.path == path)
    }
    let git = GitProgram(home: folder.path)
    #expect(try git.run(["rev-parse", "--is-bare-repository"], in: path) == "true")
    #expect(try git.run(["symbolic-ref", "HEAD"], in: path) == "refs/heads/trunk")
    #expect(gitError { _ = try Repository(creatingBare: path) }?.kind == .exists)
  }

  @Test(arguments: ["https://example.com/a.git", "/odd \"path\" \\ with # and ; and\ttab", "ends in a space "])
  func aNewMirrorIsOneThatGitAccepts(_ url: String) throws {
    let path = "\(folder.path)/mirror.git"
    do {
      let repository = try Repository(creatingMirror: path, origin: url)
      #expect(repository.path == path)
      #expect(try repository.origin() == url)
      #expect(try repository.references().isEmpty)
    }
    let git = GitProgram(home: folder.path)
    #expect(try git.run(["rev-parse", "--is-bare-repository"], in: path) == "true")
    #expect(try git.run(["symbolic-ref", "HEAD"], in: path) == "refs/heads/main")
    #expect(try git.run(["config", "-z", "remote.origin.url"], in: path) == url + "\0")
    #expect(try git.run(["config", "remote.origin.mirror"], in: path) == "true")
    #expect(try git.run(["fsck", "--strict"], in: path).contains("error") == false)
    #expect(gitError { _ = try Repository(creatingMirror: path, origin: url) }?.kind == .exists)
  }

  @Test func aFolderBelowARepositoryIsNotTakenForIt() throws {
    let path = "\(folder.path)/outer.git"
    _ = try Repository(creatingBare: path)
    let inner = "\(path)/inner"
    try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
    let error = gitError { _ = try Repository(openingBare: inner) }
    #expect(error?.kind == .notARepository)
    #expect(error?.description == "open \(inner): there is no git repository")
    #expect(gitError { _ = try Repository(openingBare: "\(folder.path)/none") }?.kind == .notARepository)
  }

  @Test func aShallowRepositoryIsRefused() throws {
    let remote = try Remote(files: ["a": "1\n"])
    try remote.addHistory(3)
    let clone = "\(folder.path)/shallow.git"
    try remote.git.run(["clone", "-q", "--bare", "--depth=1", "file://\(remote.path)", clone], in: folder.path)
    let error = gitError { _ = try Repository(openingBare: clone) }
    #expect(error?.kind == .unsupported)
    #expect(error?.message.contains("shallow") == true)
  }

  @Test func whatIsKeptInMemoryIsReadThroughTheSameValueAndReachesNoDisk() throws {
    let remote = try Remote(files: ["a": "1\n"])
    let (base, before) = (try remote.id(), try FileManager.default.subpathsOfDirectory(atPath: remote.path))
    let written: ObjectID
    do {
      let repository = try Repository.scratch(at: remote.path)
      let edit = TreeEntryEdit(pathBytes: Array("a".utf8), action: .write(Array("2\n".utf8), mode: 0o100644))
      written = try repository.writeTree(base: base, edits: [edit])
      let patch = try repository.diff(from: repository.tree(of: base), to: written).patch
      #expect(String(decoding: patch, as: UTF8.self).contains("-1\n+2\n"))
    }
    #expect(try FileManager.default.subpathsOfDirectory(atPath: remote.path).sorted() == before.sorted())
    let again = try Repository(openingBare: remote.path)
    #expect(try again.contains(written) == false)
  }

  @Test func theLibraryTellsItsVersion() {
    #expect(LibGit2.version.split(separator: ".").count == 3)
  }
}
