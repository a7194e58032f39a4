import Changes
import Testing

@testable import Submodules

@Suite struct HostileEntryTests {
  /// Returns the codes of the refusals of an entry, and checks that a refused entry can't be looked up.
  private func refusals(name: String = "lib", path: String = "lib", url: String = "../lib.git", more: String = "")
    -> [String]
  {
    var text = Array("[submodule \"".utf8) + ConfigWriting.subsection(Array(name.utf8)) + Array("\"]\n\tpath = ".utf8)
    text += ConfigWriting.value(Array(path.utf8), isQuoted: true) + Array("\n\turl = ".utf8)
    text += ConfigWriting.value(Array(url.utf8), isQuoted: true) + Array("\n\(more)".utf8)
    let modules = GitModules(reading: text)
    let codes = modules.findings.filter(\.isRefusal).map(\.code.rawValue)
    #expect((modules.entry(named: ConfigText(name)) == nil) == !codes.isEmpty)
    #expect((modules.entry(at: TreePath(path)) == nil) == !codes.isEmpty)
    #expect(modules.findings.allSatisfy { finding in !finding.message.utf8.contains { $0 < 0x20 } })
    return codes
  }

  @Test(arguments: ["lib", "a/b", "...", "a..b", "..a", "a../b", "-x", "é", "a b", "a\"b\\c", ".git", "a.b", "/"])
  func aNameThatGitTakesIsTaken(_ name: String) {
    #expect(refusals(name: name).isEmpty)
  }

  @Test(arguments: ["", "..", "../x", "a/..", "a/../b", "a\\..\\b", "..\\x", "a\\.."])
  func aNameThatLeadsOutOfGitsFolderIsRefused(_ name: String) {
    #expect(refusals(name: name) == ["name"])
  }

  @Test(arguments: ["a\u{0}b", "a\rb", "\u{1B}[2J", "a\u{7F}"])
  func aNameWithAControlCharacterIsRefused(_ name: String) {
    #expect(refusals(name: name) == ["control-character"])
  }

  @Test(arguments: ["lib", "a/b/c", "...", "a..b", ".gitx", ".github", "a/.gitmodules", "é", "a b", "a-b", "git~2"])
  func aPathInsideTheRepositoryIsTaken(_ path: String) {
    #expect(refusals(path: path).isEmpty)
  }

  @Test(arguments: [
    "", "-x", "--upload-pack=x", "/etc", "/", "..", "../x", "a/../b", "a/..", ".", "./a", "a/.", "a//b", "a/", ".git",
    ".GIT", "a/.git", ".git/hooks", "a/.Git/b", "git~1", "GIT~1/x", ".git ", ".git.", ".git...",
    ".git::$INDEX_ALLOCATION",
    ".g\u{200C}it", ".git\u{FEFF}", "a\\b", "..\\x", "C:\\x",
  ])
  func aPathThatLeadsElsewhereIsRefused(_ path: String) {
    #expect(refusals(path: path) == ["path"])
  }

  @Test(arguments: ["a\u{0}b", "lib\r", "a\nb", "a\tb", "\u{1B}]0;x"])
  func aPathWithAControlCharacterIsRefused(_ path: String) {
    #expect(refusals(path: path) == ["control-character"])
  }

  @Test(arguments: [
    "../lib", "./lib", "../../lib.git", "https://host/lib.git", "http://host:8080/lib", "ssh://git@host:22/lib",
    "git@host:org/lib.git", "host:lib", "git://host/lib", "file:///srv/lib.git", "/srv/lib.git", "git+ssh://host/lib",
    "https://host/a%20b", "../a%25b", "https://user:secret@host/lib", "https://[::1]:8443/lib", "../a:b",
    "https://h/a::b",
  ])
  func aURLThatCanBeAskedIsTaken(_ url: String) {
    #expect(refusals(url: url).isEmpty)
  }

  @Test(arguments: [
    "-u./payload", "--upload-pack=touch x", "ext::sh -c touch% /tmp/x", "fd::3", "http::https://host/x", "foo::bar",
    "::x",
    "../%0ahost=evil", "../a%0D", "https://host/%0a", "https://host/%00", "https://host/%7f", "../../:evil/lib",
    "..//evil/lib", "../.././:x", "https:///lib", "https://", "ftp://host/lib", "foo://host/lib", "lib", "org/lib",
    "..",
    ".", "~/lib", "ssh://-oProxyCommand=x/lib", "ssh://-x@host/lib", "-oProxyCommand=x:lib", "host:-x", "host:",
    "ssh://host:-p/lib", "ssh://host:0/lib", "git@-host:lib", "https://ho st/lib", "\\\\server\\share",
  ])
  func aURLThatCouldDoHarmIsRefused(_ url: String) {
    #expect(refusals(url: url) == ["url"])
  }

  @Test(arguments: ["https://host\n/x", "git://host/\rx", "../a\tb", "https://host/\u{1B}x", "../a\u{0}"])
  func aURLWithAControlCharacterIsRefused(_ url: String) {
    #expect(refusals(url: url) == ["control-character"])
  }

  @Test func aURLThatIsNotUTF8IsRefused() {
    let text = Array("[submodule \"a\"]\npath = a\nurl = ../".utf8) + [0xFF, 0xFE]
    #expect(GitModules(reading: text).findings.map(\.code) == [.url])
  }

  @Test func aCommandIsRefused() {
    #expect(refusals(more: "update = !touch /tmp/x\n") == ["command"])
    #expect(refusals(more: "update = \"!x\"\n") == ["command"])
    #expect(refusals(more: "update = merge\n").isEmpty)
  }

  @Test(arguments: ["path", "url", "branch", "update", "custom"])
  func aKeyThatIsSetTwiceIsRefused(_ key: String) {
    let value = ["path": "lib2", "url": "../lib2"][key] ?? "merge"
    let first = ["path", "url"].contains(key) ? "" : "\(key) = \(value)\n"
    #expect(refusals(more: first + "\(key.uppercased()) = \(value)\n") == ["duplicate-key"])
  }

  @Test func aTabInsideAValueIsRefusedSinceGitsVersionsDisagree() {
    #expect(refusals(more: "branch = a\tb\n") == ["doubtful-space"])
  }

  @Test func overlongTextIsRefused() {
    let long = String(repeating: "a", count: 5000)
    #expect(refusals(name: long) == ["too-large"])
    #expect(refusals(path: long) == ["too-large"])
    #expect(refusals(url: "../" + long) == ["too-large"])
  }

  @Test func aMessageShowsNoPassword() {
    let findings = modules("[submodule \"a\"]\npath = a\nurl = foo://bob:hunter2@host/x\n").findings
    #expect(findings.map(\.code) == [.url])
    #expect(findings.allSatisfy { !$0.message.contains("hunter2") })
  }

  struct Pair: Sendable, CustomTestStringConvertible {
    let first: (name: String, path: String)
    let second: (name: String, path: String)
    let codes: [String]
    let refused: [Bool]
    var testDescription: String { "\(first) and \(second)" }
  }

  @Test(arguments: [
    Pair(first: ("a", "a"), second: ("b", "b"), codes: [], refused: [false, false]),
    Pair(first: ("a", "x"), second: ("b", "x"), codes: ["duplicate-path"], refused: [true, true]),
    Pair(first: ("a", "x"), second: ("b", "X"), codes: ["case-collision"], refused: [true, true]),
    Pair(first: ("a", "\u{E9}"), second: ("b", "e\u{301}"), codes: ["case-collision"], refused: [true, true]),
    Pair(first: ("a", "x"), second: ("A", "y"), codes: ["case-collision"], refused: [true, true]),
    Pair(first: ("a", "x"), second: ("b", "x/y"), codes: ["nested"], refused: [false, true]),
    Pair(first: ("b", "X/y"), second: ("a", "x"), codes: ["nested"], refused: [true, false]),
    Pair(first: ("a", "x"), second: ("b", "xy"), codes: [], refused: [false, false]),
    Pair(first: ("a", "x"), second: ("a/b", "y"), codes: ["nested"], refused: [false, true]),
    Pair(first: ("hippo", "x"), second: ("hippo/hooks", "y"), codes: ["nested"], refused: [false, true]),
  ])
  func entriesThatCollideAreRefused(_ pair: Pair) {
    let entry = { (entry: (name: String, path: String)) in
      "[submodule \"\(entry.name)\"]\npath = \(entry.path)\nurl = ../z\n"
    }
    let modules = modules(entry(pair.first) + entry(pair.second))
    #expect(modules.findings.map(\.code.rawValue) == pair.codes)
    #expect(modules.entries.map(\.isRefused) == pair.refused)
  }

  @Test func twoSectionsOfOneNameAreRefused() {
    let modules = modules("[submodule \"a\"]\npath = a\n[submodule \"a\"]\nurl = ../a\n")
    #expect(summary(modules.findings) == ["3:1 duplicate-name!"])
    #expect(modules.entries.map(\.isRefused) == [true])
    #expect(modules.entries.first?.url == "../a")
  }

  @Test func anIncludeIsReportedAndNotFollowed() {
    let modules = modules(
      "[include]\npath = other\n[includeIf \"gitdir:/\"]\npath = x\n[submodule \"a\"]\npath=a\nurl=../a\n")
    #expect(summary(modules.findings) == ["1:1 include!", "3:1 include!"])
    #expect(modules.entry(at: "a") != nil)
  }
}
