import Testing

@testable import FleetCore

/// What people type as a template.
struct TemplateFinderTests {
  private let finder: TemplateFinder

  init() throws {
    let remote = try RemoteLocation("https://git.example.com/t/own.git", relativeTo: "/")
    finder = TemplateFinder(
      named: [
        TemplateSource(name: "own", location: .repository(remote), directory: "sub", ref: "v1"),
        TemplateSource(name: "near", location: .folder("/w/near")),
      ],
      shipped: ["service": "/share/service"], workingFolder: "/w",
      expand: { $0 == "gh:a/b" ? "https://github.com/a/b.git" : $0 },
      kind: { path in
        switch path {
        case "/w/near", "/w/service", "/w/copy", "/w/copy/.git": .folder
        case "/w/t.zip", "/w/notes.txt": .file
        case "/w/bare.git": .repository
        default: nil
        }
      })
  }

  private func address(_ text: String, ref: String? = nil, directory: String? = nil) throws -> TemplateAddress {
    try finder.address(of: text, ref: ref, directory: directory)
  }

  @Test func aNameOfTheManifestBringsItsRefAndDirectory() throws {
    let address = try address("own")
    #expect(address.source == "https://git.example.com/t/own.git")
    #expect((address.ref, address.directory) == ("v1", "sub"))
    #expect(try self.address("own", ref: "v2", directory: "x").ref == "v2")
  }

  @Test func aWordIsATemplateThatCameWithFleetAndAPathIsAFolder() throws {
    #expect(try address("service").isShipped)
    #expect(try address("./service").place == .folder("/w/service"))
  }

  @Test func archivesAndRepositoriesAreTold() throws {
    #expect(try address("t.zip").place == .archive("/w/t.zip"))
    for text in ["gh:a/b", "git@host:a/b.git", "bare.git", "https://host/a"] {
      guard case .repository = try address(text).place else {
        Issue.record("\(text) is no repository")
        continue
      }
    }
    #expect(try address("copy").place == .folder("/w/copy"))
    guard case .repository = try address("copy", ref: "main").place else {
      Issue.record("a working copy with --checkout is no repository")
      return
    }
  }

  @Test(arguments: ["notes.txt", "missing", "./missing", "https://host/a.zip", "ext::sh -c x", "--upload-pack=x"])
  func whatIsNoTemplateIsAnError(text: String) {
    #expect(throws: StampError.self) { try address(text) }
  }

  @Test(arguments: ["-x", "a..b", "main^{/x}", "@{-1}", ""])
  func aRefThatGitCouldTakeForSomethingElseIsRefused(ref: String) {
    #expect(throws: StampError.self) { try address("own", ref: ref) }
  }

  @Test func noPasswordIsInWhatIsRecorded() throws {
    let address = try address("https://me:secret@git.example.com/t.git")
    #expect(address.source == "https://git.example.com/t.git")
    #expect(address.publicName == address.source)
    #expect(try self.address("gh:a/b").publicName == "gh:a/b")
  }

  @Test func aFolderHasNoRevisions() {
    #expect(throws: StampError.self) { try address("near", ref: "v1") }
    #expect(throws: StampError.self) { try address("service", ref: "v1") }
  }
}
