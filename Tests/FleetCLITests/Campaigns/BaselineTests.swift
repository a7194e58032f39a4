import FleetTestSupport
import Foundation
import Testing

/// Tests on the untouched base first, and what is remembered of them.
@Suite(.timeLimit(.minutes(10)))
struct BaselineTests {
  private let fleet: KillFixture

  init() throws {
    // What fails is said by files beside the lines that the tests leave: `base` and `change`, each for so many runs.
    fleet = try KillFixture(
      serviceCount: 1,
      test: "if [ -s $MARKS/red-$TREE ]; then sed -i 1d $MARKS/red-$TREE; exit 1; fi")
  }

  private func fail(_ tree: String, times count: Int) throws {
    try fleet.marks.write(String(repeating: "x\n", count: count), to: "red-\(tree)")
  }

  private func apply(_ options: String...) throws -> CampaignDocument.Repository {
    let result = try fleet.fixture.fleet.run(
      ["apply", "bump-timeout.json", "--yes", "--json"] + options, in: fleet.fixture.work.path)
    return try #require(JSONDecoder().decode(CampaignDocument.self, from: Data(result.stdout)).repositories.first)
  }

  private var runs: [Int] { [fleet.testCount("base"), fleet.testCount("change")] }

  @Test func aRepositoryThatIsRedAlreadyIsNotTestedWithTheChange() throws {
    try fail("base", times: 9)
    let result = try apply()
    #expect(result.outcome == "already-failing")
    #expect(result.log?.hasSuffix("baseline.log") == true)
    #expect(runs == [1, 0])
    #expect(fleet.deliveredCount == 0)
  }

  @Test func aChangeThatBreaksTheTestsIsBlamedForIt() throws {
    try fail("change", times: 9)
    #expect(try apply().outcome == "broken-by-change")
    #expect(runs == [1, 1])
    #expect(fleet.deliveredCount == 0)
  }

  @Test func aBaseThatHasPassedIsNotTestedAgain() throws {
    try fail("change", times: 1)
    #expect(try apply().outcome == "broken-by-change")
    #expect(try apply().outcome == "delivered")
    #expect(runs == [1, 2])
  }

  @Test func aPassThatIsRememberedDoesNotBlameTheChangeForWhatBrokeMeanwhile() throws {
    try fail("change", times: 1)
    #expect(try apply().outcome == "broken-by-change")
    try fail("base", times: 9)
    try fail("change", times: 9)
    #expect(try apply().outcome == "already-failing")
    #expect(runs == [2, 2])
  }

  @Test func aRedBaseIsTestedAgainByALaterRun() throws {
    try fail("base", times: 1)
    #expect(try apply().outcome == "already-failing")
    #expect(try apply().outcome == "delivered")
    #expect(runs == [2, 1])
  }

  @Test func allowRedDeliversARepairAndSaysSo() throws {
    try fail("base", times: 9)
    let result = try apply("--allow-red")
    #expect(result.outcome == "delivered")
    #expect(result.message == "the tests failed on the untouched base")
    #expect(runs == [1, 1])
  }

  @Test func allowRedDeliversWhatStaysRedAndSaysSo() throws {
    try fail("base", times: 9)
    try fail("change", times: 9)
    let result = try apply("--allow-red")
    #expect(result.outcome == "delivered")
    #expect(result.message == "the tests fail, as on the untouched base")
  }

  @Test func theManifestMayAllowRedAndTheCommandLineHasTheLastWord() throws {
    let manifest = try #require(fleet.fixture.work.read("fleet.yaml"))
    try fleet.fixture.work.write(
      manifest.replacing("defaults:\n", with: "defaults:\n  allowRed: true\n"), to: "fleet.yaml")
    try fail("base", times: 2)
    #expect(try apply("--no-allow-red").outcome == "already-failing")
    #expect(try apply().outcome == "delivered")
  }

  @Test func aTestThatPassesAtTheSecondTryPassesAndTheReportSaysSo() throws {
    try fail("change", times: 1)
    let result = try apply("--retries", "2")
    #expect(result.outcome == "delivered")
    #expect(result.message?.hasSuffix("passed on the 2nd of 3 tries") == true)
    #expect(runs == [1, 2])
  }

  @Test func aTestThatNeverPassesIsTriedSoOftenAndNoMore() throws {
    try fail("base", times: 9)
    #expect(try apply("--retries", "2").outcome == "already-failing")
    #expect(runs == [3, 0])
  }

  @Test func onFailureTestsTheBaseOnlyWhereTheChangeFails() throws {
    #expect(try apply("--baseline", "on-failure").outcome == "delivered")
    #expect(runs == [0, 1])
  }

  @Test func onFailureTellsWhoseFaultItIs() throws {
    try fail("change", times: 2)
    #expect(try apply("--baseline", "on-failure").outcome == "broken-by-change")
    #expect(runs == [1, 1])
    try fail("base", times: 9)
    #expect(try apply("--baseline", "on-failure").outcome == "already-failing")
    #expect(runs == [2, 2])
    #expect(fleet.deliveredCount == 0)
  }

  @Test func onFailureAllowRedDeliversWhatStaysRedAndSaysSo() throws {
    try fail("base", times: 9)
    try fail("change", times: 9)
    let result = try apply("--baseline", "on-failure", "--allow-red")
    #expect(result.outcome == "delivered")
    #expect(result.message == "the tests fail, as on the untouched base")
  }

  @Test func aBaseWithoutTestsOfItsOwnIsNotRed() throws {
    let fixture = try CampaignFixture()
    try fixture.remote("plain", files: ["main/settings.py": .text(CampaignFixture.settings)])
    try fixture.writeManifest(["plain"])
    let steps = "\"steps\": [{\"op\": \"create\", \"file\": \"test_it.py\", \"content\": \"raise SystemExit(3)\\n\"},"
    try fixture.work.write(CampaignFixture.codemod.replacing("\"steps\": [", with: steps), to: "bump-timeout.json")
    let document = try fixture.report("apply", "bump-timeout.json", "--yes").document
    #expect(document.outcome(of: "plain") == "broken-by-change")
    #expect(document["plain"]?.message?.hasSuffix("and the untouched base has no tests") == true)
  }
}
