import FleetTestSupport
import Foundation
import Testing

/// `fleet submodules status` in working copies: what is under way there is told, and nothing is written.
struct WorkingCopyStatusTests {
  private let fixture: WorkingCopyFixture

  init() throws {
    fixture = try WorkingCopyFixture()
    try fixture.fleet.remote("orders", files: ["a.txt": "1\n"])
    try fixture.fleet.writeManifest(
      ["billing", "orders"],
      extra:
        "libraries:\n  - name: payments\n    url: \(fixture.fleet.daemon.url("api.git"))\n    follow: {branch: main}\n")
  }

  private func status(_ arguments: String..., in folder: String) throws -> (StatusDocument, Int32) {
    let result = try fixture.fleet.fleet.run(["submodules", "status", "--json"] + arguments, in: folder)
    guard !result.stdout.isEmpty else { throw TestSupportError("exit \(result.status): \(result.stderr)") }
    return (try JSONDecoder().decode(StatusDocument.self, from: Data(result.stdout)), result.status)
  }

  @Test func workThatIsUnderWayIsTold() throws {
    var (document, exitCode) = try status("--check", in: fixture.libraryCopy)
    #expect(document.pins.map(\.service) == ["billing"])
    #expect(document.pins[0].states == ["current"])
    #expect(exitCode == 0)
    try fixture.git.run(["switch", "--quiet", "--detach"], in: fixture.libraryCopy)
    (document, exitCode) = try status("--check", in: fixture.copy)
    #expect(document.pins[0].states == ["detached"])
    // As git submodule update leaves it: nobody need look at it.
    #expect(exitCode == 0)
    try fixture.write("2\n", "libs/api/api.txt")
    #expect(try status(in: fixture.copy).0.pins[0].states == ["dirty", "detached"])
    try fixture.git.run(["commit", "--quiet", "-am", "Mine"], in: fixture.libraryCopy)
    (document, exitCode) = try status("--check", in: fixture.copy)
    #expect(document.pins[0].states == ["unpushed", "detached"])
    #expect(document.pins[0].message?.hasSuffix("is checked out") == true)
    #expect(exitCode == 3)
  }

  @Test func thePinIsThatOfTheWorkingCopyAndNotOfTheRemote() throws {
    try fixture.edit()
    #expect(try fixture.commit("-m", "Both").status == 0)
    let document = try status(in: fixture.copy).0
    #expect(document.pins[0].pin == (try fixture.git.run(["rev-parse", "HEAD"], in: fixture.libraryCopy)))
    #expect(document.pins[0].states.contains("unreachable"))
    #expect(document.pins[0].states.contains("unpushed"))
  }

  @Test func aFolderOfWorkingCopiesIsLookedThrough() throws {
    try fixture.write("2\n", "libs/api/api.txt")
    let document = try status("--workdirs", ".", in: fixture.fleet.work.path).0
    #expect(document["billing"]?.states == ["dirty"])
    #expect(try status(in: fixture.fleet.work.path).0["billing"]?.states == ["current"])
  }

  @Test func nothingIsWrittenInTheWorkingCopy() throws {
    try fixture.write("2\n", "libs/api/api.txt")
    // A file that is as it was and looks newer is what makes git refresh an index.
    try fixture.write("1\n", "app.txt")
    let before = fixture.fleet.work.listing()
    _ = try status(in: fixture.copy)
    _ = try status("--workdirs", ".", in: fixture.fleet.work.path)
    #expect(fixture.fleet.work.listing() == before)
  }
}
