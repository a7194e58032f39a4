import FleetCore
import Foundation

/// The table of `fleet submodules status`: a row a submodule, and what people have to be told besides.
public struct PinTable {
  private let report: PinReport

  public init(_ report: PinReport) {
    self.report = report
  }

  private static let header = ["SERVICE", "PATH", "LIBRARY", "PIN", "FOLLOWS", "BEHIND", "AHEAD", "STATE", "WHY"]
  private static let stateColumn = 7

  /// The table with a line of headings, columns two spaces apart.
  public var text: String { TextTable(rows: rows).text }

  /// Returns the table for a terminal so wide.
  ///
  /// - Parameter color: colours the state of a row.
  public func text(fitting width: Int, color: (PinRow, String) -> String) -> String {
    TextTable(rows: rows).text(fitting: width) { number, column, text in
      number > 0 && column == Self.stateColumn ? color(report.rows[number - 1], text) : text
    }
  }

  private var rows: [[String]] { report.rows.isEmpty ? [] : [Self.header] + report.rows.map(\.cells) }

  private static let rewindHeader = ["SERVICE", "PATH", "LIBRARY", "MOVED", "FROM", "TO", "COMMIT", "WHEN"]

  /// The table of moves that went back or sideways; empty where there are none.
  public var rewinds: String {
    guard let rewinds = report.rewinds, !rewinds.isEmpty else { return "" }
    let rows = rewinds.map { rewind in
      [
        rewind.service, "\(rewind.path)", rewind.library, rewind.direction.rawValue, rewind.from.short, rewind.to.short,
        rewind.commit.short, Self.time(rewind.seconds),
      ].map(\.showingControls)
    }
    return TextTable(rows: [Self.rewindHeader] + rows).text
  }

  static func time(_ seconds: Int64) -> String {
    Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
  }

  /// One line for everything that could not be asked, and for every finding in a service's declarations.
  public var problems: String {
    let unasked = report.rows.filter { !$0.wasAsked }.map { row in
      let name = row.path.map { "\(row.service): \($0)" } ?? row.service
      return "\(name): not asked: \(row.messages.joined(separator: "; "))".showingControls + "\n"
    }
    let findings = report.findings.map { entry in
      let words = entry.finding.isRefusal ? "refused: " : ""
      return "\(entry.service): \(words)\(entry.finding)".showingControls + "\n"
    }
    let histories = report.problems.map { "\($0.name): history not read: \($0.message)".showingControls + "\n" }
    return (unasked + findings + histories).joined()
  }

  /// One sentence that counts, such as `12 pins: 9 current, 3 behind.`.
  public var summary: String {
    let rows = report.rows.filter { $0.path != nil }
    let unaskedCount = report.rows.count { !$0.wasAsked }
    let counts = report.counts.map { "\($0.count) \($0.state.rawValue)" }
    let words = (counts + (unaskedCount > 0 ? ["\(unaskedCount) not asked"] : [])).joined(separator: ", ")
    let pins = rows.count == 1 ? "1 pin" : "\(rows.count) pins"
    let rewinds = report.rewinds.map { $0.isEmpty ? " None went back." : " Moves that weren't forward: \($0.count)." }
    return (words.isEmpty ? "No pin was found." : "\(pins): \(words).") + (rewinds ?? "")
  }

  /// What helps with rows that could not be asked: each hint once, at most five.
  public var hints: [String] {
    var seen: Set<String> = []
    return report.rows.compactMap(\.hint).filter { seen.insert($0).inserted }.prefix(5).map(\.self)
  }
}

extension PinRow {
  /// The state as JSON spells it, and `not-asked` where there is none.
  public var shownState: String { state?.rawValue ?? "not-asked" }

  fileprivate var cells: [String] {
    let why = (isHeld ? ["on hold"] : []) + messages
    return [
      service, path.map { "\($0)" } ?? "-", library ?? "-", shownPin ?? "-", follows, count(standing?.behind),
      count(standing?.ahead), shownState, why.joined(separator: "; "),
    ].map(\.showingControls)
  }

  private func count(_ number: Int?) -> String { number.map(String.init) ?? "-" }

  /// The policy and, where that says more, what it leads to, such as `semver ^1.4: v1.4.2`.
  private var follows: String {
    guard let follow else { return "-" }
    switch follow {
    case .branch(let name): return name
    case .tag, .semver:
      let tag = target?.reference.map { ": \($0.split(separator: "/").dropFirst(2).joined(separator: "/"))" }
      return "\(follow)\(tag ?? "")"
    case .pin: return "\(follow)"
    }
  }
}
