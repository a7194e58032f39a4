import FleetTestSupport
import Foundation
import Testing

/// `fleet plan` stores what it shows, and `fleet apply --plan` pushes that and nothing else.
@Suite(.timeLimit(.minutes(10)))
struct StoredPlanTests {
  private static let branch = "fleet/bump-timeout"
  private let fixture: CampaignFixture
  private let billing: Remote
  private let orders: Remote

  init() throws {
    fixture = try CampaignFixture()
    billing = try fixture.service("billing")
    orders = try fixture.service("orders")
    try fixture.writeManifest(["billing", "orders"])
  }

  private struct Plan: Decodable {
    let plan: String?
  }

  private func plan(_ options: String...) throws -> String {
    let result = try fixture.fleet.run(["plan", "bump-timeout.json", "--json"] + options, in: fixture.work.path)
    return try #require(JSONDecoder().decode(Plan.self, from: Data(result.stdout)).plan)
  }

  private func mirror(_ name: String) throws -> String {
    let folder = fixture.fleet.home.path + "/.cache/fleet/mirrors"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return "\(folder)/\(try #require(names.first { $0.hasPrefix(name) && $0.hasSuffix(".git") }))"
  }

  @Test func whatWasShownIsPushedWhateverBecameOfTheCodemod() throws {
    let id = try plan()
    try fixture.work.write(CampaignFixture.codemod.replacing("60", with: "99"), to: "bump-timeout.json")
    let (document, exitCode) = try fixture.report("apply", "--plan", id, "--yes")
    #expect(exitCode == 0)
    #expect(document.summary == ["delivered": 2, "total": 2])
    for remote in [billing, orders] {
      #expect(try remote.file("main/settings.py", on: Self.branch) == CampaignFixture.changedSettings)
    }
    #expect(try fixture.report("apply", "--plan", id, "--yes").document.summary == ["unchanged": 2, "total": 2])
  }

  @Test func aBaseThatMovedElsewhereTakesTheSameEdits() throws {
    let id = try plan()
    let base = try billing.commit(["README.md": "moved\n"], message: "Move on\n")
    let document = try fixture.report("apply", "--plan", id, "--yes").document
    #expect(document.outcome(of: "billing") == "delivered")
    #expect(document["billing"]?.base == base)
    #expect(try billing.file("README.md", on: Self.branch) == "moved\n")
  }

  @Test func aBaseThatMovedInTheSameFileIsRefusedByName() throws {
    let id = try plan()
    let settings = CampaignFixture.settings + "DEBUG = True\n"
    try billing.commit(["main/settings.py": .text(settings)], message: "Debug\n")
    let (document, exitCode) = try fixture.report("apply", "--plan", id, "--yes")
    #expect(exitCode == 1)
    #expect(document.outcome(of: "billing") == "refused(moved)")
    #expect(document.outcome(of: "orders") == "delivered")
    #expect(try billing.tip(of: Self.branch) == nil)
  }

  @Test func theTreesOfAPlanSurviveARefreshAndGarbageCollection() throws {
    let id = try plan()
    try billing.commit(["README.md": "moved\n"], message: "Move on\n")
    #expect(try fixture.run("repos", "sync").status == 0)
    let git = GitProgram(home: fixture.fleet.home.path)
    try git.run(["-c", "gc.pruneExpire=now", "gc", "--quiet", "--prune=now"], in: try mirror("billing"))
    #expect(try git.run(["for-each-ref", "--format=%(refname)", "refs/fleet"], in: mirror("billing")).contains(id))
    #expect(try fixture.run("plans", "show", String(id.prefix(4))).text.contains("+        'OPTIONS': {'timeout': 60}"))
    #expect(try fixture.report("apply", "--plan", id, "--yes").document.summary["delivered"] == 2)
  }

  @Test func thePlanThatIsThereAlreadyIsNotStoredTwice() throws {
    #expect(try plan() == plan())
    #expect(try fixture.run("plans", "list").text.split(separator: "\n").count == 1)
    #expect(try plan("--param", "seconds=90") != plan())
  }

  @Test func pruningForgetsTheTreesOfPlansThatAreGone() throws {
    let id = try plan()
    func references() throws -> String {
      try GitProgram(home: fixture.fleet.home.path).run(["for-each-ref", "refs/fleet"], in: mirror("billing"))
    }
    #expect(try fixture.run("cache", "prune").status == 0)
    #expect(try references().contains(id))
    try FileManager.default.removeItem(atPath: fixture.fleet.home.path + "/.local/state/fleet")
    #expect(try fixture.run("cache", "prune").status == 0)
    #expect(try references() == "")
  }

  @Test func aPlanOfASelectionIsThatSelectionWhateverItWouldChooseNow() throws {
    try orders.refusePushes(saying: "no pushes on Friday")
    #expect(try fixture.report("apply", "bump-timeout.json", "--yes").exitCode == 1)
    let id = try plan("--failed")
    try orders.installHook("pre-receive", "exit 0")
    #expect(try fixture.report("apply", "bump-timeout.json", "--yes").exitCode == 0)
    let document = try fixture.report("apply", "--plan", id, "--yes").document
    #expect(document.repositories.map(\.outcome) == ["unchanged"])
    #expect(document.repositories.map(\.service) == ["orders"])
  }

  @Test func aPlanWhoseManifestGivesAnotherDeliveryNowIsWrongUsage() throws {
    let id = try plan()
    try fixture.writeManifest(["billing", "orders"], extra: "defaults:\n  delivery: direct\n")
    let result = try fixture.run("apply", "--plan", id, "--yes")
    #expect(result.status == 2)
    #expect(result.stderr.contains("has changed since"))
    try fixture.writeManifest(["billing"])
    #expect(try fixture.run("apply", "--plan", id, "--yes").stderr.contains("has no service orders any more"))
  }

  @Test func aPlanThatIsNotThereIsWrongUsage() throws {
    let result = try fixture.run("apply", "--plan", "0123", "--yes")
    #expect(result.status == 2)
    #expect(result.stderr == "fleet: there is no plan \"0123\"\nhint: fleet plans list\n")
  }

  @Test(arguments: ["--strict-format", "--twice"]) func whatIsAskedOfProgramsIsFixedByThePlan(option: String) throws {
    let id = try plan()
    let result = try fixture.run("apply", "--plan", id, "--yes", option)
    #expect(result.status == 2)
    #expect(result.stderr.contains("--plan says what is changed, where, and how it is delivered; leave the rest out"))
    #expect(try billing.tip(of: Self.branch) == nil)
  }

  @Test func failedTakesWhatWasNotFineInTheLastRun() throws {
    try orders.refusePushes(saying: "no pushes on Friday")
    #expect(try fixture.report("apply", "bump-timeout.json", "--yes").exitCode == 1)
    let plan = try fixture.report("apply", "bump-timeout.json", "--failed", "--dry-run").document
    #expect(plan.repositories.map(\.service) == ["orders"])
  }
}
