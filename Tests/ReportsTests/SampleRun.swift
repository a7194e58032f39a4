import FleetCore
import Foundation
import Git
import Reports

/// Runs as reports get them, with every outcome, stages, diffs and logs.
enum SampleRun {
  static let ended = Date(timeIntervalSince1970: 1_795_000_000)
  static let commit = ObjectID(hashingBlob: Array("commit".utf8))
  static let invocation = Invocation(words: ["apply", "bump-timeout.json", "--param", "seconds=60"])

  static let diff = """
    diff --git a/main/settings.py b/main/settings.py
    index 1f3a2c4..9b8d7e6 100644
    --- a/main/settings.py
    +++ b/main/settings.py
    @@ -12,7 +12,7 @@ DATABASES = {
         'default': {
             'ENGINE': 'django.db.backends.postgresql',
             'NAME': os.environ.get('DB_NAME', 'billing'),
    -        'OPTIONS': {'timeout': 30},  # seconds
    +        'OPTIONS': {'timeout': 60},  # seconds
         },
     }
     

    """

  static let outcomes: [(Outcome, String?)] = [
    (.delivered, nil), (.unchanged, nil), (.changed, nil), (.notApplicable, "main/settings.py isn't there"),
    (.refused(kind: "no-match"), "main/settings.py: step 1 (set): there is no key 'OPTIONS' in DATABASES.default"),
    (.alreadyFailing, "`tox` exited with status 1 on the untouched 4c1d0aa too"),
    (.brokenByChange, "`tox` exited with status 1, and passes on the untouched 4c1d0aa"),
    (.conflict, "fleet/bump-timeout has a commit that isn't ours: 88d01be by A U Thor"),
    (.failed(stage: .push), "could not push fleet/bump-timeout: the server refused it: protected branch"),
    (.skipped, "interrupted"),
  ]

  static func result(_ service: String, _ outcome: Outcome, _ message: String? = nil) -> RepositoryResult {
    var result = RepositoryResult(service: service, outcome: outcome, message: message)
    result.base = commit
    var stages = [Stage.refresh, .plan]
    switch outcome {
    case .delivered, .failed(.push): stages = [.refresh, .plan, .verify, .commit, .push]
    case .alreadyFailing, .brokenByChange: stages = [.refresh, .plan, .verify]
    default: break
    }
    result.stages = stages.enumerated().map { index, stage in
      StageRecord(
        stage: stage, began: ended.addingTimeInterval(Double(index) * 2.5 - 60),
        duration: .milliseconds(stage == .verify ? 72_340 : 120 + index * 31), old: commit,
        new: stage == .verify ? nil : commit)
    }
    switch outcome {
    case .changed, .delivered, .brokenByChange, .alreadyFailing, .failed:
      result.branch = "fleet/bump-timeout"
      result.size = ChangeSize(fileCount: 1, addedLineCount: 1, deletedLineCount: 1)
      result.diff = diff
      if outcome == .delivered { result.commit = commit }
    default: break
    }
    if outcome == .brokenByChange || outcome == .alreadyFailing {
      result.logPath = "/home/dev/.local/state/fleet/logs/2026-11-24T034500-bump-timeout-7/\(service)/verify.log"
    }
    return result
  }

  /// A run over so many services, every outcome in turn, or mostly fine ones as in life.
  static func report(serviceCount: Int, isLifelike: Bool = false) -> RunReport {
    let results = (0..<serviceCount).map { number in
      let isOdd = isLifelike ? number % 19 == 3 : true
      let (outcome, message) = isOdd ? outcomes[number / (isLifelike ? 19 : 1) % outcomes.count] : outcomes[0]
      return result("service-\(number < 100 ? "0" : "")\(number < 10 ? "0" : "")\(number)", outcome, message)
    }
    return RunReport(command: "apply", campaign: "bump-timeout", results: results)
  }

  static func details(_ report: RunReport, log: String = log) -> ReportDetails {
    let logs = report.results.compactMap(\.logPath).map { ($0, LogTail(Array(log.utf8))) }
    return ReportDetails(
      logs: Dictionary(logs) { first, _ in first }, invocation: invocation, ended: ended, version: "0.1.0")
  }

  static let log = """
    $ `tox` by tox.ini, on the change
    py311: commands[0]> python manage.py test
    \u{1B}[31mFAIL\u{1B}[0m: test_timeout (main.tests.SettingsTest.test_timeout)
    AssertionError: 60 != 30

    Ran 214 tests in 61.020s
    FAILED (failures=1)

    """

  static func html(_ report: RunReport) -> String { HTMLReport(report, details: details(report)).text }
}
