import FleetTestSupport
import Foundation
import Testing

/// A run that pushes looks at the remotes as a push does, where the manifest names the branch.
@Suite(.timeLimit(.minutes(5)))
struct PushRequestTests {
  private let push = ["apply", "bump-timeout.json", "--yes", "--no-test"]

  private func write(_ fixture: CampaignFixture, _ server: HttpServer, branch: String? = "main") throws {
    let line = branch.map { "    branch: \($0)\n" } ?? ""
    try fixture.work.write(
      "name: plumbing\nservices:\n  - name: service\n    url: \(server.url("service.git"))\n\(line)", to: "fleet.yaml")
  }

  /// A service that was fetched before, and its server, which may answer otherwise than git.
  private func fetched(
    branch: String? = "main",
    _ answer: @escaping @Sendable (HttpServer.Request, Remote) throws -> HttpServer.Answer? = { _, _ in nil }
  ) throws -> (fixture: CampaignFixture, remote: Remote, server: HttpServer) {
    let fixture = try CampaignFixture()
    let remote = try fixture.service("service")
    let backend = try GitBackend(remote)
    let server = try HttpServer { try answer($0, remote) ?? backend.answer($0) }
    try write(fixture, server, branch: branch)
    #expect(try fixture.run("repos", "sync").status == 0)
    return (fixture, remote, server)
  }

  private func targets(_ server: HttpServer, from start: Int) -> [String] {
    server.requests[start...].map { String($0.target.dropFirst("/service.git/".count)) }
  }

  @Test func aPushIsTwoRequests() throws {
    let (fixture, remote, server) = try fetched()
    let start = server.requests.count
    #expect(try fixture.report(push).document.outcome(of: "service") == "delivered")
    #expect(targets(server, from: start) == ["info/refs?service=git-receive-pack", "git-receive-pack"])
    #expect(try remote.file("main/settings.py", on: "fleet/bump-timeout") == CampaignFixture.changedSettings)
    // What stands as pushed needs no push, nor leave to push.
    let again = server.requests.count
    #expect(try fixture.report(push).document.outcome(of: "service") == "unchanged")
    #expect(targets(server, from: again) == ["info/refs?service=git-upload-pack"])
  }

  @Test func aMovedServiceIsFetchedAndAskedOnce() throws {
    let (fixture, remote, server) = try fetched()
    defer { withExtendedLifetime(server) {} }
    let tip = try remote.commit(["other.txt": "1\n"])
    let delivered = try fixture.report(push).document["service"]
    #expect(delivered?.outcome == "delivered")
    #expect(delivered?.base == tip)
    #expect(try remote.file("other.txt", on: "fleet/bump-timeout") == "1\n")
  }

  @Test func withoutABranchInTheManifestAFetchLooks() throws {
    let (fixture, _, server) = try fetched(branch: nil)
    let start = server.requests.count
    #expect(try fixture.report(push).document.outcome(of: "service") == "delivered")
    #expect(targets(server, from: start).first == "info/refs?service=git-upload-pack")
  }

  @Test func aServerThatTakesNoPushesIsStillRead() throws {
    let (fixture, _, server) = try fetched { request, _ in
      request.target.contains("receive-pack") ? HttpServer.Answer(403) : nil
    }
    defer { withExtendedLifetime(server) {} }
    let (document, exitCode) = try fixture.report(push)
    #expect(document.outcome(of: "service") == "failed(push)")
    #expect(exitCode == 1)
  }

  @Test func aBranchThatAppearsAfterTheLookIsAConflict() throws {
    let (fixture, remote, server) = try fetched { request, remote in
      if request.method == "POST", request.target.hasSuffix("git-receive-pack") {
        try remote.commit(["theirs.txt": "1\n"], on: "fleet/bump-timeout", from: "main")
      }
      return nil
    }
    defer { withExtendedLifetime(server) {} }
    let (document, exitCode) = try fixture.report(push)
    #expect(document.outcome(of: "service") == "conflict")
    #expect(exitCode == 1)
    #expect(try remote.file("theirs.txt", on: "fleet/bump-timeout") == "1\n")
  }
}
