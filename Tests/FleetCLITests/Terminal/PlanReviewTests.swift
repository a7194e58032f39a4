import Git
import Testing

@testable import FleetCLI
@testable import FleetCore

/// What becomes of plans by a person's answers.
struct PlanReviewTests {
  private func plan(_ name: String) throws -> RepositoryPlan {
    let (id, url) = (ObjectID(hashingBlob: []), "/\(name)")
    return .ready(
      PlannedRepository(
        service: Service(name: name, remote: try RemoteLocation(url, relativeTo: "/")), defaultBranch: "main", base: id,
        baseTree: id, tree: id, branch: "fleet/bump", replaced: nil,
        size: ChangeSize(fileCount: 1, addedLineCount: 1, deletedLineCount: 1),
        diff: "diff of \(name)\n", note: nil, gitReason: nil))
  }

  /// The outcomes after these answers, and what was shown.
  private func review(
    _ answers: PlanReview.Answer...
  ) async throws -> (outcomes: [Outcome], shown: String, questions: Int) {
    let done = RepositoryPlan.ended(RepositoryResult(service: "b", outcome: .unchanged))
    var (shown, questions) = ("", 0)
    let edited = try plan("edited")
    let review = PlanReview(
      show: { shown += $0 },
      ask: { _ in
        questions += 1
        return answers[questions - 1]
      }, edit: { _ in edited })
    let plans = await review.reviewed([try plan("a"), done, try plan("c"), try plan("d")])
    return (plans.map(\.result.outcome), shown, questions)
  }

  @Test func eachIsAskedAboutWithItsDiff() async throws {
    let (outcomes, shown, questions) = try await review(.yes, .no, .yes)
    #expect(outcomes == [.changed, .unchanged, .skipped, .changed])
    #expect(questions == 3)
    #expect(shown.contains("diff of c"))
  }

  @Test func allTakesTheRestAndAsksNoMore() async throws {
    let (outcomes, _, questions) = try await review(.no, .all)
    #expect(outcomes == [.skipped, .unchanged, .changed, .changed])
    #expect(questions == 2)
  }

  @Test func quitKeepsWhatWasAgreedAndLeavesOutTheRest() async throws {
    let (outcomes, _, questions) = try await review(.yes, .quit)
    #expect(outcomes == [.changed, .unchanged, .skipped, .skipped])
    #expect(questions == 2)
  }

  @Test func whatWasEditedIsShownAndAskedAboutAgain() async throws {
    let (outcomes, shown, questions) = try await review(.edit, .yes, .edit, .no, .quit)
    #expect(outcomes == [.changed, .unchanged, .skipped, .skipped])
    #expect(questions == 5)
    #expect(shown.components(separatedBy: "diff of edited").count == 3)
  }
}
