import FleetTestSupport
import Foundation
import Testing

/// `fleet submodules status --since`
@Suite(.timeLimit(.minutes(5)))
struct PinRewindTests {
  private let fixture: PinFixture

  init() throws {
    fixture = try PinFixture()
  }

  private struct Document: Decodable {
    struct Rewind: Decodable {
      let service: String, path: String, library: String, direction: String, from: String, to: String, commit: String
    }
    let rewinds: [Rewind]?
  }

  private func rewinds(_ options: String...) throws -> (rewinds: [Document.Rewind]?, exitCode: Int32) {
    let result = try fixture.fleet.fleet.run(
      ["submodules", "status", "--json"] + options, in: fixture.fleet.work.path)
    return (try JSONDecoder().decode(Document.self, from: Data(result.stdout)).rewinds, result.status)
  }

  @Test func sinceListsTheMovesThatWereNotForward() throws {
    let (api, ids) = try fixture.library("api", commits: 4)
    let side = try api.commit(["api.txt": "side\n"], on: "side", from: ids[0])
    let url = fixture.daemon.url("api.git")
    let billing = try fixture.service("billing", [.init("libs/api", ids[0], url)])
    try billing.set("refs/tags/start", to: billing.tip(of: "main"))
    // Forward, back, something else, sideways, forward.
    let absent = String(repeating: "12", count: 20)
    var commits: [String] = []
    for pin in [ids[3], ids[1], nil, side, ids[3], absent, ids[3]] {
      commits.append(
        try billing.commit(pin.map { ["libs/api": .submodule($0)] } ?? ["README.md": "more\n"], message: "Move\n"))
    }
    try fixture.writeManifest(["billing"], libraries: ["api": "follow: {branch: main}"])
    #expect(try rewinds().rewinds == nil)
    let (all, exitCode) = try rewinds("--since", "start", "--check")
    #expect(exitCode == 3)
    #expect(all?.map(\.direction) == ["unknown", "unknown", "sideways", "sideways", "back"])
    #expect(all?.map(\.commit) == [6, 5, 4, 3, 1].map { commits[$0] })
    #expect(all?.last?.from == ids[3] && all?.last?.to == ids[1])
    #expect(all?.allSatisfy { $0.service == "billing" && $0.path == "libs/api" && $0.library == "api" } == true)
    let time = try billing.git.run(["log", "-1", "--format=%cI", commits[5]], in: billing.path)
    #expect(try rewinds("--since", time).rewinds?.map(\.commit) == [commits[6], commits[5]])
    let (none, code) = try rewinds("--since", "main", "--check")
    #expect(none?.count == 0 && code == 0)
    let text = try fixture.fleet.run("submodules", "status", "--since", "start")
    #expect(text.text.contains("billing  libs/api  api      back "), "\(text.text)")
    #expect(text.stderr.contains("Moves that weren't forward: 5."))
    let unread = try fixture.fleet.run("submodules", "status", "--since", "nowhere")
    #expect(unread.status == 1)
    #expect(unread.stderr.contains("billing: history not read: it has no branch, tag or commit nowhere"))
  }
}
