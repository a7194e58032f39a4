import Testing

@testable import Submodules

@Suite struct RemoteIdentityTests {
  @Test(arguments: [
    "https://example.com/team/lib.git", "https://example.com/team/lib", "https://example.com/team/lib/",
    "https://example.com/team/lib.git/", "https://EXAMPLE.com/team/lib", "https://example.com:443/team/lib",
    "https://user@example.com/team/lib", "https://user:secret@example.com/team/lib", "http://example.com/team/lib",
    "http://example.com:80/team/lib", "ssh://git@example.com/team/lib.git", "ssh://example.com:22/team/lib",
    "git@example.com:team/lib.git", "example.com:team/lib", "git@example.com:/team/lib.git",
    "git+ssh://git@example.com/team/lib", "git://example.com/team/lib", "git://example.com:9418/team/lib",
    "https://example.com//team//lib", "https://example.com/te%61m/lib", "ssh://example.com/~/team/lib",
  ])
  func manySpellingsAreOneRepository(_ url: String) throws {
    let library = try RemoteIdentity(parsing: "https://example.com/team/lib")
    #expect(try RemoteIdentity(parsing: url) == library)
    #expect(try RemoteIdentity(parsing: url).hashValue == library.hashValue)
    #expect(library.description == "example.com/team/lib")
  }

  @Test(arguments: [
    "https://example.org/team/lib", "https://example.com/Team/lib", "https://example.com/team/lib2",
    "https://example.com/team", "https://example.com:8443/team/lib", "ssh://example.com:2222/team/lib",
    "https://example.com/team/lib/../lib", "https://example.com/team%2Flib", "https://example.com/team/lib.git.git",
    "https://example.com/team/lib?x=1", "https://www.example.com/team/lib", "/team/lib",
    "https://example.com/team/lib.GIT",
    "https://example.com/team/./lib", "ssh://example.com/~bob/team/lib", "example.com:te%61m/lib",
  ])
  func otherRepositoriesAreNotTakenForIt(_ url: String) throws {
    #expect(try RemoteIdentity(parsing: url) != RemoteIdentity(parsing: "https://example.com/team/lib"))
  }

  @Test(arguments: [
    ("/srv/git/lib.git", "file:///srv/git/lib", true), ("/srv/git/lib", "/srv/git/lib/", true),
    ("/srv/git/lib/.git", "/srv/git/lib", true), ("/srv//git/lib", "/srv/git/lib", true),
    ("file:///srv/a%20b", "/srv/a b", true), ("/srv/a%20b", "/srv/a b", false), ("/srv/git/lib", "srv/git/lib", false),
    ("/srv/git/Lib", "/srv/git/lib", false), ("/srv/~/lib", "/srv/lib", false),
    ("https://h/a%2fb", "https://h/a%2Fb", true), ("https://h/a%252Fb", "https://h/a%2Fb", false),
    ("https://h/a%", "https://h/a", false), ("https://h/%7Ebob/x", "https://h/~bob/x", true),
    ("https://[::1]:8443/x", "https://[::1]:8443/x.git", true), ("https://h:443/x", "http://h:443/x", false),
  ])
  func pairsAreComparedAsWhatTheyName(_ left: String, _ right: String, _ areSame: Bool) throws {
    #expect(try (RemoteIdentity(parsing: left) == RemoteIdentity(parsing: right)) == areSame)
  }

  @Test func whatCanNotBeAskedHasNoIdentity() {
    for url in ["", "foo://x/y", "https:///x", "-x:y"] {
      #expect(throws: (any Error).self) { try RemoteIdentity(parsing: url) }
    }
  }
}
