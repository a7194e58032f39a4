import FleetCore
import Foundation

/// The run as one HTML page without anything outside it: for whoever wasn't there, on any screen, years later.
///
/// All that comes from repositories is text, never markup (`HTML` escapes it), and the page's own policy lets nothing run
/// and nothing load but its own style and script, by their digests.
public struct HTMLReport {
  /// What all diffs together may take, and all logs: with them a page of 200 repositories stays below 2 MB.
  private static let diffSpace = 800_000
  private static let logSpace = 400_000

  private let report: RunReport
  private let details: ReportDetails

  public init(_ report: RunReport, details: ReportDetails) {
    self.report = report
    self.details = details
  }

  /// The page, ended by a line feed.
  public var text: String { page.text }

  private var title: String { report.campaign ?? report.command }

  private var page: HTML {
    let problemCount = report.results.count { !$0.outcome.isFine }
    let mark = problemCount > 0 ? "✗" : "✓"
    let filter = PageFilter(report)
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <meta name="color-scheme" content="light dark">
      <title>\(mark) \(title) – fleet \(report.command)</title>
      <style>\(HTML(trusted: PageStyle.text))</style>
      </head>
      <body>
      <a class="skip" href="#repositories">To the repositories</a>
      <header>
      <h1>\(title)</h1>
      <button type="button" id="theme" class="theme" hidden>Dark colours</button>
      <p><code>fleet \(report.command)</code> · \(details.ended.shown)\(interruptedNote)</p>
      <p class="verdict">\(verdict(problemCount))</p>
      </header>
      <main>
      \(filter.bar)
      \(NextStepsView(NextStep.all(after: report, details.invocation)).html)
      \(filter.html)
      <section id="repositories" aria-label="Repositories" tabindex="-1">
      \(group("Need a person", isFine: false))
      \(group(problemCount > 0 ? "Fine" : "Repositories", isFine: true))
      </section>
      </main>
      <footer>Made by fleet \(details.version). Times are UTC. This page loads nothing and runs only its own script.</footer>
      <script>\(HTML(trusted: PageScript.text))</script>
      </body>
      </html>

      """
  }

  private static let policy = """
    default-src 'none'; style-src '\(PageDigests.style)'; script-src '\(PageDigests.script)'; base-uri 'none'; \
    form-action 'none'
    """

  private var interruptedNote: HTML {
    report.wasInterrupted ? " · <strong>interrupted before every repository had its turn</strong>" : ""
  }

  private func verdict(_ problemCount: Int) -> HTML {
    guard !report.results.isEmpty else { return "No service was selected." }
    let total = "\(report.results.count) \(report.results.count == 1 ? "repository" : "repositories")"
    switch problemCount {
    case 0: return "\(total), none needs a person."
    case 1: return "\(total), <a href=\"#repositories\">1 needs a person</a>."
    default: return "\(total), <a href=\"#repositories\">\(problemCount) need a person</a>."
    }
  }

  private func group(_ heading: String, isFine: Bool) -> HTML {
    let results = report.results.filter { $0.outcome.isFine == isFine }
    guard !results.isEmpty else { return "" }
    let diffLimit = FairShare.limit(
      of: Self.diffSpace, for: report.results.compactMap(\.diff).map { DiffView($0).cost })
    let logLimit = FairShare.limit(
      of: Self.logSpace, for: details.logs.values.map { HTML.escapedByteCount(of: $0.text) })
    let items = results.map {
      RepositoryView($0, details: details, diffLimit: diffLimit, logLimit: logLimit).html
    }
    return """
      <section class="group">
      <h2>\(heading) <small>\(results.count)</small></h2>
      <ul class="repos">
      \(items)</ul>
      </section>
      """
  }
}
