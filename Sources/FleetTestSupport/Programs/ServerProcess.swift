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

  /// Waits until `isReady`; throws with the program's words where it ended before, or wasn't ready in a minute.
  public func waitUntilReady(_ isReady: () -> Bool) throws {
    let end = ContinuousClock.now + .seconds(60)
    while !isReady() {
      if process.wait(for: .zero) != nil { throw TestSupportError("\(name) ended: \(words)") }
      if ContinuousClock.now >= end { throw TestSupportError("\(name) isn't ready after a minute: \(words)") }
      poll(nil, 0, 5)
    }
  }

  /// Waits until the program listens on a socket in the file system; one that is only bound refuses whoever comes.
  public func waitUntilListening(at path: String) throws {
    try waitUntilReady { LoopbackSocket.isListening(at: path) }
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

  /// Whether something listens on a socket in the file system.
  fileprivate static func isListening(at path: String) -> Bool {
    #if os(Linux)
      let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
    #endif
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard path.utf8.count < room else { return false }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
  }

  /// Returns a port that nobody listens on now.
  static func freePort() throws -> Int {
    let descriptor = make()
    defer { close(descriptor) }
    guard let port = listen(descriptor) else { throw TestSupportError("no port of 127.0.0.1 is to be had") }
    return port
  }
}
