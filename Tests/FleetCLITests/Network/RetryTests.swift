import FleetTestSupport
import Foundation
import Synchronization
import Testing

/// What passes by itself is tried again, and nothing else.
@Suite(.timeLimit(.minutes(5)))
struct RetryTests {
  /// Serves the remote `service.git`, but answers the first request with a status.
  private func server(_ fixture: CampaignFixture, firstAnswer: HttpServer.Answer) throws -> HttpServer {
    let backend = try GitBackend(fixture.service("service"))
    let isFirst = Mutex(true)
    return try HttpServer { request in
      let answersSo = isFirst.withLock { value in
        defer { value = false }
        return value
      }
      return answersSo ? firstAnswer : try backend.answer(request)
    }
  }

  @Test(arguments: [429, 502, 503])
  func aServerThatCannotAnswerNowIsAskedAgainWhenItSaysSo(_ status: Int) throws {
    let fixture = try CampaignFixture()
    let server = try server(fixture, firstAnswer: HttpServer.Answer(status, headers: [("Retry-After", "2")]))
    try fixture.writeManifest(["service"], urls: ["service": server.url("service.git")])
    let start = ContinuousClock.now
    let (document, exitCode) = try fixture.report("plan", "bump-timeout.json")
    #expect(document.outcome(of: "service") == "changed")
    #expect(exitCode == 0)
    #expect(ContinuousClock.now - start >= .seconds(2))
    // The one that failed, the references and the pack.
    #expect(server.requests.count == 3)
  }

  @Test(arguments: [403, 404])
  func aServerThatRefusesIsAskedOnce(_ status: Int) throws {
    let fixture = try CampaignFixture()
    let server = try server(fixture, firstAnswer: HttpServer.Answer(status))
    try fixture.writeManifest(["service"], urls: ["service": server.url("service.git")])
    let (document, exitCode) = try fixture.report("plan", "bump-timeout.json")
    #expect(document.outcome(of: "service") == "failed(refresh)")
    #expect(exitCode == 1)
    #expect(server.requests.count == 1)
  }
}
