import Changes
import Foundation
import Git
import Submodules
import Threads

/// Searches for the library commit that broke a service's tests, by putting the library's pin at commits between two in the
/// service's checkout: what `fleet submodules bisect` runs. No remote is changed, and no reference.
public struct Bisection: Sendable {
  private let context: RunContext
  private let journal: Journal
  private let manifest: Manifest
  private let observe: @Sendable (BisectionStep) -> Void
  private let pool = BlockingPool(name: "bisect", width: 1)

  public init(
    context: RunContext, journal: Journal, manifest: Manifest, observe: @escaping @Sendable (BisectionStep) -> Void
  ) {
    self.context = context
    self.journal = journal
    self.manifest = manifest
    self.observe = observe
  }

  public func run(_ request: BisectionRequest) async throws(GitError) -> BisectionReport {
    let (context, manifest) = (context, manifest)
    let range = try await pool.run { () throws(GitError) in
      try BisectionRange(of: request, context: context, manifest: manifest)
    }
    let bench = BisectionBench(
      range: range, request: request, context: context, journal: journal, manifest: manifest,
      pool: pool)
    let lock = try await pool.run { () throws(GitError) in
      try bench.checkout.lock(limit: context.limits.test, cancellation: context.cancellation)
    }
    defer { withExtendedLifetime(lock) {} }
    return try await search(bench, request)
  }

  private func search(_ bench: BisectionBench, _ request: BisectionRequest) async throws(GitError) -> BisectionReport {
    let range = bench.range
    var counts = (run: 0, remembered: 0, skipped: 0)
    var logs: [Int: String] = [:]
    func judge(_ index: Int, leftCount: Int) async throws(GitError) -> BisectionSearch.Verdict {
      let commit = index < 0 ? range.good : range.commits[index]
      let answer = try await bench.test(commit.id)
      if answer.isRemembered { counts.remembered += 1 } else { counts.run += 1 }
      if answer.verdict == .skipped { counts.skipped += 1 }
      logs[index] = answer.logPath
      observe(
        BisectionStep(
          commit: BisectedCommit(commit), verdict: "\(answer.verdict)", words: answer.words,
          isRemembered: answer.isRemembered,
          leftCount: leftCount))
      return answer.verdict
    }
    let last = range.commits.count - 1
    try await require(.bad, try await judge(last, leftCount: last + 1), at: range.commits[last], of: request)
    try await require(.good, try await judge(-1, leftCount: last + 1), at: range.good, of: request)
    var search = BisectionSearch(count: range.commits.count)
    while let index = search.next {
      search.note(try await judge(index, leftCount: search.firstBad - search.lastGood), on: index)
    }
    let suspects =
      switch search.finding {
      case .first(let index): [range.commits[index]]
      case .oneOf(let indices): Array(range.commits[indices])
      case nil: [CommitRecord]()
      }
    return BisectionReport(
      service: request.service.name, library: request.library.name, path: "\(range.path)", good: range.good.id,
      bad: range.commits[last].id, suspects: suspects.map(BisectedCommit.init), commitCount: range.commits.count,
      runCount: counts.run,
      rememberedCount: counts.remembered, skippedCount: counts.skipped, logPath: logs[search.firstBad] ?? "")
  }

  private func require(
    _ wanted: BisectionSearch.Verdict, _ found: BisectionSearch.Verdict, at commit: CommitRecord,
    of request: BisectionRequest
  ) async throws(GitError) {
    guard found != wanted else { return }
    let words =
      switch found {
      case .good: "pass"
      case .bad: "fail"
      case .skipped: "can't be run"
      }
    throw GitError(
      operation: "bisect \(request.library.name) in \(request.service.name)", kind: .unsupported,
      message: "the tests \(words) at the \(wanted) \(commit.id.short): there is nothing to search for",
      hint: "--\(wanted) REV names another commit of \(request.library.name)")
  }
}
