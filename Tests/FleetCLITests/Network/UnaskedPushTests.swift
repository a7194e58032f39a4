import FleetTestSupport
import Foundation
import Synchronization
import Testing

/// Pushes that don't ask what the remote has, since the server finds whether it has moved.
@Suite(.timeLimit(.minutes(5)))
struct UnaskedPushTests {
  private static let names = ["one", "two"]
  private let apply = ["apply", "bump-timeout.json", "--yes", "--jobs", "1", "--test", "true"]
  private let look = "info/refs?service=git-upload-pack"
  private let question = "info/refs?service=git-receive-pack"
  private let push = "git-receive-pack"

  /// Two services of one server that were fetched before; something may happen to each as its first push arrives.
  private func fetched(
    _ happening: @escaping @Sendable (Remote) throws -> Void = { _ in }
  ) throws -> (fixture: CampaignFixture, remotes: [Remote], server: HttpServer) {
    let fixture = try CampaignFixture()
    let remotes = try Self.names.map { try fixture.service($0) }
    let backends = try remotes.map(GitBackend.init)
    let waiting = Mutex(Set(Self.names.indices))
    let server = try HttpServer { request in
      guard let number = remotes.firstIndex(where: { request.target.contains($0.name) }) else {
        return HttpServer.Answer(404)
      }
      let isPush = request.method == "POST" && request.target.hasSuffix("git-receive-pack")
      if isPush, waiting.withLock({ $0.remove(number) }) != nil { try happening(remotes[number]) }
      return try backends[number].answer(request)
    }
    let services = Self.names.map { "  - name: \($0)\n    url: \(server.url("\($0).git"))\n" }
    try fixture.work.write("name: plumbing\nservices:\n\(services.joined())", to: "fleet.yaml")
    #expect(try fixture.run("repos", "sync").status == 0)
    return (fixture, remotes, server)
  }

  @Test func onlyTheFirstPushAsks() throws {
    let (fixture, remotes, server) = try fetched()
    let start = server.requests.count
    let document = try fixture.report(apply).document
    for (name, remote) in zip(Self.names, remotes) {
      #expect(document.outcome(of: name) == "delivered")
      #expect(try remote.file("main/settings.py", on: "fleet/bump-timeout") == CampaignFixture.changedSettings)
    }
    let asked = Self.names.map { name in
      server.requests[start...].map(\.target).filter { $0.hasPrefix("/\(name).git/") }
        .map { String($0.dropFirst("/\(name).git/".count)) }
    }
    // Which of them is first is chance.
    let (first, other) = ([look, question, push], [look, push])
    #expect(asked == [first, other] || asked == [other, first])
  }

  @Test func aBranchThatAppearsMeanwhileIsAConflict() throws {
    let (fixture, remotes, server) = try fetched { remote in
      try remote.commit(["theirs.txt": "1\n"], on: "fleet/bump-timeout", from: "main")
    }
    defer { withExtendedLifetime(server) {} }
    let (document, exitCode) = try fixture.report(apply)
    #expect(exitCode == 1)
    for (name, remote) in zip(Self.names, remotes) {
      #expect(document.outcome(of: name) == "conflict")
      #expect(try remote.file("theirs.txt", on: "fleet/bump-timeout") == "1\n")
    }
  }

  @Test func aDefaultBranchThatMovesMeanwhileIsPlannedAgain() throws {
    let (fixture, remotes, server) = try fetched { remote in _ = try remote.commit(["other.txt": "1\n"]) }
    defer { withExtendedLifetime(server) {} }
    let document = try fixture.report(apply + ["--direct"]).document
    for (name, remote) in zip(Self.names, remotes) {
      #expect(document.outcome(of: name) == "delivered")
      #expect(try remote.file("other.txt", on: "main") == "1\n")
      #expect(try remote.file("main/settings.py", on: "main") == CampaignFixture.changedSettings)
    }
  }

  @Test func aRefusalIsSaidInTheServersWords() throws {
    let (fixture, remotes, server) = try fetched()
    defer { withExtendedLifetime(server) {} }
    for remote in remotes { try remote.refusePushes(saying: "no pushes on Fridays") }
    let (document, exitCode) = try fixture.report(apply)
    #expect(exitCode == 1)
    for name in Self.names {
      #expect(document.outcome(of: name) == "failed(push)")
      #expect(document[name]?.message?.contains("pre-receive hook declined") == true)
    }
  }
}
