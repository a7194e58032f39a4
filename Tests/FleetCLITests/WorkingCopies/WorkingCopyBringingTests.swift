import FleetTestSupport
import Foundation
import Testing

/// `fleet submodules sync --workdirs`: working copies are brought along, and nobody's work is touched.
struct WorkingCopyBringingTests {
  private let fixture: WorkingCopyFixture
  private let next: String

  init() throws {
    fixture = try WorkingCopyFixture()
    try fixture.fleet.writeManifest(
      ["billing"],
      extra:
        "libraries:\n  - name: payments\n    url: \(fixture.fleet.daemon.url("api.git"))\n    follow: {branch: main}\n")
    next = try fixture.library.commit(["api.txt": "2\n"])
    try fixture.service.commit(["libs/api": .submodule(next)])
    try fixture.git.run(["pull", "--quiet", "--no-recurse-submodules"], in: fixture.copy)
  }

  private func sync() throws -> TestProgram.Result {
    try fixture.fleet.fleet.run(["submodules", "sync", "--yes", "--workdirs", "."], in: fixture.fleet.work.path)
  }

  @Test func aSubmoduleThatNobodyHasWorkInIsBroughtToItsPin() throws {
    let result = try sync()
    #expect(result.stderr.contains("billing libs/api: brought from "))
    #expect(result.status == 0)
    #expect(try fixture.git.run(["rev-parse", "HEAD"], in: fixture.libraryCopy) == next)
    #expect(try fixture.status() == "")
    #expect(try !sync().stderr.contains("libs/api"))
  }

  @Test func workIsLeftAsItIsAndListed() throws {
    let before = try fixture.git.run(["rev-parse", "HEAD"], in: fixture.libraryCopy)
    try fixture.write("mine\n", "libs/api/api.txt")
    let result = try sync()
    #expect(result.stderr.contains("billing libs/api: left as it is: it has changes that aren't committed"))
    #expect(try fixture.git.run(["rev-parse", "HEAD"], in: fixture.libraryCopy) == before)
    #expect(try String(contentsOfFile: "\(fixture.libraryCopy)/api.txt", encoding: .utf8) == "mine\n")
  }

  @Test func aDryRunThatWouldChangeWorkingCopiesIsRefused() throws {
    let result = try fixture.fleet.fleet.run(
      ["submodules", "sync", "--dry-run", "--workdirs", "."], in: fixture.fleet.work.path)
    #expect(result.status == 2)
    #expect(result.stderr.contains("leave out --dry-run"))
  }
}
