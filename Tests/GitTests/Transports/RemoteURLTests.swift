import Testing

@testable import Git

/// Where a remote is: what is read as git reads it, and what is refused.
@Suite struct RemoteURLTests {
  @Test(arguments: [
    ("https://example.com/a.git", "https://example.com/a.git"),
    ("HTTPS://Example.COM:8443/A.git", "https://example.com:8443/A.git"),
    ("http://me:pw@example.com/a.git", "http://example.com/a.git"),
    ("https://me@[2001:db8::1]:443/a", "https://[2001:db8::1]:443/a"),
    ("ssh://git@Example.com:2222/~me/a.git", "ssh://Example.com:2222/~me/a.git"),
    ("git+ssh://example.com/a", "ssh://example.com/a"), ("ssh+git://example.com/a", "ssh://example.com/a"),
    ("git://example.com/a", "git://example.com/a"),
    ("git@example.com:team/a.git", "example.com:team/a.git"), ("Forge:a.git", "Forge:a.git"),
    ("me@[::1]:a.git", "[::1]:a.git"), ("[::1]:a.git", "[::1]:a.git"), ("[me@::1]:a.git", "[::1]:a.git"),
    ("[example.com:2222]:a.git", "example.com:2222:a.git"),
    ("/srv/a.git", "/srv/a.git"), ("../a.git", "../a.git"), ("./odd:name", "./odd:name"), ("a[b", "a[b"),
    ("[a", "[a"), ("a[b/c:d", "a[b/c:d"),
    ("file:///srv/a%20b.git", "/srv/a b.git"), ("file://localhost/srv/a", "/srv/a"),
  ])
  func isReadAndShownWithoutUserInfo(_ text: String, _ shown: String) throws {
    #expect(try RemoteURL(parsing: text).redacted == shown)
  }

  @Test func partsAreDecoded() throws {
    let url = try RemoteURL(parsing: "ssh://m%40e@example.com:22/a%27b")
    #expect(url.user == "m@e" && url.host == "example.com" && url.port == 22)
    #expect(url.decodedPath == Array("/a'b".utf8))
    let other = try RemoteURL(parsing: "https://u:p%3Aw%40@example.com/x")
    #expect(other.user == "u" && other.password == Secret("p:w@"))
    #expect(try RemoteURL(parsing: "host:a%27b").decodedPath == Array("a%27b".utf8))
  }

  @Test(arguments: [
    "", "-oProxyCommand=x:path", "ssh://-oProxyCommand=x/path", "ssh://-l@example.com/x", "ssh://%2DoX/x",
    "-l@host:path", "host:-path", "me@-host:path", "[-host:22]:path", "ssh://example.com", "ssh://example.com/",
    "ssh://example.com:0/x", "ssh://example.com:65536/x", "ssh://example.com:2x/x", "https://example.com:-1/x",
    "https://", "https:///x", "https://exa mple.com/x", "https://[::1/x", "https://[::1]x/y", "https://[$(id)]/x",
    "ssh://exa'mple.com/x", "ssh://a;b/x", "ssh://user:password@example.com/x", "host:", "[::1]",
    "ext::sh -c id", "ftp://example.com/x", "javascript://x/y", "https://example.com/\nx", "ssh://a%0Ab/x",
    "ssh://example.com/%zz", "ssh://example.com/%00", "https://u%0Aser@example.com/x", "https://me:%0D@example.com/x",
    "file://example.com/x", "host\u{7F}:x", "[b:c", "a@[b:c",
  ])
  func isRefused(_ text: String) {
    #expect(throws: GitError.self) { try RemoteURL(parsing: text) }
  }

  @Test(arguments: [
    ("https://me:pw@example.com/a", "https://example.com/a"),
    ("https://me:p/w@example.com/a", "https://example.com/a"),
    ("odd://me:p@w@example.com/a", "odd://example.com/a"),
    ("https://me:p%zz@example.com/a", "https://example.com/a"),
    ("git@example.com:a", "example.com:a"), ("/srv/a@b", "/srv/a@b"), ("", ""),
  ])
  func isShownWithoutUserInfoEvenWhereItCannotBeRead(_ text: String, _ shown: String) {
    #expect(RemoteURL.redacted(text) == shown)
  }

  @Test func twoURLsAreOfOneOriginByTheSchemeHostAndPort() throws {
    func isSame(_ left: String, _ right: String) throws -> Bool {
      try RemoteURL(parsing: left).hasSameOrigin(as: RemoteURL(parsing: right))
    }
    #expect(try isSame("https://a.example/x", "https://A.example:443/y"))
    #expect(try !isSame("https://a.example/x", "http://a.example/x"))
    #expect(try !isSame("https://a.example/x", "https://a.example:444/x"))
    #expect(try !isSame("https://a.example/x", "https://b.example/x"))
  }
}
