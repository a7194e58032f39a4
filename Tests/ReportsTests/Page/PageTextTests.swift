import FleetCore
import Foundation
import Testing

@testable import Reports

struct PageTextTests {
  private static let payload = "</pre></script><img src=x onerror=alert(1)>\"'`\u{0}\u{202E}"

  @Test func textOfRepositoriesNeverBecomesMarkup() {
    var result = RepositoryResult(
      service: "a", outcome: .brokenByChange, kind: Self.payload, message: Self.payload, hint: Self.payload)
    result.branch = Self.payload
    result.logPath = Self.payload
    result.diff =
      "diff --git a/\(Self.payload) b/x\n--- a/x\n+++ b/\(Self.payload)\n@@ -1 +1 @@\n-a\n+\(Self.payload)\n"
    let report = RunReport(command: "apply", campaign: Self.payload, results: [result])
    let page = HTMLReport(report, details: SampleRun.details(report, log: Self.payload)).text
    #expect(!page.contains("<img"))
    #expect(page.matches(of: #/<script/#).count == 1)
    #expect(!page.contains("\u{0}"))
    #expect(!page.contains("\u{202E}"))
    #expect(page.contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;`␀⟨U+202E⟩"))
    #expect(!page.contains(#/ on[a-z]+="/#))
  }

  @Test func aPageOfTwoHundredRepositoriesStaysBelowTwoMegabytes() {
    // Every repository has a diff of 300 KB in quotes and angle brackets, which escaping makes six times as large.
    let lines = String(repeating: "+<a href=\"x\">\"\"\"\"&&&&</a>\n", count: 10_000)
    let results = (0..<200).map { number in
      var result = SampleRun.result("service-\(number)", .brokenByChange, "`tox` exited with status 1")
      result.diff = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -0,0 +1,10000 @@\n\(lines)"
      return result
    }
    let report = RunReport(command: "apply", campaign: "big", results: results)
    let log = String(repeating: "\"<&>\" and so on\n", count: 4000)
    let page = HTMLReport(report, details: SampleRun.details(report, log: log)).text
    #expect(page.utf8.count < 2_000_000)
    #expect(page.contains("lines are left out to keep this page small"))
    #expect(page.contains("--select service-7 --dry-run --diff</code>"))
  }

  @Test func smallDiffsAreWholeBesideALargeOne() {
    var large = SampleRun.result("large", .delivered)
    large.diff = "diff --git a/x b/x\n@@ -0,0 +1,99999 @@\n" + String(repeating: "+x\n", count: 99_999)
    let report = RunReport(
      command: "apply", campaign: "c", results: [large, SampleRun.result("small", .delivered)])
    let page = SampleRun.html(report)
    #expect(page.contains("timeout&#39;: 60}"))
    #expect(page.matches(of: #/left out to keep/#).count == 1)
  }

  @Test func aShareThatIsNotTakenIsLeftToTheOthers() {
    #expect(FairShare.limit(of: 100, for: [10, 20, 200, 300]) == 35)
    #expect(FairShare.limit(of: 100, for: [10, 20]) == 100)
    #expect(FairShare.limit(of: 100, for: []) == 100)
  }

  @Test func anInterruptedRunSaysSo() {
    let results = [RepositoryResult(service: "a", outcome: .skipped, message: "interrupted")]
    let report = RunReport(command: "apply", campaign: "c", results: results, wasInterrupted: true)
    #expect(SampleRun.html(report).contains("interrupted before every repository had its turn"))
  }
}
