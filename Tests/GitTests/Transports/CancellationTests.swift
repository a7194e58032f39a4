import FleetTestSupport
import Foundation
import Synchronization
import Testing

@testable import Git

/// Ctrl-C: whatever an operation waits for, it is over within a second.
@Suite struct CancellationTests {
  private let workbench: TransportWorkbench
  private let remote: Remote

  init() throws {
    workbench = try TransportWorkbench()
    remote = try Remote(
      files: ["README.md": "hello\n", "noise": .file(try Noise.bytes(400_000))], in: workbench.folder)
  }

  /// Cancels an operation from another thread and knows when.
  private final class Canceller: Sendable {
    let cancellation = Cancellation()
    private let moment = Mutex<ContinuousClock.Instant?>(nil)

    /// Cancels when `event` has come.
    func cancel(after event: @escaping @Sendable () -> Void) {
      Thread { [self] in
        event()
        moment.withLock { $0 = .now }
        cancellation.cancel()
      }.start()
    }

    /// How long ago it was; nil where it hasn't been yet.
    var timeSince: Duration? { moment.withLock { $0.map { ContinuousClock.now - $0 } } }
  }

  /// Cancels an operation that would wait for a minute, and wants it to be over within a second.
  private func expectEnd(_ operation: (Canceller) throws -> GitError?) throws {
    let time = try shortestTime(within: .seconds(1)) {
      let canceller = Canceller()
      let error = try operation(canceller)
      #expect(error?.kind == .cancelled)
      return try #require(canceller.timeSince, "it was over before: \(String(describing: error))")
    }
    #expect(time < .seconds(1))
  }

  @Test(arguments: RemoteEngine.both, ["git", "http", "https", "ssh"])
  func aWaitForASilentServerEnds(_ engine: RemoteEngine, _ scheme: String) throws {
    workbench.engine = engine
    // The first connection under git is only to see whether there is one; without a handshake it comes to nothing.
    let count = engine == .git && ["git", "http"].contains(scheme) ? 2 : 1
    try expectEnd { canceller in
      let server = try StallServer(.silent)
      canceller.cancel { for _ in 0..<count { server.waitUntilSilent() } }
      return try workbench.failure(
        server.url(scheme: scheme),
        workbench.options(["GIT_SSH_COMMAND": "ssh -F /dev/null"], cancellation: canceller.cancellation))
    }
  }

  @Test(arguments: RemoteEngine.both)
  func aWaitForAConnectionEnds(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    for scheme in ["git", "http"] {
      let listener = try FullListener()
      try expectEnd { canceller in
        // What it waits for makes no event: that it waits is all that can be seen.
        canceller.cancel { poll(nil, 0, 100) }
        return try workbench.failure(
          "\(scheme)://127.0.0.1:\(listener.port)/x.git", workbench.options(cancellation: canceller.cancellation))
      }
    }
  }

  @Test(arguments: RemoteEngine.both, ["git", "http"])
  func aFetchInTheMiddleOfAPackEnds(_ engine: RemoteEngine, _ scheme: String) throws {
    workbench.engine = engine
    let daemon = try GitDaemon(remote)
    let backend = try GitBackend(remote)
    let web = try HttpServer { try backend.answer($0) }
    try expectEnd { canceller in
      let server = try StallServer(
        .relays(toPort: scheme == "git" ? daemon.port : web.port, byteCount: 100_000, then: .hold))
      canceller.cancel { server.waitUntilSilent() }
      let options = try workbench.options(cancellation: canceller.cancellation)
      do throws(GitError) {
        _ = try workbench.fetchTyped(server.url(scheme: scheme), options)
        return nil
      } catch {
        return error
      }
    }
  }

  /// A program of the remote's that doesn't end, over a path: `hook` writes into a pipe and waits.
  @Test(arguments: RemoteEngine.both)
  func aPushToAFolderWhoseHookHangsEnds(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let pipe = "\(workbench.folder.path)/started"
    try #require(mkfifo(pipe, 0o600) == 0)
    try remote.installHook("pre-receive", "echo > '\(pipe)'; exec sleep 300")
    let commit = try workbench.commit(["a.txt": "1\n"])
    try expectEnd { canceller in
      canceller.cancel { CancellationTests.waitForWriter(of: pipe) }
      let options = try workbench.options(cancellation: canceller.cancellation)
      do {
        _ = try workbench.push(commit, to: remote.path, "refs/heads/fleet/a", options)
        return nil
      } catch {
        return error as? GitError
      }
    }
    #expect(ProcessTable.lastingCommandLines(containing: remote.path).isEmpty)
  }

  @Test(arguments: RemoteEngine.both)
  func anSshProgramThatTakesNoHintIsEnded(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let pipe = "\(workbench.folder.path)/started"
    try #require(mkfifo(pipe, 0o600) == 0)
    let script = try workbench.folder.write(
      "trap '' TERM INT\necho > '\(pipe)'\nsleep 300\nsleep 300\n", to: "hang.sh")
    try expectEnd { canceller in
      canceller.cancel { CancellationTests.waitForWriter(of: pipe) }
      return try workbench.failure(
        "ssh://somewhere/x.git",
        workbench.options(
          ["GIT_SSH_COMMAND": "sh '\(script)'", "GIT_SSH_VARIANT": "simple"], cancellation: canceller.cancellation))
    }
    #expect(ProcessTable.lastingCommandLines(containing: script).isEmpty)
  }

  @Test(arguments: RemoteEngine.both)
  func aCredentialHelperThatHangsIsEnded(_ engine: RemoteEngine) throws {
    workbench.engine = engine
    let pipe = "\(workbench.folder.path)/started"
    try #require(mkfifo(pipe, 0o600) == 0)
    let server = try HttpServer { _ in HttpServer.Answer(401, headers: [("WWW-Authenticate", "Basic realm=\"x\"")]) }
    try expectEnd { canceller in
      canceller.cancel { CancellationTests.waitForWriter(of: pipe) }
      return try workbench.failure(
        server.url("x.git"),
        workbench.options(
          config: ["credential.helper": "!echo > '\(pipe)'; sleep 300;:"], cancellation: canceller.cancellation))
    }
  }

  /// Waits until somebody has opened a named pipe to write into it.
  private static func waitForWriter(of pipe: String) {
    let descriptor = open(pipe, O_RDONLY)
    var byte: UInt8 = 0
    _ = read(descriptor, &byte, 1)
    close(descriptor)
  }
}
