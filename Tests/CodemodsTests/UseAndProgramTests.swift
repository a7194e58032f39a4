import Changes
import Testing

@testable import Codemods

@Suite struct UseStepTests {
  private static let used = """
    {"fleet": 1, "name": "used", "parameters": {"to": {"type": "string"}, "count": {"type": "integer", "default": 1}},
     "where": {"exists": "a.txt"}, "limits": {"files": 1},
     "steps": [{"op": "replace", "id": "inner", "files": "*.txt", "text": "A", "with": "{{to}}{{count}}"}]}
    """

  private func fate(_ use: String, _ files: [String: String], parameters: [String] = []) throws -> Fate {
    let text = codemodText(steps: use, #""parameters": {"letter": {"type": "string", "default": "B"}}, "#)
    return try CodemodsTests.fate(text, files, parameters: parameters, others: ["lib/used.json": Self.used])
  }

  @Test func itsStepsAreDoneWithItsOwnParameters() throws {
    let use = #"{"op": "use", "codemod": "lib/used.json", "parameters": {"to": {"param": "letter"}, "count": 2}}"#
    #expect(try fate(use, ["a.txt": "A"]) == .edited(["a.txt": "B2"]))
    #expect(try fate(use, ["a.txt": "A"], parameters: ["letter=C"]) == .edited(["a.txt": "C2"]))
  }

  @Test func itsWhereAndLimitsHold() throws {
    let use = #"{"op": "use", "id": "u", "codemod": "lib/used.json", "parameters": {"to": "{{service.name}}"}}"#
    #expect(try fate(use, ["b.txt": "A"]) == .notApplicable("used/where/exists: there is no a.txt"))
    #expect(
      try fate(use, ["a.txt": "A", "b.txt": "A"])
        == .refused("limits: 2 files would change, and \"limits\" allows 1 [u]"))
    #expect(try fate(use, ["a.txt": "x"]).description.hasSuffix("(looked at 1) [u/inner]"))
  }

  @Test func pathsAreRelativeToTheFileThatNamesThem() throws {
    let others = [
      "lib/a.json": codemodText(steps: #"{"op": "use", "codemod": "../more/b.json"}"#),
      "more/b.json": codemodText(steps: #"{"op": "create", "file": "x", "content": ""}"#),
    ]
    let text = codemodText(steps: #"{"op": "use", "codemod": "./lib/a.json"}"#)
    #expect(try CodemodsTests.fate(text, [:], others: others) == .edited(["x": ""]))
  }

  @Test func aCircleIsAnError() throws {
    let others = ["a.json": codemodText(steps: #"{"op": "use", "codemod": "test.json"}"#)]
    let error = #expect(throws: CodemodErrors.self) {
      try codemod(codemodText(steps: #"{"op": "use", "codemod": "a.json"}"#), others: others)
    }
    #expect(
      error?.findings.map(\.finding.message) == ["a codemod can't use itself: test.json uses a.json uses test.json"])
  }
}

@Suite struct ProgramStepTests {
  private static let run = codemodText(
    steps: """
      {"op": "replace", "files": "a.py", "text": "1", "with": "2"},
      {"op": "run", "id": "fmt", "command": ["fmt", "{{service.name}}"], "writes": "*.py", "env": {"LEVEL": 3}, "timeout": 20}
      """, #""parameters": {"max-line": {"type": "integer", "default": 80}}, "#)

  @Test func withoutSomebodyToRunItAProgramIsRefused() throws {
    #expect(try codemod(Self.run).needsPrograms)
    #expect(
      try fate(Self.run, ["a.py": "1"])
        == .refused("script: a \"run\" step needs a program to be run in a work tree, and here none can be [fmt]"))
  }

  @Test func aProgramGetsTheStateAndItsEditsAreTaken() throws {
    let host = Host(result: .changed([TreeEdit(path: "a.py", action: .write([UInt8(ascii: "3")], mode: .file))]))
    let plan = try codemod(Self.run).change().plan(
      MemorySnapshot(["a.py": "1", "b.py": "", "c.md": ""]), for: .init(name: "billing"), programs: host)
    #expect(Fate(plan) == .edited(["a.py": "3"]))
    let request = try #require(host.requests.first)
    #expect(host.requests.count == 1)
    #expect(request.step == "fmt")
    #expect(request.command == ["fmt", "billing"])
    #expect(request.timeLimit == .seconds(20))
    #expect(request.files == ["a.py", "b.py"])
    #expect(request.edits == [TreeEdit(path: "a.py", action: .write([UInt8(ascii: "2")], mode: .file))])
    #expect(
      request.environment
        == ["LEVEL": "3", "FLEET_CODEMOD": "test", "FLEET_STEP": "fmt", "FLEET_PARAM_MAX_LINE": "80"])
  }

  @Test(arguments: [
    (
      TreeEdit(path: "c.md", action: .delete),
      "outside: c.md: the program changed c.md, and \"writes\" allows only *.py [fmt]"
    ),
    (
      TreeEdit(path: "x.py", action: .write([], mode: .link)),
      "outside: x.py: the program made x.py a link or a submodule [fmt]"
    ),
    (TreeEdit(path: "../x.py", action: .delete), "outside: ../x.py: the program changed ../x.py [fmt]"),
  ])
  func editsOutsideWritesAreRefused(_ edit: TreeEdit, _ message: String) throws {
    let plan = try codemod(Self.run).change().plan(
      MemorySnapshot(["a.py": "1", "c.md": ""]), for: .init(name: "x"), programs: Host(result: .changed([edit])))
    #expect(Fate(plan) == .refused(message))
  }

  @Test func aCodemodOfWhichNoStepAppliesIsNotApplicable() throws {
    let text = codemodText(steps: #"{"op": "run", "command": ["x"]}"#)
    let plan = try codemod(text).change().plan(
      MemorySnapshot([:]), for: .init(name: "x"), programs: Host(result: .notApplicable))
    #expect(Fate(plan) == .notApplicable("the program said that it has nothing to do here"))
  }

  @Test func aProgramRunsTwiceWhereAUserWantsToKnow() throws {
    let text = codemodText(steps: #"{"op": "run", "command": ["x"]}"#)
    let host = CountingHost()
    let snapshot = MemorySnapshot(["n": "0"])
    var change = try codemod(text).change()
    #expect(Fate(try change.plan(snapshot, for: .init(name: "x"), programs: host)) == .edited(["n": "1"]))
    change.runsProgramsTwice = true
    #expect(
      Fate(try change.plan(snapshot, for: .init(name: "x"), programs: host))
        == .refused("not-idempotent: n: applied to its own result, the codemod would change n again [steps/0]"))
  }
}

/// Answers with what it was given and writes down what it was asked.
private final class Host: ProgramHost {
  private let result: ProgramResult
  var requests: [ProgramRequest] = []

  init(result: ProgramResult) {
    self.result = result
  }

  func run(_ request: ProgramRequest) -> ProgramResult {
    requests.append(request)
    return result
  }

  func search(_ search: StructuralSearch) -> StructuralSearch.Output { .init(matches: [], report: []) }
}

/// A program that counts how often it ran, in a file.
private final class CountingHost: ProgramHost {
  private var count = 0

  func run(_ request: ProgramRequest) -> ProgramResult {
    count += 1
    return .changed([TreeEdit(path: "n", action: .write(Array("\(count)".utf8), mode: .file))])
  }

  func search(_ search: StructuralSearch) -> StructuralSearch.Output { .init(matches: [], report: []) }
}
