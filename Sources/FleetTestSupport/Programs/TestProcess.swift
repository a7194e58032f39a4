import Foundation
import Synchronization

/// A started program in a process group of its own, so that it and what it starts can be ended by its id.
public final class TestProcess: Sendable {
  public let processID: pid_t
  private let status = Mutex<Int32?>(nil)

  /// Starts a program; the three descriptors become its input, output and errors and stay open here.
  public init(
    _ program: String, _ arguments: [String], environment: [String: String], folder: String? = nil, stdin: Int32,
    stdout: Int32, stderr: Int32
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, stdin, 0)
    posix_spawn_file_actions_adddup2(&actions, stdout, 1)
    posix_spawn_file_actions_adddup2(&actions, stderr, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Whoever runs the tests may ignore some of these, and programs inherit that.
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&defaults, number) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
    posix_spawnattr_setpgroup(&attributes, 0)
    // Not every C library can change the folder of a program that it starts; the shell can.
    let inFolder = folder.map { ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", $0] } ?? []
    let words = inFolder + [program] + arguments
    var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var processID: pid_t = 0
    let code = posix_spawnp(&processID, words[0], &actions, &attributes, &argv, &envp)
    guard code == 0 else { throw TestSupportError("\(program) can't be started: \(String(cString: strerror(code)))") }
    self.processID = processID
  }

  deinit { kill() }

  /// Waits for the end at most `limit`; returns the exit code, 128 and more for a signal, or nil while it runs.
  public func wait(for limit: Duration) -> Int32? {
    let end = ContinuousClock.now + limit
    while true {
      if let ended = reap(WNOHANG) { return ended }
      if ContinuousClock.now >= end { return nil }
      poll(nil, 0, 2)
    }
  }

  /// Ends the program and what it started, and waits for its end.
  public func kill() {
    status.withLock { status in
      if status == nil { _ = Foundation.kill(-processID, SIGKILL) }
    }
    _ = reap(0)
  }

  private func reap(_ options: Int32) -> Int32? {
    status.withLock { status in
      if let status { return status }
      var raw: Int32 = 0
      var result: pid_t
      repeat { result = waitpid(processID, &raw, options) } while result < 0 && errno == EINTR
      if result == 0 { return nil }
      status = raw & 0x7F == 0 ? raw >> 8 & 0xFF : 128 + (raw & 0x7F)
      return status
    }
  }
}
