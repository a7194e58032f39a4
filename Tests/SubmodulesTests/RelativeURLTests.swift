import Testing

@testable import Submodules

@Suite struct RelativeURLTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let base: String
    let url: String
    /// Nil where git fails.
    let answer: String?
    var testDescription: String { "\(url) below \(base)" }
  }

  /// What a base fixes: an answer that doesn't begin so is on another host, or none where the base is a relative path.
  static let homes = [
    "https://host/org/svc.git": "https://host/", "https://host/org/svc": "https://host/",
    "https://host/org/svc.git/": "https://host/", "https://host:8443/org/svc.git": "https://host:8443/",
    "https://user@host/org/svc": "https://user@host/", "https://host/svc": "https://host/",
    "https://host": "https://host/", "ssh://git@host:22/org/svc.git": "ssh://git@host:22/",
    "ssh://git@host/~/svc.git": "ssh://git@host/", "git@host:org/svc.git": "git@host:",
    "git@host:svc.git": "git@host:", "host:/srv/git/svc.git": "host:", "git@[::1]:org/svc.git": "git@[::1]:",
    "git://host/org/svc.git": "git://host/", "file:///srv/git/svc.git": "file:///", "file:///svc.git": "file:///",
    "/srv/git/svc.git": "/", "/srv/git/svc/": "/", "/svc": "/", "/srv/a:b/svc.git": "/",
    "../git/svc.git": "", "./svc": "", "git/svc": "", "svc": "",
  ]

  static let cases: [Case] = {
    var base = ""
    return (serverURLFixtures + "\n" + pathURLFixtures).split(separator: "\n").compactMap { line in
      guard line.hasPrefix("  "), let arrow = line.firstRange(of: " -> ") else {
        base = String(line)
        return nil
      }
      let answer = String(line[arrow.upperBound...])
      return Case(base: base, url: String(line[..<arrow.lowerBound].dropFirst(2)), answer: answer == "!" ? nil : answer)
    }
  }()

  @Test func theFixturesAreAllRead() {
    #expect(RelativeURLTests.cases.count == 432)
    #expect(Set(RelativeURLTests.cases.map(\.base)) == Set(RelativeURLTests.homes.keys))
  }

  @Test(arguments: cases)
  func theArithmeticIsGits(_ example: Case) {
    let joined = RelativeURL.joined(Array(example.base.utf8), Array(example.url.utf8))
    #expect(joined.map { String(decoding: $0, as: UTF8.self) } == example.answer)
  }

  @Test(arguments: cases)
  func anAnswerIsGitsOrRefusedForBeingElsewhere(_ example: Case) throws {
    let home = try #require(RelativeURLTests.homes[example.base])
    let resolved = try? SubmoduleURL.resolve(example.url, against: example.base)
    guard let answer = example.answer else {
      #expect(resolved == nil)
      return
    }
    let isPath = !answer.prefix { $0 != "/" }.contains(":")
    let isAtHome = home.isEmpty ? isPath && !answer.hasPrefix("/") : answer.hasPrefix(home)
    // git's own check refuses what climbs and goes on with a slash; and a server's root is no repository.
    let isUsable =
      !example.url.hasPrefix("..//") && !answer.isEmpty
      && (answer != home || !["ssh:", "git"].contains { home.hasPrefix($0) })
    #expect(resolved == (isAtHome && isUsable ? answer : nil))
  }

  /// The rows of the reference in which git, or libgit2, invents a host.
  @Test(arguments: [
    ("https://host/org/svc.git", "../../../x.git"), ("https://host/org/svc", "../../../x.git"),
    ("ssh://git@host:22/org/svc.git", "../../../x.git"), ("git@host:org/svc.git", "../../../x.git"),
    ("git@host:svc.git", "../../shared/lib.git"), ("git@host:svc.git", "../../../x.git"),
    ("file:///srv/git/svc.git", "../../../../x.git"), ("/srv/git/svc.git", "../../../../x.git"),
    ("https://host/svc", "../../evil.example/lib"), ("./svc", "../a:b/c"), ("git@host:svc", "../-oProxyCommand=x"),
  ])
  func oneStepTooManyIsRefusedWithBothURLs(_ base: String, _ url: String) {
    #expect {
      try SubmoduleURL.resolve(url, against: base)
    } throws: { error in
      let text = String(describing: error)
      return text.contains("\"\(url)\"") && text.contains("svc")
    }
  }

  @Test func aURLThatIsNotRelativeStaysAsItIs() throws {
    for url in ["https://host/lib/", "git@host:lib.git", "/srv/lib", "file:///srv/lib"] {
      #expect(try SubmoduleURL.resolve(url, against: "https://other/svc") == url)
    }
  }

  @Test(arguments: ["", "-u", "ext::sh -c x", "../a%0ab", "lib", ".."])
  func whatADeclarationMayNotSayIsNotResolved(_ url: String) {
    #expect(throws: SubmoduleError.self) { try SubmoduleURL.resolve(url, against: "https://host/svc") }
  }

  @Test func aMessageShowsNoPassword() {
    #expect {
      try SubmoduleURL.resolve("../../../x", against: "https://bob:hunter2@host/svc")
    } throws: { error in
      !String(describing: error).contains("hunter2")
    }
  }

  @Test func anEmptyBaseIsRefused() {
    #expect(throws: SubmoduleError.self) { try SubmoduleURL.resolve("../x", against: "") }
  }
}
