import FleetCore
import Foundation
import Reports

/// What commands printed, with the service's name before each line.
struct CommandOutput: Sendable {
  /// How much of an output a document has: its end.
  private static let documentLimit = 64 << 10
  private static let chunk = 256 << 10

  let style: TerminalStyle

  /// Writes what a result's command printed to stdout, as it is; on a terminal what would control that is shown instead.
  ///
  /// The last line gets a line feed where it has none. Only a part of the output is in memory at any time.
  func write(_ result: RepositoryResult) {
    guard let file = Self.file(of: result) else { return }
    defer { try? file.close() }
    let prefix = Array("\(style.colored(result.service, 35)): ".utf8)
    var line: [UInt8] = []
    // A log that can't be read any further ends here: the program has ended as it has.
    while let bytes = try? file.read(upToCount: Self.chunk), !bytes.isEmpty {
      var (text, rest) = ([UInt8](), bytes[...])
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        text += prefix + shown(line + rest[..<end]) + [UInt8(ascii: "\n")]
        (line, rest) = ([], rest[rest.index(after: end)...])
      }
      line += rest
      // A line without an end is cut where it would fill the memory.
      if line.count >= Self.chunk {
        text += prefix + shown(line) + [UInt8(ascii: "\n")]
        line = []
      }
      Console.standardOutput.write(text)
    }
    if !line.isEmpty { Console.standardOutput.write(prefix + shown(line) + [UInt8(ascii: "\n")]) }
  }

  private func shown(_ line: [UInt8]) -> [UInt8] {
    guard style.width != nil else { return line }
    return Array(LogTail(line).text.showingControls.utf8)
  }

  /// Returns the end of what a result's command printed; nil where none ran.
  static func tail(of result: RepositoryResult) -> LogTail? {
    guard let start = result.outputStart, let file = file(of: result) else { return nil }
    defer { try? file.close() }
    guard let end = try? file.seekToEnd() else { return nil }
    let from = max(start, Int(end) - documentLimit)
    guard (try? file.seek(toOffset: UInt64(from))) != nil, let bytes = try? file.readToEnd() ?? Data() else {
      return nil
    }
    return LogTail(Array(bytes), omittedByteCount: from - start)
  }

  /// Opens the log where the output begins.
  private static func file(of result: RepositoryResult) -> FileHandle? {
    guard let path = result.logPath, let start = result.outputStart else { return nil }
    let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    guard (try? file.seek(toOffset: UInt64(start))) != nil else { return nil }
    return file
  }
}
