import FleetTestSupport
import Foundation
import Testing

/// Programs of `run` steps, from the manifest to the remote.
@Suite(.timeLimit(.minutes(10)))
struct RunStepTests {
  private var fixture: CampaignFixture
  private let remote: Remote

  init() throws {
    fixture = try CampaignFixture()
    remote = try fixture.service("billing")
    try fixture.writeManifest(["billing"])
  }

  /// Writes a codemod with one `run` step.
  private func write(_ script: String, _ more: String = "", first: String = "") throws {
    let command = String(decoding: try JSONEncoder().encode(["sh", "-c", script]), as: UTF8.self)
    try fixture.work.write(
      """
      {"fleet": 1, "name": "script", "parameters": {"max-line": {"type": "integer", "default": 80}},
       "steps": [\(first){"op": "run", "id": "go", "command": \(command)\(more)}]}
      """, to: "script.json")
  }

  private func apply(_ options: String...) throws -> (outcome: String?, entry: CampaignDocument.Repository?) {
    let result = try fixture.fleet.run(
      ["apply", "script.json", "--json", "--no-test"] + (options.isEmpty ? ["--yes"] : options), in: fixture.work.path)
    let document = try JSONDecoder().decode(CampaignDocument.self, from: Data(result.stdout))
    return (document.outcome(of: "billing"), document["billing"])
  }

  private func delivered(_ path: String) throws -> String? {
    try remote.file(path, on: "fleet/script")
  }

  @Test mutating func theProgramSeesTheStateTheVariablesAndNoSecrets() throws {
    fixture.fleet.extraVariables["AWS_SECRET_ACCESS_KEY"] = "hush"
    try write(
      """
      env | grep -E '^(FLEET|REPO|DRY|AWS|MODE)' | grep -v -e FLEET_FILES -e FLEET_ROOT | sort > seen.txt
      tr '\\0' '\\n' < "$FLEET_FILES" >> seen.txt
      cat README.md >> seen.txt
      test "$PWD" = "$FLEET_ROOT" && git status --short >> seen.txt
      if read line; then echo input >> seen.txt; fi
      """, #", "writes": ["*.txt", "main/*.py"], "env": {"MODE": "fast"}"#,
      first: ##"{"op": "replace", "files": "README.md", "text": "a service", "with": "two"}, "##)
    #expect(try apply().outcome == "delivered")
    #expect(
      try delivered("seen.txt") == """
        FLEET_CODEMOD=script
        FLEET_PARAM_MAX_LINE=80
        FLEET_REPO=billing
        FLEET_STEP=go
        MODE=fast
        REPOSITORY=billing
        main/__init__.py
        main/settings.py
        # two
        M  README.md
        ?? seen.txt

        """)
  }

  @Test func aDryRunIsSaidToThePrograms() throws {
    try write(#"test "$DRY_RUN" = true && test "$FLEET_DRY_RUN" = true && echo x > new.txt"#)
    #expect(try apply("--dry-run").outcome == "changed")
    #expect(try apply().outcome == "failed(plan)")
  }

  @Test func newFilesModesAndDeletionsAreDelivered() throws {
    try write("mkdir -p bin && echo 'exit 0' > bin/x && chmod +x bin/x && git rm -q README.md && printf '\\0b' > raw")
    #expect(try apply().outcome == "delivered")
    #expect(try delivered("bin/x") == "exit 0\n")
    #expect(try delivered("README.md") == nil)
    #expect(try delivered("raw") == "\0b")
    #expect(try apply().outcome == "unchanged")
  }

  @Test func whatLiesOutsideOfWritesIsRefused() throws {
    try write("echo x >> main/settings.py; echo x >> README.md", #", "writes": "main/**""#)
    let result = try apply()
    #expect(result.outcome == "refused(outside)")
    #expect(result.entry?.message?.contains("README.md") == true)
    #expect(try remote.tip(of: "fleet/script") == nil)
  }

  @Test(arguments: ["ln -s /etc/passwd link", "rm README.md && ln -s main README.md"])
  func aLinkIsRefused(_ script: String) throws {
    try write(script)
    #expect(try apply().outcome == "refused(outside)")
  }

  @Test func exitStatus100IsNotApplicable() throws {
    try write("echo half >> README.md; exit 100")
    #expect(try apply().outcome == "not-applicable")
    #expect(try remote.tip(of: "fleet/script") == nil)
  }

  @Test func aFailureIsTheRepositorysOwnWithItsLastWordsAndRolledBack() throws {
    try write("echo half >> README.md; seq 20000; echo 'no such table: x' >&2; exit 3")
    let failed = try apply()
    #expect(failed.outcome == "failed(plan)")
    #expect(failed.entry?.message?.hasSuffix("of go exited with status 3: no such table: x") == true)
    let log = try String(contentsOfFile: try #require(failed.entry?.log), encoding: .utf8)
    #expect(log.utf8.count < (64 << 10) + 400 && log.hasSuffix("20000\nno such table: x\n"))
    #expect(log.contains("bytes of output were left out"))
    // The same checkout is used again: nothing of the failed run is left in it.
    try write("test -z \"$(git status --short)\" && echo fine > fine.txt")
    #expect(try apply().outcome == "delivered")
    #expect(try remote.file("README.md", on: "fleet/script") == "# a service\n")
  }

  @Test func aProgramThatDoesNotEndIsEndedWithItsChildren() throws {
    try write("(trap '' TERM; exec sleep 1000) & echo $! > ../pid; wait", #", "timeout": 1"#)
    let result = try apply()
    #expect(result.outcome == "failed(plan)")
    #expect(result.entry?.message?.contains("did not end within 1 s") == true)
  }

  @Test func aProgramThatIsNotIdempotentIsFoundOnlyWithTwice() throws {
    try write("echo again >> README.md")
    #expect(try apply("--dry-run").outcome == "changed")
    #expect(try apply("--dry-run", "--twice").outcome == "refused(not-idempotent)")
    try write("echo once > ONCE")
    #expect(try apply("--dry-run", "--twice").outcome == "changed")
  }
}
