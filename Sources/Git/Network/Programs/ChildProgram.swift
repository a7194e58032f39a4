import Clibgit2
import Foundation

/// A started program with a socket to its input and output and a pipe from its errors; in a process group of its own, so
/// that it and what it starts end together, and a Ctrl-C at the terminal reaches it through us alone.
final class ChildProgram {
  /// Our end of its input and output: what is written is its input, what is read its output.
  private(set) var socket: Int32
  /// Our end of its errors: a pipe, since hooks write to `/dev/stderr`, and no socket can be opened by its name.
  private(set) var errorPipe: Int32

  private let processID: pid_t
  private var exitStatus: ExitStatus?

  enum ExitStatus: Equatable {
    case exited(Int32)
    case signalled(Int32)
  }

  /// Starts `command`. Throws `errno`'s text, with the program's name, where that can't be done.
  init(_ command: ProgramCommand) throws(GitError) {
    let path = try ChildProgram.path(of: command)
    guard let streams = SocketPair() else { throw ChildProgram.failure(command, errno) }
    var errors: [Int32] = [-1, -1]
    guard fleet_pipe(&errors) == 0 else {
      let number = errno
      ChildProgram.close(streams.near, streams.far)
      throw ChildProgram.failure(command, number)
    }
    var processID: pid_t = 0
    let code = ChildProgram.spawn(path, command, streams: streams.far, errors: errors[1], &processID)
    ChildProgram.close(streams.far, errors[1])
    guard code == 0 else {
      ChildProgram.close(streams.near, errors[0])
      throw ChildProgram.failure(command, code)
    }
    for near in [streams.near, errors[0]] { _ = fcntl(near, F_SETFL, fcntl(near, F_GETFL) | O_NONBLOCK) }
    self.processID = processID
    socket = streams.near
    errorPipe = errors[0]
  }

  deinit { end(after: .zero) }

  /// Tells the program that no more input comes.
  func closeInput() {
    shutdown(socket, Int32(SHUT_WR))
  }

  /// Closes our ends and ends the program and its group: waits for `grace`, then sends TERM, then KILL; reaps it.
  @discardableResult
  func end(after grace: Duration) -> ExitStatus {
    ChildProgram.close(socket, errorPipe)
    (socket, errorPipe) = (-1, -1)
    if let exitStatus { return exitStatus }
    if let status = wait(for: grace) { return status }
    kill(-processID, SIGTERM)
    _ = waitUntil(.now + .milliseconds(300)) { hasEnded ? true : nil }
    // Also where the program itself has ended: what it started may not have. It isn't reaped yet, so the group's number
    // is still this group's.
    kill(-processID, SIGKILL)
    return reap(options: 0) ?? .signalled(SIGKILL)
  }

  /// Waits at most `duration` for the program's end; nil where it still runs then.
  func wait(for duration: Duration) -> ExitStatus? {
    waitUntil(.now + duration) { reap(options: WNOHANG) }
  }

  private func waitUntil<Value>(_ end: ContinuousClock.Instant, _ check: () -> Value?) -> Value? {
    var pause: Int32 = 1
    while true {
      if let value = check() { return value }
      let now = ContinuousClock.Instant.now
      if now >= end { return nil }
      poll(nil, 0, min(pause, now.milliseconds(until: end)))
      pause = min(pause * 2, 20)
    }
  }

  /// Whether the program has ended; leaves it to be reaped.
  private var hasEnded: Bool {
    var information = siginfo_t()
    let code = waitid(P_PID, id_t(processID), &information, WEXITED | WNOHANG | WNOWAIT)
    return code < 0 || information.si_signo != 0
  }

  private func reap(options: Int32) -> ExitStatus? {
    if let exitStatus { return exitStatus }
    var status: Int32 = 0
    var result: pid_t
    repeat { result = waitpid(processID, &status, options) } while result < 0 && errno == EINTR
    if result == 0 { return nil }
    // No such child: something else in the process reaped it, and nothing is known of its end.
    let end: ExitStatus =
      result < 0 ? .exited(0) : status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signalled(status & 0x7F)
    exitStatus = end
    return end
  }
}

// Starting.
extension ChildProgram {
  private static func path(of command: ProgramCommand) throws(GitError) -> String {
    if command.program.utf8.contains(UInt8(ascii: "/")) { return command.program }
    guard let path = ProgramPath.find(command.program, in: command.environment) else { throw failure(command, ENOENT) }
    return path
  }

  private static func failure(_ command: ProgramCommand, _ number: Int32) -> GitError {
    GitError(
      operation: "start \(command.program)", kind: .unreachable,
      message: number == ENOENT ? "there is no program '\(command.program)' in PATH" : String(cString: strerror(number))
    )
  }

  private static func spawn(
    _ path: String, _ command: ProgramCommand, streams: Int32, errors: Int32, _ processID: inout pid_t
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, streams, 0)
    posix_spawn_file_actions_adddup2(&actions, streams, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    if let inherited = command.inherited {
      posix_spawn_file_actions_adddup2(&actions, inherited.descriptor, inherited.number)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for number in [SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGCHLD] { sigaddset(&defaults, number) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setpgroup(&attributes, 0)
    var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
    #if !os(Linux)
      flags |= POSIX_SPAWN_CLOEXEC_DEFAULT
    #endif
    posix_spawnattr_setflags(&attributes, Int16(flags))
    let arguments = [Array(command.program.utf8)] + command.arguments
    let environment = command.environment.map { Array("\($0.key)=\($0.value)".utf8) }
    return withPointers(to: arguments) { arguments in
      withPointers(to: environment) { environment in
        posix_spawn(&processID, path, &actions, &attributes, arguments, environment)
      }
    }
  }

  /// Hands C strings of `texts` with a null pointer behind them to `body`.
  private static func withPointers<Value>(
    to texts: [[UInt8]], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { text in
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: text.count + 1)
      for (index, byte) in text.enumerated() { copy[index] = CChar(bitPattern: byte) }
      copy[text.count] = 0
      return copy
    }
    pointers.append(nil)
    defer { for pointer in pointers { pointer?.deallocate() } }
    return body(pointers)
  }

  private static func close(_ descriptors: Int32...) {
    for descriptor in descriptors where descriptor >= 0 { _ = Foundation.close(descriptor) }
  }
}
