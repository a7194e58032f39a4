import FleetTestSupport
import Foundation
import Testing

/// What a refresh costs at a server that is far away.
@Suite(.timeLimit(.minutes(5)))
struct FarServerTests {
  @Test func fiftyRepositoriesThatHaveNotMovedCostARequestEachAndAHandshakeAWorker() throws {
    var fixture = try CampaignFixture()
    let certificates = try Certificates(in: fixture.work)
    let server = try WebServer(
      serving: fixture.remotes, tls: WebServer.Tls(certificates.pair(names: ["DNS:localhost"])))
    let proxy = try DelayProxy(toPort: server.port, roundTrip: .milliseconds(50))
    fixture.fleet.extraVariables["GIT_SSL_CAINFO"] = certificates.caFile
    let names = (10..<60).map { "service-\($0)" }
    try fixture.service(names[0])
    var urls: [String: String] = [:]
    for name in names {
      urls[name] = "https://localhost:\(proxy.port)/plain/\(name).git"
      guard name != names[0] else { continue }
      try FileManager.default.copyItem(
        atPath: "\(fixture.remotes.path)/\(names[0]).git", toPath: "\(fixture.remotes.path)/\(name).git")
    }
    try fixture.writeManifest(names, urls: urls)

    let cold = try fixture.report("plan", "bump-timeout.json", "--jobs", "8")
    #expect(cold.exitCode == 0)
    // One for the references and one for the pack.
    let first = try server.log(atLeast: 100)
    #expect(first.count == 100)
    #expect(Set(first.map(\.connection)).count <= 8)

    let warm = try fixture.report("plan", "bump-timeout.json", "--jobs", "8")
    #expect(warm.exitCode == 0)
    #expect(warm.document.summary == cold.document.summary)
    let second = try server.log(atLeast: 150).dropFirst(100)
    #expect(second.map(\.target).sorted() == names.map { "/plain/\($0).git/info/refs?service=git-upload-pack" })
    #expect(second.allSatisfy { $0.status == 200 } as Bool)
    // Each connection is one handshake; nothing failed, so nothing was tried again.
    #expect(Set(second.map(\.connection)).count <= 8)
  }
}
