import Changes
import Testing

@testable import Submodules

func modules(_ text: String) -> GitModules {
  GitModules(reading: Array(text.utf8))
}

/// `line:column code` of every finding; a refusal has a `!` behind it.
func summary(_ findings: [SubmoduleFinding]) -> [String] {
  findings.map { finding in
    let place = [finding.place.line, finding.place.column].compactMap { $0.map(String.init) }.joined(separator: ":")
    return
      "\(place.isEmpty ? finding.place.path.description : place) \(finding.code.rawValue)\(finding.isRefusal ? "!" : "")"
  }
}

@Suite struct GitModulesTests {
  @Test func anEntryHasEverythingThatGitKnows() throws {
    let modules = modules(
      """
      # libraries
      [submodule "api"]
      \tpath = libs/api
      \turl = ../api.git
      \tbranch = .
      \tshallow
      \tignore = dirty
      \tupdate = none
      \tfetchRecurseSubmodules = on-demand
      \tdatalad-id = 1-2
      """)
    #expect(modules.findings.isEmpty)
    let entry = try #require(modules.entry(at: "libs/api"))
    #expect(entry == modules.entry(named: "api"))
    #expect(entry.url == "../api.git")
    #expect(entry.branch == ".")
    #expect(
      entry.variables.map(\.key) == [
        "path", "url", "branch", "shallow", "ignore", "update", "fetchrecursesubmodules", "datalad-id",
      ])
  }

  @Test func nameAndPathAreDifferentThings() {
    let modules = modules("[submodule \"a\"]\npath = b\nurl = ../x\n[submodule \"b\"]\npath = a\nurl = ../y\n")
    #expect(modules.findings.isEmpty)
    #expect(modules.entry(at: "a")?.url == "../y")
    #expect(modules.entry(named: "a")?.url == "../x")
  }

  @Test func aNameThatIsCanonicallyEqualIsAnotherName() {
    let modules = modules("[submodule \"\u{E9}\"]\npath = a\nurl = ../x\n")
    #expect(modules.entry(named: "e\u{301}") == nil)
    #expect(modules.entry(named: "\u{E9}") != nil)
  }

  @Test func everythingIsReportedAtOnceInTheFilesOrder() {
    let modules = modules(
      """
      stray = 1
      [include]
        path = /etc/passwd
      [core]
        sshCommand = evil
      [submodule]
        recurse = true
      [submodule "é"]
        path = é; url = x
        url = ../é # ü
        shallow = perhaps
      [submodule "b"]
        url = -u
      nonsense here
      [submodule "c"]
        path = ../c
        url = ext::sh -c x
      """)
    #expect(
      summary(modules.findings) == [
        "1:1 not-about-submodule", "2:1 include!", "4:1 not-about-submodule", "6:1 not-about-submodule", "11:13 value",
        "12:1 missing-path!", "13:9 url!", "14:10 syntax!", "16:10 path!", "17:9 url!",
      ])
    #expect(modules.entries.map(\.name) == ["é", "b"])
    #expect(modules.entries.map(\.isRefused) == [false, true])
  }

  @Test func columnsCountCharactersAndNotBytes() {
    #expect(summary(modules("\u{FEFF}[submodule \"é\"] url = -x").findings) == ["1:1 missing-path!", "1:23 url!"])
  }

  @Test(arguments: [
    ("path", "note"), ("url", "note"), ("ignore", "note"), ("update", "note"), ("branch", "note"), ("shallow", ""),
    ("fetchRecurseSubmodules", ""), ("other", ""),
  ])
  func aKeyWithoutAValueIsNotedWhereGitWantsOne(_ key: String, _ expected: String) {
    let findings = modules("[submodule \"a\"]\n\(key)\n").findings.filter { $0.code == .value }
    #expect(findings.count == (expected.isEmpty ? 0 : 1))
  }

  @Test(arguments: [
    ("true", true), ("YES", true), ("on", true), ("1", true), ("-5", true), ("false", false), ("No", false),
    ("off", false), ("0", false), ("", false), ("2x", nil), ("maybe", nil),
  ])
  func aYesOrNoIsReadAsGitDoes(_ text: String, _ expected: Bool?) {
    #expect(GitModules.boolean(Array(text.utf8)) == expected)
    let findings = modules("[submodule \"a\"]\npath = a\nurl = ../a\nshallow = \(text)\n").findings
    #expect(findings.isEmpty == (expected != nil))
  }

  @Test func aFileThatIsTooLargeIsNotRead() {
    let line = "[submodule \"a\"]\npath = a\nurl = ../a\n"
    let modules = modules(line + String(repeating: "#", count: GitModules.byteLimit))
    #expect(summary(modules.findings) == ["1:1 too-large!"])
    #expect(modules.entries.isEmpty)
  }

  @Test func aFloodOfFindingsIsCutAndCounted() {
    let modules = modules(String(repeating: "!\n", count: 1000))
    #expect(modules.findings.count == 201)
    #expect(modules.findings.last?.code == .more)
    #expect(modules.findings.last?.message == "there are 800 more findings in the file")
  }

  /// Each is a quarter of a megabyte that is slow only for a reader that looks back again and again.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      String(repeating: "[submodule \"a\"]", count: 15_000),
      String(repeating: "[submodule \"a\"]\n", count: 15_000),
      "[submodule \"" + String(repeating: "a/", count: 125_000) + "\"]\npath=a",
      "[submodule \"a\"]\npath=" + String(repeating: "a/", count: 125_000),
      "[submodule \"a\"]\nx=" + String(repeating: "\\\n", count: 125_000),
      "[submodule \"a\"]\nx=y" + String(repeating: " ", count: 250_000),
      (0..<5_000).map { "[submodule \"\($0)\"]\npath=\($0)\nurl=../x\n" }.joined(),
    ])
  func aHostileFileIsReadInTime(_ text: String) {
    let modules = modules(text)
    #expect(modules.findings.count <= 201)
  }
}
