import FleetTestSupport
import Foundation
import Git
import Testing

@Suite struct DaemonStallTests {
  private let served: ServedRemote

  init() throws {
    served = try ServedRemote()
    // Enough that can't be compressed for a pack to be in the middle of itself.
    var random = SystemRandomNumberGenerator()
    let bytes = (0..<50_000).flatMap { _ in withUnsafeBytes(of: random.next()) { Array($0) } }
    try served.remote.commit(["big": .file(bytes)])
  }

  private func options(idle: Duration = .milliseconds(300), total: Duration = .seconds(30)) -> NetworkOptions {
    testOptions(
      home: served.remote.folder.path,
      limits: NetworkLimits(connect: .milliseconds(300), idle: idle, total: total))
  }

  /// Fetches from `server` and returns the error and how long it took.
  private func fetch(_ server: StallServer, options: NetworkOptions) throws -> (error: GitError?, time: Duration) {
    let mirror = try Repository(creatingBare: served.mirrorPath)
    let start = ContinuousClock.now
    let error = gitError { _ = try mirror.fetch(from: server.url(), refspecs: mirrorRefspecs, options: options) }
    #expect(try mirror.references().isEmpty)
    return (error, ContinuousClock.now - start)
  }

  @Test func aServerThatSaysNothingEndsAtTheLimit() throws {
    let server = try StallServer(.silent)
    let (error, time) = try fetch(server, options: options())
    #expect(error?.kind == .timedOut)
    #expect(error?.isTemporary == true)
    #expect(error?.message == "nothing from 127.0.0.1:\(server.port) for 300ms")
    #expect(time < .seconds(10))
  }

  @Test func aServerThatStopsInTheMiddleOfItsListEndsAtTheLimit() throws {
    let server = try StallServer(.says(Array("003f".utf8), then: .hold))
    #expect(try fetch(server, options: options()).error?.kind == .timedOut)
  }

  @Test func aServerThatStopsInTheMiddleOfAPackEndsAtTheLimit() throws {
    let server = try StallServer(.relays(toPort: served.daemon.port, byteCount: 100_000, then: .hold))
    #expect(try fetch(server, options: options()).error?.kind == .timedOut)
    let packs = served.remote.folder.listing().filter { $0.contains("mirror.git/objects/pack/pack-") }
    #expect(packs.isEmpty)
  }

  @Test func aServerThatDripsEndsAtTheTotalLimit() throws {
    let line = packets(["\(String(repeating: "1", count: 40)) refs/heads/\(String(repeating: "x", count: 900))\n"])
    let server = try StallServer(.drips(line, pause: .milliseconds(20)))
    let (error, time) = try fetch(server, options: options(idle: .seconds(20), total: .milliseconds(500)))
    #expect(error?.kind == .timedOut)
    #expect(error?.message == "127.0.0.1:\(server.port) took longer than 500ms for the whole operation")
    #expect(time < .seconds(10))
  }

  @Test(arguments: [StallServer.Ending.close, .reset])
  func aConnectionThatIsCutIsATemporaryFailure(_ ending: StallServer.Ending) throws {
    for byteCount in [10, 100_000] {
      let server = try StallServer(.relays(toPort: served.daemon.port, byteCount: byteCount, then: ending))
      let error = try fetch(server, options: options(idle: .seconds(20))).error
      #expect(error?.kind == .unreachable, "\(byteCount): \(error?.description ?? "no error")")
      #expect(error?.isTemporary == true)
      try FileManager.default.removeItem(atPath: served.mirrorPath)
    }
  }

  @Test(arguments: ["HTTP/1.1 400 Bad Request\r\n\r\n", "0003", "zzzz", "0009abcde0000", "\u{0}\u{1}\u{2}\u{3}"])
  func garbageIsAnErrorAndNotACrash(_ garbage: String) throws {
    let server = try StallServer(.says(Array(garbage.utf8), then: .close))
    let error = try fetch(server, options: options(idle: .seconds(20))).error
    #expect(error?.kind == .corrupt || error?.kind == .unreachable, "\(error?.description ?? "no error")")
  }

  @Test func aRefusedConnectionNamesHostAndPort() throws {
    let server = try StallServer(.silent)
    server.stop()
    let error = try fetch(server, options: options()).error
    #expect(error?.kind == .unreachable)
    #expect(error?.message == "no connection to 127.0.0.1:\(server.port): connection refused")
  }

  @Test func aNameThatDoesNotExistIsUnreachable() throws {
    let error = gitError {
      _ = try advertisedReferences(of: "git://no-such-host.invalid/a.git", options: options(idle: .seconds(20)))
    }
    #expect(error?.kind == .unreachable || error?.kind == .timedOut)
  }

  @Test func whatIsCancelledBeforeItStartsDoesNothing() throws {
    let cancellation = Cancellation()
    cancellation.cancel()
    let options = testOptions(home: served.remote.folder.path, cancellation: cancellation)
    #expect(gitError { _ = try advertisedReferences(of: served.url, options: options) }?.kind == .cancelled)
  }
}
