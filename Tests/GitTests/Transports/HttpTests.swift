import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// http against git's own backend.
@Suite struct HttpTests {
  @Test func aRepositoryIsListedFetchedAndPushedOverHttp() throws {
    let remote = try Remote(files: ["README.md": "hello\n"])
    let backend = try GitBackend(remote)
    let server = try HttpServer { try backend.answer($0) }
    let url = server.url("remote.git")
    let local = try TransportWorkbench()

    let advertised = try advertisedReferences(of: url, options: local.options())
    #expect(advertised.contains { $0.name == "refs/heads/main" })

    let report = try local.fetch(url)
    #expect(report.isDownloaded)
    let commit = try local.commit(["a.txt": "1\n"])
    let results = try local.push(commit, to: url, "refs/heads/fleet/a")
    #expect(results.map(\.verdict) == [.accepted])
    let pushed = try remote.tip(of: "fleet/a")
    #expect(pushed == commit.hex)
  }
}
