import Foundation
import Synchronization

/// A git server over `git://` on loopback that serves every repository below a folder and takes pushes.
///
/// Each connection is a `git daemon --inetd` of its own, so there is no wait until a daemon is ready, and its end is the
/// end of the last one.
public final class GitDaemon: Sendable {
  private let server: LoopbackServer
  private let processes: Processes

  public var port: Int { server.port }

  /// Serves the repositories below `folder`; without `takesPushes` they can only be read.
  ///
  /// `onConnection` is told of every connection, by its number from 1, before anything is served.
  public init(
    serving folder: String, takesPushes: Bool = true, onConnection: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws {
    let environment = HermeticEnvironment.variables(home: folder)
    let processes = Processes()
    self.processes = processes
    let arguments =
      ["daemon", "--inetd", "--export-all", "--base-path=\(folder)"] + (takesPushes ? ["--enable=receive-pack"] : [])
    server = try LoopbackServer { socket in
      let silence = open("/dev/null", O_WRONLY | O_CLOEXEC)
      defer { close(silence) }
      onConnection(processes.arrive())
      // A connection whose daemon can't be started is closed, which the client sees.
      guard
        let process = try? TestProcess(
          "git", arguments, environment: environment, stdin: socket, stdout: socket, stderr: silence)
      else { return }
      processes.waitForEnd(of: process)
    }
  }

  /// Makes a server for the folder of one remote.
  public convenience init(_ remote: Remote, takesPushes: Bool = true) throws {
    try self.init(serving: remote.folder.path, takesPushes: takesPushes)
  }

  deinit { stop() }

  /// Ends the server and every connection's program.
  public func stop() {
    server.stop()
    processes.killAll()
  }

  /// The URL of a repository below the folder, such as `billing.git`.
  public func url(_ name: String) -> String { "git://127.0.0.1:\(port)/\(name)" }

  public func url(_ remote: Remote) -> String { url(remote.name) }

  /// How many connections there were.
  public var connectionCount: Int { processes.arrivedCount }
}

/// The programs that serve connections.
private final class Processes: Sendable {
  private let state = Mutex((running: [TestProcess](), arrived: 0, isEnded: false))

  var arrivedCount: Int { state.withLock { $0.arrived } }

  /// Counts a connection and returns its number.
  func arrive() -> Int {
    state.withLock { state in
      state.arrived += 1
      return state.arrived
    }
  }

  func waitForEnd(of process: TestProcess) {
    let isEnded = state.withLock { state in
      state.running.append(process)
      return state.isEnded
    }
    if isEnded { process.kill() }
    while process.wait(for: .seconds(1)) == nil {}
    state.withLock { state in state.running.removeAll { $0 === process } }
  }

  func killAll() {
    let running = state.withLock { state in
      state.isEnded = true
      return state.running
    }
    for process in running { process.kill() }
  }
}
