import Foundation

/// A server program that a test starts and that ends with this value. Its output goes to a file.
public final class ServerProcess: Sendable {
  private let process: TestProcess
  private let logPath: String
  private let name: String

  public var processID: pid_t { process.processID }

  /// Starts a program; what it prints is in `logPath`.
  public init(_ program: String, _ arguments: [String], environment: [String: String], logPath: String) throws {
    let log = open(logPath, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    let silence = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer {
      close(log)
      close(silence)
    }
    name = (program as NSString).lastPathComponent
    self.logPath = logPath
    process = try TestProcess(program, arguments, environment: environment, stdin: silence, stdout: log, stderr: log)
  }

  deinit { stop() }

  public func stop() { process.kill() }

  /// Waits until `isReady`; throws with the program's words where it ended before, or wasn't ready in ten seconds.
  public func waitUntilReady(_ isReady: () -> Bool) throws {
    let end = ContinuousClock.now + .seconds(10)
    while !isReady() {
      if process.wait(for: .zero) != nil { throw TestSupportError("\(name) ended: \(words)") }
      if ContinuousClock.now >= end { throw TestSupportError("\(name) isn't ready after 10 s: \(words)") }
      poll(nil, 0, 5)
    }
  }

  private var words: String {
    String(decoding: FileManager.default.contents(atPath: logPath) ?? Data(), as: UTF8.self)
  }
}

extension LoopbackSocket {
  /// Whether something listens on a port of 127.0.0.1.
  static func isListening(on port: Int) -> Bool {
    guard let descriptor = connected(toPort: port) else { return false }
    close(descriptor)
    return true
  }

  /// Returns a port that nobody listens on now.
  static func freePort() throws -> Int {
    let descriptor = make()
    defer { close(descriptor) }
    guard let port = listen(descriptor) else { throw TestSupportError("no port of 127.0.0.1 is to be had") }
    return port
  }
}
