import Foundation

/// What a report in a file says besides the run's own values: whoever writes it looks it up.
public struct ReportDetails: Sendable {
  /// The ends of the logs that the results name, by their paths; a log that isn't there is left out.
  public let logs: [String: LogTail]
  /// The command line that the report suggests again, and variations of it.
  public let invocation: Invocation
  /// When the run ended.
  public let ended: Date
  /// The program's version.
  public let version: String

  public init(logs: [String: LogTail] = [:], invocation: Invocation, ended: Date, version: String) {
    self.logs = logs
    self.invocation = invocation
    self.ended = ended
    self.version = version
  }
}

/// The end of a log, as much of it as a report may hold.
public struct LogTail: Sendable, Equatable {
  /// Without the codes that colour a terminal.
  public let text: String
  /// How many bytes of the log come before it.
  public let omittedByteCount: Int

  /// - Parameters:
  ///   - bytes: the log's last bytes.
  ///   - omittedByteCount: how many come before; where there are any, the first line is taken for half of one.
  public init(_ bytes: [UInt8], omittedByteCount: Int = 0) {
    var whole = bytes[...]
    if omittedByteCount > 0, let end = bytes.firstIndex(of: UInt8(ascii: "\n")) { whole = bytes[(end + 1)...] }
    self.text = String(decoding: whole, as: UTF8.self).withoutTerminalCodes
    self.omittedByteCount = omittedByteCount + bytes.count - whole.count
  }

  private init(text: String, omittedByteCount: Int) {
    self.text = text
    self.omittedByteCount = omittedByteCount
  }

  /// Returns the last lines of it that together have at most so many bytes.
  func shortened(to byteCount: Int) -> LogTail {
    guard text.utf8.count > byteCount else { return self }
    var start = text.utf8.index(text.endIndex, offsetBy: -byteCount)
    start = text.utf8[start...].firstIndex(of: UInt8(ascii: "\n")).map { text.utf8.index(after: $0) } ?? text.endIndex
    let cut = text.utf8.distance(from: text.startIndex, to: start)
    return LogTail(text: String(text[start...]), omittedByteCount: omittedByteCount + cut)
  }
}
