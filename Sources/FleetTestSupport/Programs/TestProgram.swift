import Foundation

/// Programs that tests start, with an environment of their own.
public enum TestProgram {
  public struct Result: Sendable {
    /// The exit code; 128 and the signal's number for a program that was ended by one.
    public let status: Int32
    public let stdout: [UInt8]
    public let stderr: String

    public var text: String { String(decoding: stdout, as: UTF8.self) }
  }

  /// Runs a program to its end, at most `limit`; then it is killed and an error thrown.
  ///
  /// `program` is a path or a name in `PATH`. Input and outputs are files, so that neither side ever waits for the other.
  @discardableResult
  public static func run(
    _ program: String, _ arguments: [String], environment: [String: String], folder: String? = nil,
    input: [UInt8] = [], limit: Duration = .seconds(60)
  ) throws -> Result {
    let (stdin, stdout, stderr) = (try scratchFile(), try scratchFile(), try scratchFile())
    defer { for file in [stdin, stdout, stderr] { close(file) } }
    try input.withUnsafeBytes { bytes in
      guard bytes.count == 0 || write(stdin, bytes.baseAddress, bytes.count) == bytes.count else {
        throw TestSupportError("the input of \(program) can't be written")
      }
    }
    lseek(stdin, 0, SEEK_SET)
    let process = try TestProcess(
      program, arguments, environment: environment, folder: folder, stdin: stdin, stdout: stdout, stderr: stderr)
    guard let status = process.wait(for: limit) else {
      process.kill()
      throw TestSupportError("\(program) \(arguments.joined(separator: " ")) still ran after \(limit)")
    }
    return Result(
      status: status, stdout: contents(of: stdout), stderr: String(decoding: contents(of: stderr), as: UTF8.self))
  }

  private static func scratchFile() throws -> Int32 {
    var template = Array("\(FileManager.default.temporaryDirectory.path)/fleet-scratch-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    guard file >= 0 else { throw TestSupportError("a scratch file can't be made: \(String(cString: strerror(errno)))") }
    unlink(template)
    return file
  }

  private static func contents(of file: Int32) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, Int(lseek(file, 0, SEEK_END))))
    let count = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
    return Array(bytes.prefix(max(0, count)))
  }
}
