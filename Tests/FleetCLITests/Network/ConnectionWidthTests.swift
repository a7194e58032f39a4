import FleetTestSupport
import Foundation
import Synchronization
import Testing

/// How many connections a server gets.
@Suite(.timeLimit(.minutes(5)))
struct ConnectionWidthTests {
  private let names = (10..<50).map { "service-\($0)" }

  /// Serves one repository below as many paths as there are services.
  private func server(
    _ fixture: CampaignFixture,
    _ answer: @escaping @Sendable (HttpServer.Request, GitBackend) throws -> HttpServer.Answer
  ) throws -> HttpServer {
    let backend = try GitBackend(fixture.service("service"))
    return try HttpServer { try answer($0, backend) }
  }

  private func write(_ fixture: CampaignFixture, port: Int, extra: String = "") throws {
    let urls = names.map { ($0, "http://127.0.0.1:\(port)/\($0)/service.git") }
    try fixture.writeManifest(names, extra: extra, urls: Dictionary(uniqueKeysWithValues: urls))
  }

  @Test(arguments: [([], 9...32), (["--jobs", "3"], 1...3)])
  func aServerThatIsFarAwayGetsMoreUnlessAskedOtherwise(_ options: [String], connections: ClosedRange<Int>) throws {
    let fixture = try CampaignFixture()
    let server = try server(fixture) { try $1.answer($0) }
    let proxy = try DelayProxy(toPort: server.port, roundTrip: .milliseconds(150))
    try write(fixture, port: proxy.port)
    let (document, exitCode) = try fixture.report(["plan", "bump-timeout.json"] + options)
    #expect(exitCode == 0)
    #expect(names.allSatisfy { document.outcome(of: $0) == "changed" } as Bool)
    #expect(connections.contains(server.connectionCount))
  }

  @Test func theManifestMayGiveAServerFewer() throws {
    let fixture = try CampaignFixture()
    let server = try server(fixture) { try $1.answer($0) }
    let proxy = try DelayProxy(toPort: server.port, roundTrip: .milliseconds(50))
    try write(fixture, port: proxy.port, extra: "defaults: {connections: 2}\n")
    #expect(try fixture.report(["plan", "bump-timeout.json"]).exitCode == 0)
    #expect(server.connectionCount == 2)
  }

  @Test func aServerThatTakesOnlyTwoAtOnceIsNotOverrun() throws {
    let fixture = try CampaignFixture()
    let state = Mutex((underWay: 0, refusedCount: 0))
    let server = try server(fixture) { request, backend in
      let isTooMuch = state.withLock { state in
        state.underWay += 1
        if state.underWay > 2 { state.refusedCount += 1 }
        return state.underWay > 2
      }
      defer { state.withLock { $0.underWay -= 1 } }
      return isTooMuch ? HttpServer.Answer(429, headers: [("Retry-After", "1")]) : try backend.answer(request)
    }
    try write(fixture, port: server.port)
    let (document, exitCode) = try fixture.report(["plan", "bump-timeout.json"])
    #expect(exitCode == 0)
    #expect(names.allSatisfy { document.outcome(of: $0) == "changed" } as Bool)
    // Eight begin at once; once the width is right, only a try at more is refused now and then.
    let refusedCount = state.withLock { $0.refusedCount }
    #expect(refusedCount > 0)
    #expect(refusedCount < 30)
  }
}
