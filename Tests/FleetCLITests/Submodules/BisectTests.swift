import FleetTestSupport
import Foundation
import Testing

/// `fleet submodules bisect`: which library commit between two pins broke the service's tests.
struct BisectTests {
  private struct Document: Decodable {
    struct Suspect: Decodable { let commit: String, subject: String, author: String }
    let good: String, bad: String
    let suspects: [Suspect]
    let commits: Int, runs: Int, remembered: Int, skipped: Int
  }

  private let fixture: PinFixture
  private let ids: [String]

  /// A library whose file counts its commits, and a service that went from the first to the tenth.
  init() throws {
    fixture = try PinFixture()
    ids = try fixture.library("api", commits: 10, tags: ["v1.2.0": 3]).1
    let service = try fixture.service("billing", [.init("libs/api", ids[0], fixture.daemon.url("api.git"))])
    try service.commit(["libs/api": .submodule(ids[9])])
    try service.commit(["README.md": "more\n"])
    try fixture.writeManifest(["billing"], libraries: ["api": "follow: {branch: main}"])
  }

  private func bisect(_ arguments: String...) throws -> (document: Document, stderr: String) {
    let result = try fixture.fleet.fleet.run(
      ["submodules", "bisect", "billing", "api", "--json"] + arguments, in: fixture.fleet.work.path)
    guard result.status == 0 else { throw TestSupportError("exit \(result.status): \(result.stderr)") }
    return (try JSONDecoder().decode(Document.self, from: Data(result.stdout)), result.stderr)
  }

  @Test func theFirstBadCommitIsFoundInFewRunsAndAskedForOnce() throws {
    let test = "test $(cat libs/api/api.txt) -lt 6"
    let (document, stderr) = try bisect("--test", test)
    #expect(document.suspects.map(\.commit) == [ids[5]])
    #expect(document.suspects[0].subject == "Change 6")
    #expect((document.good, document.bad) == (ids[0], ids[9]))
    #expect(document.commits == 9)
    // Both ends, and the logarithm of what is between them.
    #expect(document.runs <= 2 + 4)
    #expect(stderr.contains("bad (exited with status 1)"), "\(stderr)")
    let again = try bisect("--test", test).document
    #expect(again.runs == 0)
    #expect(again.remembered == document.runs)
    #expect(again.suspects.map(\.commit) == [ids[5]])
    #expect(try bisect("--test", test, "--afresh").document.runs == document.runs)
  }

  @Test func commitsThatCanNotBeTestedAreGoneAround() throws {
    let document = try bisect(
      "--good", "v1.2.0", "--test", "n=$(cat libs/api/api.txt); [ $n = 6 ] && exit 125; test $n -lt 6"
    ).document
    #expect(document.good == ids[2])
    #expect(document.suspects.map(\.commit) == [ids[5], ids[6]])
    #expect(document.skipped == 1)
  }

  @Test func whereTheTestsPassThereIsNothingToSearchFor() throws {
    let result = try fixture.fleet.run("submodules", "bisect", "billing", "api", "--test", "true")
    #expect(result.status == 1)
    #expect(result.stderr.contains("the tests pass at the bad \(ids[9].prefix(7))"), "\(result.stderr)")
    let unknown = try fixture.fleet.run("submodules", "bisect", "billing", "api", "--good", "v9", "--test", "true")
    #expect(unknown.status == 1)
    #expect(unknown.stderr.contains("--good v9: api has no such branch or tag"), "\(unknown.stderr)")
  }
}
