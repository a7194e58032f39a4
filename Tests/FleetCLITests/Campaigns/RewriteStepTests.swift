import FleetTestSupport
import Foundation
import Testing

/// `rewrite` steps with the real ast-grep, in plain folders.
@Suite(.timeLimit(.minutes(10)))
struct RewriteStepTests {
  private var fleet: FleetProgram
  private let work: TemporaryFolder

  init() throws {
    fleet = try FleetProgram()
    fleet.extraVariables["PATH"] = "\(try TestTools.folder()):\(fleet.variables["PATH"] ?? "")"
    work = try TemporaryFolder()
  }

  private static let call =
    #""files": "**/*.py", "language": "python", "pattern": "old($A)", "rewrite": "new($A)""#

  private func attempt(_ step: String) throws -> (entry: CampaignDocument.Repository?, status: Int32) {
    try work.write(#"{"fleet": 1, "name": "t", "steps": [{"op": "rewrite", \#(step)}]}"#, to: "t.json")
    let result = try fleet.run(["codemod", "try", "t.json", "--dir", "svc", "--json"], in: work.path)
    let document = try JSONDecoder().decode(CampaignDocument.self, from: Data(result.stdout))
    return (document["svc"], result.status)
  }

  @Test func placesAreFoundByStructureInFilesOfAnyName() throws {
    try work.write("x = old(1)  # old(2)\ns = 'old(3)'\r\ny = old( é )", to: "svc/a b.py")
    try work.write("old(4)\n", to: "svc/.hidden/-x.py")
    try work.write("*.source\n", to: "svc/.gitignore")
    #expect(try attempt(Self.call).entry?.outcome == "changed")
    #expect(work.read("svc/a b.py") == "x = new(1)  # old(2)\ns = 'old(3)'\r\ny = new(é)")
    #expect(work.read("svc/.hidden/-x.py") == "new(4)\n")
    #expect(try attempt(Self.call).entry?.kind == "no-match")
  }

  @Test func aRuleWithItsFixSetsATypeScriptNumber() throws {
    try work.write("export const e = {\n  timeout: 30, // ms\n  retries: 2,\n};\n", to: "svc/e.ts")
    let rule = #"{"kind": "number", "inside": {"kind": "pair", "has": {"field": "key", "regex": "^timeout$"}}}"#
    let step = #""files": "*.ts", "language": "typescript", "rule": {"rule": \#(rule), "fix": "60000"}"#
    #expect(try attempt(step).entry?.outcome == "changed")
    #expect(work.read("svc/e.ts") == "export const e = {\n  timeout: 60000, // ms\n  retries: 2,\n};\n")
    #expect(try attempt(step).entry?.outcome == "unchanged")
  }

  @Test func aFileThatCannotBeReadIsNotTakenForOneWithoutAMatch() throws {
    try work.write("old(1)\n", to: "svc/a.py")
    try Data([0x23, 0xE9, 0x0A]).write(to: URL(fileURLWithPath: work.path + "/svc/b.py"))
    let result = try attempt(Self.call)
    #expect(result.entry?.kind == "encoding")
    #expect(result.status == 1)
    #expect(work.read("svc/a.py") == "old(1)\n")
  }

  @Test(arguments: [
    (#""language": "nolang", "pattern": "f($A)", "rewrite": "g""#, "nolang"),
    (#""language": "python", "rule": {"rule": {"kind": "nokind"}, "fix": "x"}"#, "nokind"),
  ])
  func aRuleThatAstGrepDoesNotTakeIsRefusedInItsWords(_ rule: String, _ word: String) throws {
    try work.write("f(1)\n", to: "svc/a.py")
    let result = try attempt(#""files": "*.py", \#(rule)"#)
    #expect(result.entry?.kind == "script")
    #expect(result.entry?.message?.contains(word) == true || result.entry?.message?.contains("SgLang") == true)
  }

  @Test mutating func withoutTheProgramItsPackageIsNamed() throws {
    fleet.extraVariables["PATH"] = "/nowhere"
    try work.write("old(1)\n", to: "svc/a.py")
    let result = try attempt(Self.call)
    #expect(result.entry?.kind == "script")
    #expect(result.entry?.message?.contains("ast-grep-cli") == true)
    #expect(work.read("svc/a.py") == "old(1)\n")
  }

  @Test func theTestsOfTheWholeGalleryPass() throws {
    let gallery = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../templates/codemods").standardizedFileURL.path
    let files = try FileManager.default.contentsOfDirectory(atPath: gallery).filter { $0 != "README.md" }
    let result = try fleet.run(["codemod", "test"] + files, in: gallery)
    #expect(result.status == 0, "\(result.text)")
    #expect(result.text.contains("rename-call.json: keeps arguments, strings and comments: passed"))
  }

  @Test func inlineTestsSearchToo() throws {
    try work.write(
      #"""
      {"fleet": 1, "name": "t", "steps": [{"op": "rewrite", \#(Self.call)}],
       "tests": [{"name": "one", "before": {"a.py": "old(1)"}, "after": {"a.py": "new(1)"}}]}
      """#, to: "t.json")
    #expect(try fleet.run(["codemod", "test", "t.json"], in: work.path).text == "t.json: one: passed\n")
  }
}
