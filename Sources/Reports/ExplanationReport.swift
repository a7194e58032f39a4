import FleetCore

/// Where a codemod matches in a fleet, and why it doesn't elsewhere.
public struct ExplanationReport {
  private let report: RunReport

  public init(_ report: RunReport) {
    self.report = report
  }

  private var matching: [RepositoryResult] { report.results.filter { $0.isMatch } }

  /// A row a service: its name, whether the codemod matches, and in how many places or why not.
  public var table: String {
    TextTable(
      rows: report.results.map { result in
        [result.service, result.isMatch ? "matched" : result.outcome.shown, result.matchDetail]
      }
    ).text
  }

  /// The sum and, for the services that don't match, each reason with how many have it, the most frequent first.
  public var summary: String {
    let placeCount = matching.reduce(0) { $0 + ($1.placeCount ?? 0) }
    let serviceCount = report.results.count
    let head =
      "matched in \(matching.count) of \(serviceCount) \(serviceCount == 1 ? "service" : "services"), "
      + "\(placeCount) \(placeCount == 1 ? "place" : "places")"
    let reasons = Dictionary(grouping: report.results.filter { !$0.isMatch }, by: \.matchDetail)
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    guard !reasons.isEmpty else { return head + "\n" }
    return head + "; not matched in\n"
      + reasons.map { reason, results in "  \(names(results)), because \(reason)\n" }.joined()
  }

  /// The first three names, and how many more there are.
  private func names(_ results: [RepositoryResult]) -> String {
    let shown = results.prefix(3).map(\.service).joined(separator: ", ")
    return results.count > 3 ? "\(shown) and \(results.count - 3) more" : shown
  }
}

extension RepositoryResult {
  /// Whether the codemod found something, be it to change or as it wants it.
  var isMatch: Bool {
    (outcome == .changed || outcome == .unchanged) && placeCount ?? 0 > 0
  }

  fileprivate var matchDetail: String {
    guard isMatch, let placeCount else { return message ?? "it finds nothing there, and may" }
    let places = "\(placeCount) \(placeCount == 1 ? "place" : "places")"
    return outcome == .unchanged ? places + ", already so" : places
  }
}
