import Foundation
import Testing

@testable import Git

@Suite struct RemoteTargetTests {
  private let configuration = GitConfiguration(entries: [
    .init(key: "url.https://github.com/.insteadof", value: "gh:"),
    .init(key: "url.https://internal/Team/.insteadof", value: "gh:team/"),
    .init(key: "url.ssh://git@github.com/.pushinsteadof", value: "https://github.com/"),
    .init(key: "url.ssh://git@github.com/.pushinsteadof", value: "gh:"),
  ])

  @Test(arguments: [
    ("gh:a/b", RemoteTarget.Direction.fetch, "https://github.com/a/b"),
    ("gh:team/b", .fetch, "https://internal/Team/b"),
    ("gh:a/b", .push, "ssh://git@github.com/a/b"),
    ("https://github.com/a", .fetch, "https://github.com/a"),
    ("https://github.com/a", .push, "ssh://git@github.com/a"),
    ("https://other/a", .push, "https://other/a"),
  ])
  func theLongestBeginningWinsAndPushesHaveTheirOwn(
    _ url: String, _ direction: RemoteTarget.Direction, _ wanted: String
  ) {
    #expect(RemoteTarget.rewritten(url, direction: direction, configuration: configuration) == wanted)
  }

  @Test(arguments: [
    ("/srv/git/a.git", "file:///srv/git/a.git"), ("/srv/a b%.git", "file:///srv/a%20b%25.git"),
    ("/srv/é", "file:///srv/%c3%a9"), ("file:///srv/a", "file:///srv/a"),
    ("./a", "file://\(FileManager.default.currentDirectoryPath)/./a"), ("git@host:a/b.git", "git@host:a/b.git"),
  ])
  func pathsBecomeURLsAndEverythingElseStays(_ url: String, _ wanted: String) throws {
    let target = try RemoteTarget(url, direction: .fetch, configuration: GitConfiguration())
    #expect(target.text == wanted)
  }

  @Test func credentialsAreNotShown() throws {
    let target = try RemoteTarget("https://me:secret@host/a", direction: .fetch, configuration: GitConfiguration())
    #expect(target.display == "https://host/a")
    #expect(target.text.contains("secret"))
  }

  @Test(arguments: ["", "ext::sh -c x", "ftp://host/a", "git@-oProxyCommand=x:a", "https://host/a\nb"])
  func whatNoTransportServesIsRefused(_ url: String) {
    let error = gitError { _ = try RemoteTarget(url, direction: .fetch, configuration: GitConfiguration()) }
    #expect(error?.kind == .unsupported, "\(url)")
  }
}
