import Git
import Testing

/// Which server a URL's load falls on.
struct NetworkHostTests {
  private let settings = NetworkSettings(
    environment: [:],
    configuration: GitConfiguration(entries: [
      .init(key: "url.ssh://git@inner.example.com/.insteadof", value: "https://outer.example.com/")
    ]), version: "0")

  @Test(arguments: [
    ("https://example.com/a/b.git", "https://example.com:443", true),
    ("https://me:secret@EXAMPLE.com/c.git", "https://example.com:443", true),
    ("http://example.com:8080/a", "http://example.com:8080", true),
    ("git@example.com:a/b.git", "ssh://example.com:22", false),
    ("ssh://git@example.com:2222/a", "ssh://example.com:2222", false),
    ("git://example.com/a.git", "git://example.com:9418", false),
    // It leads elsewhere than it says.
    ("https://outer.example.com/a.git", "ssh://inner.example.com:22", false),
    ("/srv/git/a.git", "", false), ("file:///srv/git/a.git", "", false), ("https://", "", false),
  ])
  func aServerIsKnownBySchemeHostAndPort(url: String, name: String, saysWhenItHasTooMuch: Bool) {
    let host = NetworkHost(of: url, settings: settings)
    #expect(host.name == name)
    #expect(host.saysWhenItHasTooMuch == saysWhenItHasTooMuch)
  }
}
