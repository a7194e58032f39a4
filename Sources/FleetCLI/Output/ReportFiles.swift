import FleetCore
import Foundation
import Reports

/// The reports of a run that go to files.
struct ReportFiles: Sendable {
  /// How much of a log's end is read: more than a report shows of any.
  private static let logLimit = 64 << 10

  private let page: ReportFile?
  private let junit: ReportFile?

  init(page: ReportFile? = nil, junit: ReportFile? = nil) {
    self.page = page
    self.junit = junit
  }

  /// Whether a report shows the changes themselves.
  var wantsDiffs: Bool { page != nil }

  /// Writes all of them; one that can't be written doesn't keep the others from it.
  ///
  /// - Throws: the first failure, after which nothing is left undone.
  func write(_ report: RunReport, _ invocation: Invocation) throws {
    guard page != nil || junit != nil else { return }
    let details = ReportDetails(
      logs: Self.logs(of: report), invocation: invocation, ended: Date(), version: Version.number)
    let written = [
      Result { try page?.write(HTMLReport(report, details: details).text) },
      Result { try junit?.write(JUnitReport(report, details: details).text) },
    ]
    for result in written { try result.get() }
  }

  private static func logs(of report: RunReport) -> [String: LogTail] {
    let paths = report.results.flatMap { [$0.logPath].compactMap(\.self) + $0.stages.compactMap(\.logPath) }
    var logs: [String: LogTail] = [:]
    for path in paths where logs[path] == nil { logs[path] = tail(of: path) }
    return logs
  }

  /// Nil where there is no such plain file: a log is written by programs of repositories, and could be a link by now.
  private static func tail(of path: String) -> LogTail? {
    let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let start = max(0, Int(status.st_size) - logLimit)
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size) - start)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, off_t(start)) }
    return LogTail(Array(bytes.prefix(max(0, count))), omittedByteCount: start)
  }
}
