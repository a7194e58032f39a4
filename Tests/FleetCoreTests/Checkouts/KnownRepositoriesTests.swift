import Submodules
import Testing

@testable import FleetCore

@Suite struct KnownRepositoriesTests {
  private func mirror(_ url: String, _ path: String) throws -> Mirror {
    Mirror(remote: try RemoteLocation(url, relativeTo: "/"), engine: .automatic, path: path)
  }

  @Test func aRemoteIsFoundHoweverItsURLIsWrittenAndTheFirstCounts() throws {
    let known = try KnownRepositories([
      mirror("https://git.example.com/libs/common.git", "/a.git"), mirror("git@git.example.com:libs/common", "/b.git"),
      mirror("https://git.example.com/libs/users.git", "/d.git"),
    ])
    #expect(
      known.mirror(of: try RemoteIdentity(parsing: "ssh://git@git.example.com/libs/common.git"))?.path == "/a.git")
    #expect(known.mirror(of: try RemoteIdentity(parsing: "https://git.example.com/libs/users"))?.path == "/d.git")
    #expect(known.mirror(of: try RemoteIdentity(parsing: "https://git.example.com/libs/other")) == nil)
  }
}
