import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// Servers that don't go on: every wait ends by its limit, or at once when it is cancelled.
@Suite struct StallTests {
  private let workbench: TransportWorkbench

  init() throws {
    workbench = try TransportWorkbench()
  }

  private let limits = NetworkLimits(connect: .seconds(1), idle: .seconds(1), total: .seconds(30))

  /// Lists what is at `url`, which has to end within `limit`, and returns the error and how long it took to come.
  private func timedFailure(
    _ url: String, _ options: NetworkOptions, within limit: Duration
  ) throws -> (GitError?, Duration) {
    var error: GitError?
    let time = try shortestTime(within: limit) {
      let start = ContinuousClock.now
      error = try workbench.failure(url, options)
      return ContinuousClock.now - start
    }
    #expect(time < limit)
    return (error, time)
  }

  @Test(arguments: RemoteEngine.both, ["git", "http", "https"])
  func aSilentServerCostsItsLimitAndIsNamed(_ engine: RemoteEngine, _ scheme: String) throws {
    workbench.engine = engine
    let server = try StallServer(.silent)
    let (error, time) = try timedFailure(
      server.url(scheme: scheme), workbench.options(limits: limits), within: .seconds(2))
    #expect(error?.kind == .timedOut)
    #expect(error?.isTemporary == true)
    #expect(error?.message.contains("127.0.0.1:\(server.port)") == true)
    #expect(error?.message.contains("1s") == true)
    #expect(time >= .seconds(1))
  }

  @Test(arguments: RemoteEngine.both, ["git", "http"])
  func anAddressThatAnswersNothingCostsTheConnectLimit(_ engine: RemoteEngine, _ scheme: String) throws {
    workbench.engine = engine
    let limits = NetworkLimits(connect: .milliseconds(500), idle: .seconds(20), total: .seconds(30))
    // A listener whose queue is full drops what comes: what a firewall does.
    let listener = try FullListener()
    let (error, _) = try timedFailure(
      "\(scheme)://127.0.0.1:\(listener.port)/remote.git", workbench.options(limits: limits),
      within: .milliseconds(1500))
    #expect(error?.kind == .timedOut)
    #expect(error?.message == "no connection to 127.0.0.1:\(listener.port) within 500ms")
  }

  @Test(
    arguments: RemoteEngine.both,
    [
      "HTTP/1.1 200 OK\r\nContent-Type: application/x-git-up",
      "HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\nContent-Length: 500\r\n\r\n001e#",
    ])
  func aServerThatStopsInItsAnswerCostsTheIdleLimit(_ engine: RemoteEngine, _ beginning: String) throws {
    workbench.engine = engine
    let server = try StallServer(.says(Array(beginning.utf8), then: .hold))
    let (error, _) = try timedFailure(
      server.url(scheme: "http"), workbench.options(limits: limits), within: .seconds(2))
    #expect(error?.kind == .timedOut)
    #expect(error?.message == "nothing from 127.0.0.1:\(server.port) for 1s")
  }

  @Test(arguments: RemoteEngine.both)
  func aServerThatStopsInMidPackCostsTheIdleLimit(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let remote = try Remote(files: ["README.md": "hello\n"])
    try remote.addHistory(300)
    let backend = try GitBackend(remote)
    let server = try HttpServer { try backend.answer($0) }
    let stalling = try StallServer(.relays(toPort: server.port, byteCount: 3000, then: .hold))
    let time = shortestTime(within: .seconds(3)) {
      let start = ContinuousClock.now
      do throws(GitError) {
        _ = try workbench.fetchTyped(stalling.url(scheme: "http"), try? workbench.options(limits: limits))
        Issue.record("the fetch succeeded")
      } catch {
        #expect(error.kind == .timedOut)
      }
      return ContinuousClock.now - start
    }
    #expect(time < .seconds(3))
  }

  @Test(arguments: RemoteEngine.both)
  func aServerThatDripsIsEndedByTheTotalLimit(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let head = "HTTP/1.1 200 OK\r\nX-Drip: " + String(repeating: "x", count: 1000)
    let server = try StallServer(.drips(Array(head.utf8), pause: .milliseconds(100)))
    let limits = NetworkLimits(connect: .seconds(1), idle: .seconds(1), total: .seconds(2))
    let (error, _) = try timedFailure(
      server.url(scheme: "http"), workbench.options(limits: limits), within: .seconds(3))
    #expect(error?.kind == .timedOut)
  }

  @Test(arguments: RemoteEngine.both)
  func aConnectionThatIsCutIsTemporary(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let server = try StallServer(.says(Array("HTTP/1.1 200 OK\r\nContent-".utf8), then: .reset))
    let error = try workbench.failure(server.url(scheme: "http"), workbench.options(limits: limits))
    #expect(error?.kind == .unreachable)
    #expect(error?.isTemporary == true)
  }

  @Test(arguments: RemoteEngine.both)
  func rubbishIsNoGitServer(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let server = try StallServer(.says(Array("rubbish\r\n\r\n".utf8), then: .close))
    let error = try workbench.failure(server.url(scheme: "http"), workbench.options(limits: limits))
    #expect(error?.kind == .unreachable)
    #expect(error?.message.contains("127.0.0.1:\(server.port)") == true)
  }

  @Test(arguments: RemoteEngine.both)
  func aSilentSshServerCostsTheConnectLimit(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let server = try StallServer(.silent)
    let (error, _) = try timedFailure(
      server.url(scheme: "ssh"), workbench.options(limits: limits), within: .milliseconds(2500))
    #expect(error?.kind == .timedOut)
    #expect(error?.message.contains("127.0.0.1:\(server.port)") == true)
  }

  @Test(arguments: RemoteEngine.both)
  func anSshProgramThatHangsIsEndedWithItsChildren(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let marker = "\(workbench.folder.path)/started"
    let script = try workbench.folder.write(
      "#!/bin/sh\ntrap '' TERM\nsleep 300 & echo $! > '\(marker)'\nwait\n", to: "hang.sh")
    let options = try workbench.options(
      ["GIT_SSH_COMMAND": "sh '\(script)'", "GIT_SSH_VARIANT": "simple"], limits: limits)
    let (error, _) = try timedFailure("ssh://somewhere/x.git", options, within: .seconds(2))
    #expect(error?.kind == .timedOut)
    let child = try #require(pid_t((workbench.folder.read("started") ?? "").trimmingCharacters(in: .newlines)))
    #expect(ProcessTable.ends(child))
  }
}
