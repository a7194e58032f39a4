import FleetTestSupport
import Foundation
import Testing

/// A person's review of each repository, at a terminal.
@Suite(.timeLimit(.minutes(2)))
struct InteractiveTests {
  /// An editor that spoils the patch the first time and changes it the second time.
  private static let editor = """
    #!/bin/sh
    if [ ! -e "$MARK" ]; then cp "$1" "$MARK"; echo rubbish > "$1"; else sed 's/^\\(+.*timeout.: \\)60/\\161/' "$MARK" > "$1"; fi

    """

  /// Runs the program at a terminal of its own, where somebody types these lines.
  private func run(_ fleet: FleetProgram, _ words: String, in folder: TemporaryFolder, typing lines: String) throws
    -> TestProgram.Result
  {
    try folder.write(Self.editor, to: "editor")
    var variables = fleet.variables
    variables["GIT_EDITOR"] = "sh '\(folder.path)/editor'"
    variables["MARK"] = "\(folder.path)/mark"
    return try TestProgram.run(
      "script", ["-qec", "\(try FleetProgram.path()) \(words)", "/dev/null"], environment: variables,
      folder: folder.path, input: Array(lines.utf8), limit: .seconds(60))
  }

  @Test func whatWasEditedIsTestedAndPushedAndWhatWasLeftOutIsNot() throws {
    let fixture = try CampaignFixture()
    let (billing, orders) = (try fixture.service("billing"), try fixture.service("orders"))
    try fixture.writeManifest(["billing", "orders"])
    let result = try run(
      fixture.fleet, "apply bump-timeout.json --interactive", in: fixture.work, typing: "n\ne\ny\ny\n")
    #expect(result.status == 0, "\(result.text)")
    #expect(result.text.contains("The edited patch doesn't apply: line 1"))
    #expect(result.text.contains("edited in the review"))
    #expect(try billing.tip(of: "fleet/bump-timeout") == nil)
    #expect(
      try orders.file("main/settings.py", on: "fleet/bump-timeout")
        == CampaignFixture.settings.replacing("30", with: "61"))
    // What a person left out isn't gone on with.
    #expect(try fixture.run("resume").stderr == "Nothing to resume.\n")
  }

  @Test func whatWasEditedIsDeliveredAfterAKillToo() throws {
    let fleet = try KillFixture(
      serviceCount: 1,
      test: "if grep -q 61 main/settings.py && mkdir $MARKS/once 2>/dev/null; then kill -9 $PPID; fi")
    let killed = try run(
      fleet.fixture.fleet, "apply bump-timeout.json --interactive", in: fleet.fixture.work, typing: "e\ny\ny\n")
    #expect(killed.status == 128 + SIGKILL, "\(killed.text)")
    #expect(fleet.deliveredCount == 0)
    #expect(try fleet.fixture.run("resume").status == 0)
    let git = GitProgram(home: fleet.fixture.remotes.path)
    let settings = try git.run(
      ["cat-file", "blob", "\(KillFixture.branch):main/settings.py"], in: fleet.path(fleet.names[0]))
    #expect(settings.contains("61") && !settings.contains("60"))
  }

  @Test func theEndOfTheInputLeavesOutWhatIsLeft() throws {
    let fixture = try CampaignFixture()
    let billing = try fixture.service("billing")
    try fixture.writeManifest(["billing"])
    let result = try run(fixture.fleet, "apply bump-timeout.json --interactive", in: fixture.work, typing: "")
    #expect(result.status == 0)
    #expect(try billing.tip(of: "fleet/bump-timeout") == nil)
  }
}
