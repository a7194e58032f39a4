import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// Git's configuration, as git itself reads it.
@Suite struct GitConfigurationTests {
  private func configuration(_ entries: [(String, String?)]) -> GitConfiguration {
    GitConfiguration(entries: entries.map { .init(key: $0, value: $1) })
  }

  @Test func filesAreReadInGitsOrder() throws {
    let folder = try TemporaryFolder()
    try folder.write("[a]\nx = system\ny = system\nz = system\nw = system\n", to: "system")
    try folder.write("[a]\nx = xdg\ny = xdg\nz = xdg\n", to: ".config/git/config")
    try folder.write("[a]\nx = home\ny = home\n[include]\npath = more\n", to: ".gitconfig")
    try folder.write("[A]\nX = included\n[b \"Sub.X\"]\nBare\n", to: "more")
    let environment = ["HOME": folder.path, "GIT_CONFIG_SYSTEM": "\(folder.path)/system"]
    let configuration = try GitConfiguration(environment: environment)
    #expect(configuration.string("a.w") == "system")
    #expect(configuration.string("a.z") == "xdg")
    #expect(configuration.string("a.y") == "home")
    #expect(configuration.string("a.x") == "included")
    #expect(configuration.isTrue("b.Sub.X.bare") == true)

    let without = try GitConfiguration(environment: environment.merging(["GIT_CONFIG_NOSYSTEM": "1"]) { $1 })
    #expect(without.string("a.w") == nil)
    let global = try GitConfiguration(
      environment: environment.merging(["GIT_CONFIG_GLOBAL": "\(folder.path)/more"]) { $1 })
    #expect(global.string("a.y") == "system")
    #expect(global.string("a.x") == "included")
    let elsewhere = try GitConfiguration(
      environment: environment.merging(["XDG_CONFIG_HOME": "\(folder.path)/none"]) { $1 })
    #expect(elsewhere.string("a.z") == "system")
  }

  @Test func theEnvironmentsPairsComeLast() throws {
    let environment = [
      "GIT_CONFIG_NOSYSTEM": "true", "GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "HTTP.https://X.example/.Proxy",
      "GIT_CONFIG_VALUE_0": "p", "GIT_CONFIG_KEY_1": "core.sshCommand", "GIT_CONFIG_VALUE_1": "",
    ]
    let configuration = try GitConfiguration(environment: environment)
    #expect(configuration.string("http.https://X.example/.proxy") == "p")
    #expect(configuration.string("core.sshcommand") == "")
  }

  @Test(arguments: [
    ["GIT_CONFIG_COUNT": "x"], ["GIT_CONFIG_COUNT": "-1"], ["GIT_CONFIG_COUNT": "1"],
    ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "a.b"],
    ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "nodot", "GIT_CONFIG_VALUE_0": ""],
  ])
  func pairsThatAreWrongAreErrors(_ environment: [String: String]) {
    #expect(throws: GitError.self) {
      try GitConfiguration(environment: environment.merging(["GIT_CONFIG_NOSYSTEM": "1"]) { $1 })
    }
  }

  @Test func aFileThatCannotBeParsedIsNamed() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("[a\nx = 1\n", to: "broken")
    do {
      _ = try GitConfiguration(environment: ["GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": path])
      Issue.record("it was parsed")
    } catch {
      #expect(error.operation.contains(path))
    }
  }

  @Test(arguments: [
    ("https://example.com", true), ("https://example.com/", true), ("https://example.com:443", true),
    ("HTTPS://EXAMPLE.com", true), ("https://*.com", true), ("https://*", false), ("https://*.example.com", false),
    ("http://example.com", false), ("https://example.com:8443", false), ("https://example.com/team", true),
    ("https://example.com/team/", true), ("https://example.com/te", false), ("https://example.com/t%65am", true),
    ("https://example.com/x/../team", true), ("https://me@example.com", true), ("https://you@example.com", false),
    ("https://example.com/team/a.git/x", false), ("example.com", false), ("https://example.com/../x", false),
  ])
  func aKeysURLFitsAsInGit(_ pattern: String, _ fits: Bool) throws {
    let configuration = configuration([("http.\(pattern).proxy", "p")])
    let url = try RemoteURL(parsing: "https://me@example.com/team/a.git")
    #expect((configuration.string("http", "proxy", for: url) != nil) == fits)
  }

  @Test func theMoreExactURLWinsWhereverItStands() throws {
    let url = try RemoteURL(parsing: "https://me@git.example.com/team/a.git")
    let patterns = [
      "https://*.example.com", "https://git.example.com", "https://git.example.com/team",
      "https://me@git.example.com/team",
    ]
    let keys = ["http.proxy"] + patterns.map { "http.\($0).proxy" }
    for (worse, better) in zip(keys, keys.dropFirst()) {
      #expect(configuration([(worse, "w"), (better, "b")]).string("http", "proxy", for: url) == "b")
      #expect(configuration([(better, "b"), (worse, "w")]).string("http", "proxy", for: url) == "b")
    }
    #expect(configuration([(keys[2], "1"), (keys[2], "2")]).string("http", "proxy", for: url) == "2")
  }

  @Test(
    arguments: [
      ("true", true), ("YES", true), ("on", true), ("1", true), ("2", true), (nil, true),
      ("false", false), ("No", false), ("off", false), ("0", false), ("", false), ("maybe", nil),
    ] as [(String?, Bool?)])
  func truthHasGitsSpellings(_ text: String?, _ truth: Bool?) {
    #expect(configuration([("a.b", text)]).isTrue("a.b") == truth)
  }

  @Test(arguments: [
    ("10", 10), ("1k", 1024), ("2M", 2 << 20), ("1g", 1 << 30), ("x", nil), ("", nil), ("9999999999999g", nil),
  ])
  func numbersHaveGitsUnits(_ text: String, _ number: Int?) {
    #expect(GitConfiguration.integer(text) == number)
  }
}
