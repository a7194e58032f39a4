import Testing

@testable import FleetCore

struct RemoteLocationTests {
  static let good: [(text: String, transport: RemoteLocation.Transport, url: String, host: String?)] = [
    ("../billing.git", .file, "/srv/billing.git", nil), ("billing", .file, "/srv/fleet/billing", nil),
    ("./a/../b", .file, "/srv/fleet/b", nil), ("/x//y/./z", .file, "/x/y/z", nil), ("../../../../x", .file, "/x", nil),
    ("./a:b", .file, "/srv/fleet/a:b", nil), ("a/b:c", .file, "/srv/fleet/a/b:c", nil),
    ("a b", .file, "/srv/fleet/a b", nil), ("/é/x.git", .file, "/é/x.git", nil),
    ("file:///srv/x.git", .file, "file:///srv/x.git", nil), ("file://localhost/x", .file, "file://localhost/x", nil),
    ("git://127.0.0.1:9418/x", .git, "git://127.0.0.1:9418/x", "127.0.0.1"),
    ("http://localhost:8080/", .http, "http://localhost:8080/", "localhost"),
    ("https://Example.COM/a/b.git", .https, "https://Example.COM/a/b.git", "example.com"),
    ("https://u:p@example.com/x", .https, "https://u:p@example.com/x", "example.com"),
    ("https://[::1]:8443/x", .https, "https://[::1]:8443/x", "[::1]"),
    ("ssh://git@example.com:22/~me/x", .ssh, "ssh://git@example.com:22/~me/x", "example.com"),
    ("git@example.com:acme/x.git", .ssh, "git@example.com:acme/x.git", "example.com"),
    ("example.com:x", .ssh, "example.com:x", "example.com"), ("[::1]:x", .ssh, "[::1]:x", "[::1]"),
    ("git@[::1]:x/y", .ssh, "git@[::1]:x/y", "[::1]"), ("git@host:/abs/x", .ssh, "git@host:/abs/x", "host"),
  ]

  @Test(arguments: good)
  func anAddressIsReadAsGitReadsIt(
    _ text: String, _ transport: RemoteLocation.Transport, _ url: String, _ host: String?
  ) throws {
    let location = try RemoteLocation(text, relativeTo: "/srv/fleet")
    #expect(location.transport == transport)
    #expect(location.url == url)
    #expect(location.host == host)
  }

  @Test(arguments: [
    "", "-x", "--upload-pack=touch /tmp/x", "-\u{301}x", "ext::sh -c id", "fd::17", "a+b::c", "::x", "x::", "ftp://h/x",
    "HTTPS://h/x", "git+ssh://h/x", "javascript://h/x", "://h/x", "https://", "https://h", "https:///x", "https://-h/x",
    "https://u@-h/x", "ssh://-oProxyCommand=id/x", "ssh://-u@h/x", "git@-oProxyCommand=id:x", "-u@h:x", "h:-x",
    "h:", "@h:x y", "https://h:0/x", "https://h:65536/x", "https://h:+1/x", "https://h:x/x", "https://h/a b",
    "https://h/%0a", "https://h/x%0Dy", "https://h/%00", "git://h/x%7f", "https://evil.com#@good.com/x",
    "https://evil.com?@good.com/x", "https://evil.com\\@good.com/x", "https://h$(id)/x", "ssh://h;id/x", "ssh://`id`/x",
    "a\nb", "a\u{0}b", "a\rb", "a\tb", "a\u{1B}b", "a\u{7F}b", "a\u{85}b", "a\u{2028}b", "a\u{202E}b", "a\u{200B}b",
    "file://x/y", "file://../x", "file://", "~/x", "~me/x", "git@h:x%0ay", "ssh://[::1/x", "https://[]/x",
  ])
  func whatCouldDeceiveAProgramIsRefused(_ text: String) {
    #expect(throws: RemoteLocationError.self) { try RemoteLocation(text, relativeTo: "/srv/fleet") }
  }

  @Test(arguments: [
    ("https://u:p@Example.com:8443/x", "https://example.com:8443/x"), ("https://token@h/x", "https://h/x"),
    ("ssh://git:p@h/x", "ssh://git@h/x"), ("git@h:x", "git@h:x"), ("/a/b", "/a/b"), ("file:///a", "file:///a"),
  ])
  func whatIsShownHasNoPassword(_ text: String, _ shown: String) throws {
    #expect(try RemoteLocation(text, relativeTo: "/").description == shown)
  }

  @Test func twoAddressesOfOneRepositoryAreRecognised() throws {
    func isSame(_ left: String, _ right: String) throws -> Bool {
      try RemoteLocation(left, relativeTo: "/a").isSameRepository(as: RemoteLocation(right, relativeTo: "/a"))
    }
    #expect(try isSame("https://h/o/r", "https://u@H/o/r.git/"))
    #expect(try isSame("http://h/o/r", "https://h/o/r"))
    #expect(try isSame("git@h:o/r.git", "ssh://git@h/o/r"))
    #expect(try isSame("r", "/a/r.git"))
    #expect(try isSame("file:///a/r", "r"))
    #expect(try !isSame("https://h/o/r", "https://h/o/R"))
    #expect(try !isSame("https://h/o/r", "https://h:8443/o/r"))
    #expect(try !isSame("https://h/o/r", "git@h:o/r"))
    #expect(try !isSame("https://h/o/r", "https://h/p/r"))
  }

  @Test func aSlashWithACombiningMarkIsStillASlash() throws {
    #expect(try RemoteLocation("x/\u{301}/../../../etc", relativeTo: "/srv/a").url == "/srv/etc")
    #expect(joinedPath("/srv/a", "../\u{301}b") == "/srv/\u{301}b")
  }

  @Test func namesComeFromThePath() throws {
    let location = try RemoteLocation("git@h:acme/group/shop.git", relativeTo: "/")
    #expect(location.repositoryName == "shop")
    #expect(location.ownerName == "group")
    #expect(try RemoteLocation("git@h:shop", relativeTo: "/").ownerName == nil)
  }
}
