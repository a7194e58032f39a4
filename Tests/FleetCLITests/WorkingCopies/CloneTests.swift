import FleetTestSupport
import Foundation
import Testing

/// `fleet clone`, with git as the judge.
struct CloneTests {
  private func made(_ fixture: WorkingCopyFixture, _ arguments: String...) throws -> TestProgram.Result {
    try fixture.fleet.fleet.run(["clone", "billing"] + arguments, in: fixture.fleet.work.path)
  }

  @Test func submodulesAreOnBranchesWithTheirUpstreams() throws {
    let fixture = try WorkingCopyFixture(isNested: true, clones: false)
    try fixture.library.commit(["api.txt": "later\n"])
    try fixture.fleet.writeManifest(["billing"])
    let result = try made(fixture)
    #expect(result.status == 0, "\(result.stderr)")
    #expect(result.text.contains("1 commit behind"), "\(result.text)")
    #expect(try fixture.status() == "")
    for folder in [fixture.copy, fixture.libraryCopy, fixture.coreCopy] {
      #expect(try fixture.git.run(["fsck", "--strict"], in: folder) == "")
      #expect(try fixture.git.run(["branch", "--show-current"], in: folder) == "main")
      #expect(try fixture.git.run(["rev-parse", "--abbrev-ref", "@{upstream}"], in: folder) == "origin/main")
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/.git/objects/info/alternates"))
    }
    #expect(
      try fixture.git.run(["remote", "get-url", "origin"], in: fixture.libraryCopy)
        == fixture.fleet.daemon.url("api.git"))
    let lines = try fixture.git.run(["submodule", "status", "--recursive"], in: fixture.copy).split(separator: "\n")
    #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix(" ") })
    #expect(
      try fixture.git.run(["status", "--branch", "--porcelain"], in: fixture.libraryCopy)
        == "## main...origin/main [behind 1]")
    // Git goes on with it as with a clone of its own, also without the mirrors and elsewhere.
    try FileManager.default.removeItem(atPath: "\(fixture.fleet.fleet.home.path)/.cache")
    try FileManager.default.moveItem(atPath: fixture.copy, toPath: fixture.copy + "-moved")
    try FileManager.default.moveItem(atPath: fixture.copy + "-moved", toPath: fixture.copy)
    try fixture.git.run(["pull", "--quiet", "--recurse-submodules"], in: fixture.copy)
    try fixture.git.run(["submodule", "update", "--init", "--recursive"], in: fixture.copy)
    #expect(try fixture.git.run(["fsck", "--strict"], in: fixture.libraryCopy) == "")
  }

  @Test func thePinsBranchIsTakenWhereTheDefaultBranchLacksIt() throws {
    let fixture = try WorkingCopyFixture(clones: false)
    let side = try fixture.library.commit(["api.txt": "side\n"], on: "next", from: try fixture.library.tip(of: "main"))
    try fixture.library.commit(["api.txt": "later\n"], on: "next")
    try fixture.service.commit(["libs/api": .submodule(side)])
    try fixture.fleet.writeManifest(["billing"])
    #expect(try made(fixture).status == 0)
    #expect(try fixture.git.run(["branch", "--show-current"], in: fixture.libraryCopy) == "next")
    #expect(try fixture.git.run(["rev-parse", "HEAD"], in: fixture.libraryCopy) == side)
    #expect(try fixture.status() == "")
  }

  @Test(arguments: ["unreachable", "refused", "unknown-path"]) func aFailureLeavesNoFolder(_ reason: String) throws {
    let fixture = try WorkingCopyFixture(clones: false)
    switch reason {
    case "unreachable":
      try fixture.service.commit(["libs/api": .submodule(String(repeating: "1", count: 40))])
    case "refused":
      try fixture.service.commit([".gitmodules": "[submodule \"api\"]\n\tpath = libs/api\n\turl = --upload-pack=x\n"])
    default:
      try fixture.service.commit([
        ".gitmodules": .text("[submodule \"api\"]\n\tpath = libs/api\n\turl = \(fixture.library.path)\n")
      ])
    }
    try fixture.fleet.writeManifest(["billing"])
    let before = try FileManager.default.contentsOfDirectory(atPath: fixture.fleet.work.path).sorted()
    let result = try made(fixture)
    #expect(result.status == 1)
    #expect(result.stderr.contains("libs/api"), "\(result.stderr)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.fleet.work.path).sorted() == before)
  }

  @Test func aFolderWithSomethingInItIsLeftAlone() throws {
    let fixture = try WorkingCopyFixture(clones: false)
    try fixture.fleet.writeManifest(["billing"])
    try fixture.fleet.work.write("mine\n", to: "billing/file")
    let result = try made(fixture)
    #expect(result.status == 2)
    #expect(fixture.fleet.work.read("billing/file") == "mine\n")
    #expect(try fixture.fleet.fleet.run(["clone", "nobody"], in: fixture.fleet.work.path).status == 2)
  }
}
