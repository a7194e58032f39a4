import FleetCore
import Foundation

/// One repository as a case of a JUnit suite.
struct JUnitCase {
  enum Verdict: String {
    case passed
    case failure
    case error
    case skipped
  }

  /// How much of a log a case holds: enough for the end of a test run.
  private static let logLimit = 8 << 10

  private let result: RepositoryResult
  private let suite: String
  private let logs: [String: LogTail]

  init(_ result: RepositoryResult, suite: String, logs: [String: LogTail]) {
    self.result = result
    self.suite = suite
    self.logs = logs
  }

  var verdict: Verdict {
    switch result.outcome {
    case .unchanged, .changed, .delivered: .passed
    case .notApplicable, .skipped: .skipped
    case .refused, .alreadyFailing, .brokenByChange, .conflict: .failure
    case .failed: .error
    }
  }

  var duration: Duration { result.stages.reduce(.zero) { $0 + $1.duration } }

  /// Seconds with three decimals.
  static func seconds(_ duration: Duration) -> String {
    let milliseconds = duration.milliseconds
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }

  /// The element, indented, ended by a line feed.
  var element: String {
    let name = result.service.inXML(isAttribute: true)
    let head = #"name="\#(name)" classname="\#(suite.inXML(isAttribute: true))" time="\#(Self.seconds(duration))""#
    let children = [verdictElement, outputElement].compactMap(\.self).map { "      \($0)\n" }.joined()
    return children.isEmpty ? "    <testcase \(head)/>\n" : "    <testcase \(head)>\n\(children)    </testcase>\n"
  }

  private var verdictElement: String? {
    guard verdict != .passed else { return nil }
    let type = [result.outcome.shown, result.kind].compactMap(\.self).joined(separator: " ").inXML(isAttribute: true)
    let message = result.message ?? result.outcome.shown
    // GitLab shows the text alone, Jenkins the attribute in its lists.
    let body = [message, result.hint.map { "hint: \($0)" }].compactMap(\.self).joined(separator: "\n")
    return
      #"<\#(verdict) type="\#(type)" message="\#(message.inXML(isAttribute: true))">"#
      + "\(body.inXML(isAttribute: false))</\(verdict)>"
  }

  /// What a person needs to look further: where the change went, and the log with its end.
  private var outputElement: String? {
    var lines: [String] = []
    if let branch = result.branch { lines.append("branch: \(branch)") }
    if let base = result.base { lines.append("base: \(base)") }
    if let commit = result.commit { lines.append("commit: \(commit)") }
    if let path = result.logPath {
      lines.append("log: \(path)")
      if let tail = logs[path]?.shortened(to: Self.logLimit) {
        if tail.omittedByteCount > 0 { lines.append("(\(tail.omittedByteCount) bytes come before)") }
        lines.append(tail.text)
      }
    }
    guard !lines.isEmpty else { return nil }
    return "<system-out>\(lines.joined(separator: "\n").inXML(isAttribute: false))</system-out>"
  }
}
