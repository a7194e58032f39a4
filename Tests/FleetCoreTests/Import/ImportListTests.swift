import Testing

@testable import FleetCore

struct ImportListTests {
  private struct Missing: Error, CustomStringConvertible {
    let description = "no such file"
  }

  private func read(
    _ source: ImportSource, _ text: String, file: String, addresses: ImportAddresses = ImportAddresses(),
    other: [String: String] = [:]
  ) -> ImportList {
    source.read(Array(text.utf8), file: file, addresses: addresses) { path in
      guard let text = other[path] else { throw Missing() }
      return Array(text.utf8)
    }
  }

  /// The services as `name url branch @source`.
  private func shown(_ list: ImportList) -> [String] {
    list.services.map { "\($0.name) \($0.url)\($0.branch.map { " \($0)" } ?? "") @\($0.source)" }
  }

  @Test func turboliftsListIsRead() {
    let text = """
      # all of them
      acme/billing
      #acme/paused
        ghe.acme.io/shop/web.git\r

      localhost:3000/a/b/c
      group/sub/repo
      git@h:o/r.git
      https://h/o/s
      nonsense
      acme/
      -x/y
      acme/../x
      a b/c
      ext::sh/x@y
      a:1/b
      """
    let list = read(.turbolift, text, file: "repos.txt")
    #expect(
      shown(list) == [
        "billing https://github.com/acme/billing.git @repos.txt:2", "web https://ghe.acme.io/shop/web.git @repos.txt:4",
        "c https://localhost:3000/a/b/c.git @repos.txt:6", "repo https://github.com/group/sub/repo.git @repos.txt:7",
        "r git@h:o/r.git @repos.txt:8", "s https://h/o/s @repos.txt:9",
      ])
    let expected = "expected organisation/repository or host/organisation/repository, found"
    #expect(
      list.problems == [
        "repos.txt:10: \(expected) \"nonsense\"", "repos.txt:11: \(expected) \"acme/\"",
        "repos.txt:12: \(expected) \"-x/y\"", "repos.txt:13: \(expected) \"acme/../x\"",
        "repos.txt:14: \(expected) \"a b/c\"", "repos.txt:15: this isn't an address of a repository",
        "repos.txt:16: \(expected) \"a:1/b\"",
      ])
  }

  @Test func addressesAreMadeAsAskedFor() {
    let addresses = ImportAddresses(style: .ssh, defaultHost: "git.acme.io")
    let list = read(.turbolift, "acme/billing\nghe.io/a/b", file: "r", addresses: addresses)
    #expect(list.services.map(\.url) == ["git@git.acme.io:acme/billing.git", "git@ghe.io:a/b.git"])
  }

  @Test func allReposListIsRead() {
    let text = "{\n  \"acme/billing\": \"git@h:acme/billing\",\n  \"x\": 3,\n  \"y\": \"\"\n}"
    let list = read(.allRepos, text, file: "repos.json")
    #expect(shown(list) == ["billing git@h:acme/billing @repos.json:2"])
    #expect(
      list.problems == [
        "repos.json:3:8: /x: must be text, not 3; write \"3\"", "repos.json:4:8: /y: must not be empty",
      ])
    #expect(read(.allRepos, "[]", file: "f").problems == ["f:1:1: must be a mapping, not a list"])
    #expect(read(.allRepos, "{", file: "f").problems.count == 1)
  }

  @Test func allReposConfigurationLeadsToItsList() {
    func configuration(_ source: String, _ more: String = "") -> String {
      "{\"output_dir\": \"o\", \"source\": \"all_repos.source.\(source)\",\n"
        + "\"source_settings\": {\"filename\": \"r.json\"}\(more)}"
    }
    let other = ["r.json": "{\"a\": \"/srv/a\"}"]
    let list = read(
      .allRepos, configuration("json_file", ",\n\"include\": \"\", \"exclude\": \"^b\""), file: "all-repos.json",
      other: other)
    #expect(shown(list) == ["a /srv/a @r.json:1"])
    #expect(list.problems == ["all-repos.json:3: \"exclude\" isn't applied; choose with --select instead"])
    #expect(
      read(.allRepos, configuration("github_org"), file: "c.json", other: other).problems == [
        "c.json:1: the source \"all_repos.source.github_org\" isn't a file of names and URLs; "
          + "import the repos.json in all-repos' output folder"
      ])
    #expect(
      read(.allRepos, configuration("json_file"), file: "c.json").problems == [
        "c.json:1: could not read \"r.json\": no such file"
      ])
    let loop = configuration("json_file")
    #expect(
      read(.allRepos, loop, file: "r.json", other: ["r.json": loop]).services.map(\.name) == ["output_dir", "source"])
  }

  @Test func vcstoolsFileIsRead() {
    let text = """
      repositories:
        core/api:
          type: git
          url: https://h/o/api.git
          version: 2.10
        old:
          type: hg
          url: https://h/old
        pinned:
          type: git
          url: ../pinned
          version: 0123456789abcdef0123456789abcdef01234567
        odd: {type: git, url: x, version: "a..b", extra: 1}
        bare: {type: git, url: x}
        none: {type: git}
      """
    let list = read(.vcstool, text, file: "x.repos")
    #expect(
      shown(list) == [
        "api https://h/o/api.git 2.10 @x.repos:3", "pinned ../pinned @x.repos:10", "odd x @x.repos:13",
        "bare x @x.repos:14",
      ])
    #expect(
      list.problems == [
        "x.repos:7:11: repositories.old.type: only git repositories are taken over, this is \"hg\"",
        "x.repos:12:14: repositories.pinned.version: a commit isn't a branch; the service is taken over without one",
        "x.repos:13:37: repositories.odd.version: not taken over as a branch: must not hold \"..\"",
        "x.repos:13:45: repositories.odd.extra: no such key in a repository",
        "x.repos:15:9: repositories.none: a repository needs \"url\"",
      ])
    #expect(read(.vcstool, "a: 1\n", file: "f").problems.count == 2)
    #expect(read(.vcstool, "repositories:\n  a: &x {type: git, url: y}\n", file: "f").services.isEmpty)
  }

  @Test func modernesTableIsRead() {
    let text =
      "\u{FEFF}\"path\",cloneUrl,branch,org1\r\n\"a,\"\"b\",https://h/a/b.git,main,X\r\n,git@h:a/c,,\r\n\r\n"
      + "x,,main,Y\r\n\"multi\nline\",https://h/d,a..b\r\nz,--x,\r\nlast,/srv/e"
    let list = read(.moderne, text, file: "repos.csv")
    #expect(
      shown(list) == [
        "b https://h/a/b.git main @repos.csv:2", "c git@h:a/c @repos.csv:3", "d https://h/d @repos.csv:6",
        "e /srv/e @repos.csv:9",
      ])
    #expect(
      list.problems == [
        "repos.csv:5: this line has no \"cloneUrl\"", "repos.csv:6: the branch isn't taken over: must not hold \"..\"",
        "repos.csv:8: \"cloneUrl\" isn't an address of a repository",
      ])
    #expect(read(.moderne, "", file: "f").problems == ["f:1: the file is empty"])
    #expect(read(.moderne, "a,b\n", file: "f").problems == ["f:1: expected a header line with the column \"cloneUrl\""])
    #expect(read(.moderne, "cloneUrl\n\"x", file: "f").problems == ["f: the last field in quotes isn't closed"])
  }

  @Test(arguments: [
    ("repos.txt", ImportSource.turbolift), ("all-repos.json", .allRepos), ("ros2.repos", .vcstool),
    ("REPOS.CSV", .moderne),
  ])
  func theKindIsToldByTheName(_ name: String, _ source: ImportSource) {
    #expect(ImportSource.detected(fileName: name) == source)
    #expect(ImportSource.detected(fileName: "x.toml") == nil)
  }
}
