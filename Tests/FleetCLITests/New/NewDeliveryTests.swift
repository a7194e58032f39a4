import FleetTestSupport
import Foundation
import Testing

/// `--push`, `--register` and `--library`.
@Suite(.timeLimit(.minutes(5)))
struct NewDeliveryTests {
  private let fixture: NewFixture

  init() throws {
    fixture = try NewFixture()
  }

  @Test func theFirstCommitIsPushedAndTheServiceRegistered() throws {
    let remote = try Remote(name: "demo.git")
    let daemon = try GitDaemon(remote)
    try fixture.work.write("# ours\nservices:\n  - name: old\n    url: ./old\n", to: "fleet.yaml")
    let result = try fixture.stamp("./template", "--no-input", "--push", daemon.url(remote), "--register")
    #expect(result.text.contains("pushed main to \(daemon.url(remote))\n"))
    #expect(try remote.tip(of: "main") == (try fixture.git("rev-parse", "HEAD")))
    #expect(try remote.references().count == 1)
    #expect(try fixture.git("status", "--porcelain", "--branch") == "## main...origin/main")
    #expect(
      fixture.work.read("fleet.yaml")
        == "# ours\nservices:\n  - name: old\n    url: ./old\n  - name: demo\n    url: \(daemon.url(remote))\n")
  }

  @Test func withoutARemoteTheFolderItselfIsRegistered() throws {
    try fixture.work.write("services: []\n", to: "fleets/fleet.yaml")
    try fixture.stamp("./template", "--no-input", "--register", "--manifest", "fleets/fleet.yaml")
    #expect(fixture.work.read("fleets/fleet.yaml")?.contains("url: ../demo") == true)
    let listed = try fixture.run("repos", "sync", "--manifest", "fleets/fleet.yaml")
    #expect(listed.status == 0)
  }

  @Test func librariesArePinnedWhereTheirPoliciesSayWithTheirFiles() throws {
    let orders = try Remote(files: ["orders.py": "V = 1\n"], name: "orders-api.git")
    let first = try #require(try orders.tip(of: "main"))
    try orders.set("refs/tags/v1.4.0", to: first)
    try orders.commit(["orders.py": "V = 2\n"])
    let stock = try Remote(files: ["stock.py": "S = 1\n"], name: "stock-api.git")
    let daemons = [try GitDaemon(orders), try GitDaemon(stock)]
    try fixture.work.write(
      """
      libraries:
        - {name: orders-api, url: "\(daemons[0].url(orders))", follow: {semver: "^1"}}
        - {name: stock-api, url: "\(daemons[1].url(stock))", follow: {branch: main}, path: vendor/stock}
        - {name: unsure, url: ./x}
      """, to: "fleet.yaml")
    try fixture.stamp("./template", "--no-input", "--library", "orders-api", "--library", "stock-api")
    #expect(fixture.work.read("demo/libs/orders-api/orders.py") == "V = 1\n")
    #expect(fixture.work.read("demo/vendor/stock/stock.py") == "S = 1\n")
    #expect(try fixture.git("status", "--porcelain") == "")
    let status = try fixture.git("submodule", "status").split(separator: "\n").map(String.init)
    #expect(status.count == 2 && status[0].contains("\(first) libs/orders-api (v1.4.0)"))
    #expect(try fixture.git("config", "-f", ".gitmodules", "submodule.libs/orders-api.url") == daemons[0].url(orders))
    #expect(try fixture.git("fsck", "--strict") == "")
    // A clone gets the same: nothing is kept only here.
    try fixture.git("-c", "protocol.file.allow=always", "clone", "-q", "--recurse-submodules", "demo", "clone", in: "")
    #expect(fixture.work.read("clone/libs/orders-api/orders.py") == "V = 1\n")
  }

  @Test func aLibraryWithoutAPolicyOrWithAnUnknownNameIsAnError() throws {
    let remote = try Remote(files: ["a": "a"], name: "unsure.git")
    try fixture.work.write("libraries: [{name: unsure, url: \(remote.path)}]\n", to: "fleet.yaml")
    for name in ["unsure", "unknown"] {
      let result = try fixture.run("new", "./template", "--no-input", "--library", name)
      #expect(result.status == 2)
      #expect(result.stderr.contains(name))
    }
    #expect(try fixture.names() == ["fleet.yaml"])
  }
}
