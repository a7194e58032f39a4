import FleetTestSupport
import Foundation
import Git
import Testing

@Suite struct VerifyTests {
  private let remote: Remote

  init() throws {
    remote = try Remote(files: ["a.txt": "a\n", "x/b.txt": "b\n", "x/c.txt": "c\n"])
    try remote.commit(["a.txt": "2\n"])
  }

  private func report() throws -> VerificationReport { try Repository(openingBare: remote.path).verify() }

  private func id(_ revision: String) throws -> String {
    try remote.git.run(["rev-parse", revision], in: remote.path).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// `fast-import` makes packs; loose objects are files of their own.
  private func unpack() throws {
    let packs = "\(remote.path)/objects/pack"
    try FileManager.default.moveItem(atPath: packs, toPath: "\(remote.folder.path)/packs")
    try FileManager.default.createDirectory(atPath: packs, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: "\(remote.folder.path)/packs")
    where name.hasSuffix(".pack") {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(remote.folder.path)/packs/\(name)"))
      try remote.git.run(["unpack-objects", "-q"], in: remote.path, input: Array(bytes))
    }
  }

  @Test(arguments: [true, false])
  func aSoundRepositoryHasAllItsObjects(_ isPacked: Bool) throws {
    if isPacked { try remote.git.run(["repack", "-a", "-d", "-q"], in: remote.path) }
    try remote.git.run(["tag", "-a", "-m", "one", "v1", "main~1"], in: remote.path)
    let report = try report()
    // Two commits, three trees, four blobs, and the tag.
    #expect(report.isSound && report.objectCount == 10)
  }

  @Test func aPinsCommitIsNotLookedFor() throws {
    let tree = try remote.git.run(
      ["mktree", "--missing"], in: remote.path,
      input: Array("160000 commit \(String(repeating: "1", count: 40))\tlib\n".utf8)
    ).trimmingCharacters(in: .whitespacesAndNewlines)
    let commit = try remote.git.run(["commit-tree", "-m", "pin", tree], in: remote.path)
    try remote.set("pinned", to: commit.trimmingCharacters(in: .whitespacesAndNewlines))
    #expect(try report().isSound)
  }

  @Test(arguments: ["main:x/b.txt", "main:x", "main^{tree}", "main~1", "main"])
  func aMissingObjectIsNamedWithWhatRefersToIt(_ revision: String) throws {
    try unpack()
    let id = try id(revision)
    try FileManager.default.removeItem(atPath: "\(remote.path)/objects/\(id.prefix(2))/\(id.dropFirst(2))")
    let problems = try report().problems
    #expect(problems.count == 1)
    #expect(problems.first?.contains(id.prefix(7)) == true && problems.first?.contains("is missing") == true)
  }

  @Test func aDamagedLooseObjectIsFound() throws {
    try unpack()
    try remote.corruptObject(try id("main:x/c.txt"))
    #expect(try report().problems.first?.contains("can't be read") == true)
  }

  @Test func anObjectWithOtherContentIsFound() throws {
    try unpack()
    let (one, other) = (try id("main:x/b.txt"), try id("main:x/c.txt"))
    let path = { (id: String) in "\(self.remote.path)/objects/\(id.prefix(2))/\(id.dropFirst(2))" }
    try FileManager.default.removeItem(atPath: path(one))
    try FileManager.default.copyItem(atPath: path(other), toPath: path(one))
    #expect(try !report().isSound)
  }

  @Test func aTruncatedPackIsFound() throws {
    try remote.git.run(["repack", "-a", "-d", "-q"], in: remote.path)
    let packs = "\(remote.path)/objects/pack"
    let pack = try #require(FileManager.default.contentsOfDirectory(atPath: packs).first { $0.hasSuffix(".pack") })
    chmod("\(packs)/\(pack)", 0o644)
    var status = stat()
    #expect(stat("\(packs)/\(pack)", &status) == 0 && truncate("\(packs)/\(pack)", status.st_size / 2) == 0)
    #expect(try !report().isSound)
  }

  @Test func aReferenceThatLeadsNowhereIsFound() throws {
    try remote.folder.write(String(repeating: "2", count: 40) + "\n", to: "remote.git/refs/heads/lost")
    #expect(try report().problems.first?.contains("refs/heads/lost") == true)
  }

  @Test func whatAPlanNeedsIsLookedAtToo() throws {
    let repository = try Repository(openingBare: remote.path)
    let tree = try repository.writeTree(base: nil, edits: [.writing("planned\n", to: "planned.txt")])
    #expect(try repository.verify(planned: [tree]).isSound)
    let entry = try repository.entry(at: Array("planned.txt".utf8), in: tree)
    let blob = try #require(entry).id.hex
    try FileManager.default.removeItem(atPath: "\(remote.path)/objects/\(blob.prefix(2))/\(blob.dropFirst(2))")
    #expect(try repository.verify().isSound)
    #expect(try repository.verify(planned: [tree]).problems.first?.contains("is missing") == true)
  }

  @Test func aCancellationEndsIt() throws {
    let big = try Remote(files: Dictionary(uniqueKeysWithValues: (0..<600).map { ("f\($0)", .text("\($0)\n")) }))
    let cancellation = Cancellation()
    cancellation.cancel()
    let repository = try Repository(openingBare: big.path)
    #expect(gitError { _ = try repository.verify(cancellation) }?.kind == .cancelled)
  }
}
