import Changes
import Testing

@testable import Submodules

@Suite struct RecordedPinsTests {
  private let one = String(repeating: "1", count: 40)
  private let two = String(repeating: "2", count: 40)

  private func declaration(_ paths: String...) -> String {
    paths.map { "[submodule \"n-\($0)\"]\n\tpath = \($0)\n\turl = ../\($0).git\n" }.joined()
  }

  private func read(
    _ modules: String?, gitlinks: [TreePath: String] = [:], files: [TreePath: String] = [:],
    links: [TreePath: String] = [:]
  ) throws -> RecordedPins {
    var files = files
    files[".gitmodules"] = modules
    return try RecordedPins.read(snapshot: MemorySnapshot(files: files, gitlinks: gitlinks, links: links))
  }

  @Test func gitlinksAreJoinedWithTheirEntriesByPath() throws {
    let pins = try read(declaration("b", "a/x"), gitlinks: ["b": one, "a/x": two], files: ["README": "hi"])
    #expect(pins.findings.isEmpty)
    #expect(pins.entriesWithoutGitlink.isEmpty)
    #expect(pins.pins.map(\.path) == ["a/x", "b"])
    #expect(pins.pins.map(\.commit.hex) == [two, one])
    #expect(pins.pins.map(\.name) == ["n-a/x", "n-b"])
    #expect(pins.pins.map(\.url) == ["../a/x.git", "../b.git"])
    #expect(try pins.pins[1].resolvedURL(against: "https://host/org/svc") == "https://host/org/b.git")
  }

  @Test func aTreeWithoutSubmodulesHasNoPins() throws {
    let pins = try read(nil, files: ["README": "hi"])
    #expect(pins.pins.isEmpty && pins.findings.isEmpty)
  }

  @Test func aGitlinkWithoutAnEntryIsARowAndAFinding() throws {
    let pins = try read(declaration("a"), gitlinks: ["a": one, "b": two])
    #expect(pins.pins.map(\.isDeclared) == [true, false])
    #expect(summary(pins.findings) == ["b undeclared"])
  }

  @Test func gitlinksWithoutAnyFileAreUndeclared() throws {
    let pins = try read(nil, gitlinks: ["a": one])
    #expect(pins.pins.map(\.url) == [nil])
    #expect(summary(pins.findings) == ["a undeclared"])
  }

  @Test func anEntryWithoutAGitlinkIsARowAndAFinding() throws {
    let pins = try read(declaration("b", "a", "folder", "file"), files: ["file": "", "folder/x": ""])
    #expect(pins.entriesWithoutGitlink.map(\.path) == ["a", "b", "file", "folder"])
    #expect(summary(pins.findings) == ["a no-gitlink", "b no-gitlink", "file no-gitlink", "folder no-gitlink"])
    #expect(pins.findings[2].message.hasSuffix("is a file or link in the tree"))
  }

  @Test func aRefusedEntryIsNotActedOn() throws {
    let hostile = "[submodule \"a\"]\n\tpath = a\n\turl = ext::sh -c x\n"
    let pins = try read(hostile + declaration("b"), gitlinks: ["a": one, "b": two])
    #expect(pins.pins.map(\.url) == [nil, "../b.git"])
    #expect(summary(pins.findings) == ["3:8 url!", "a undeclared"])
    #expect(pins.findings[1].message.contains("is refused"))
  }

  @Test func entriesInFrontOfAWrongLineStillCount() throws {
    let pins = try read(declaration("a") + "oops here\n" + declaration("b"), gitlinks: ["a": one, "b": two])
    #expect(pins.pins.map(\.isDeclared) == [true, false])
    #expect(summary(pins.findings) == ["4:6 syntax!", "b undeclared"])
  }

  @Test func aLinkInPlaceOfTheFileIsNotFollowed() throws {
    let pins = try read(nil, gitlinks: ["a": one], links: [".gitmodules": "/etc/passwd"])
    #expect(summary(pins.findings) == [".gitmodules not-a-file!", "a undeclared"])
  }

  @Test func aFolderOrSubmoduleInPlaceOfTheFileIsReported() throws {
    #expect(summary(try read(nil, files: [".gitmodules/x": ""]).findings) == [".gitmodules not-a-file!"])
    let pins = try read(nil, gitlinks: [".gitmodules": one])
    #expect(summary(pins.findings) == [".gitmodules not-a-file!", ".gitmodules undeclared"])
  }

  @Test func anotherSpellingOfTheFileIsReportedAndNotRead() throws {
    let pins = try read(nil, gitlinks: ["a": one], files: [".GitModules": declaration("a")])
    #expect(summary(pins.findings) == [".GitModules misspelled-file!", "a undeclared"])
  }

  @Test(arguments: ["-x", ".git/x", "a/.GIT", "../x", "a\\b", "a\nb"])
  func aGitlinkAtAHostilePathIsRefused(_ path: String) throws {
    let pins = try read(nil, gitlinks: [TreePath(path): one])
    #expect(pins.pins.map(\.isDeclared) == [false])
    #expect(pins.findings.map(\.code) == [.gitlink])
    #expect(pins.findings.allSatisfy { $0.isRefusal && !$0.message.contains("\n") })
  }

  @Test func aLinkThatMayBecomeAFolderAboveASubmoduleIsRefused() throws {
    let pins = try read(
      declaration("A/modules/x", "b/y"), gitlinks: ["A/modules/x": one, "b/y": two], links: ["a": ".git"])
    #expect(summary(pins.findings) == ["A/modules/x link-above!"])
    #expect(pins.pins.map(\.isDeclared) == [false, true])
  }

  @Test func aGitlinkOfNoCommitIsReported() throws {
    let zero = String(repeating: "0", count: 40)
    #expect(summary(try read(declaration("a"), gitlinks: ["a": zero]).findings) == ["a gitlink!"])
    let long = String(repeating: "a", count: 64)
    #expect(try read(declaration("a"), gitlinks: ["a": long]).pins.isEmpty)
  }

  @Test func statesAreSpeltAsTheReferenceHasThem() {
    #expect(
      PinState.allCases.map(\.rawValue) == [
        "current", "behind", "ahead", "diverged", "unreachable", "only-unprotected-ref", "undeclared", "no-gitlink",
        "url-drift", "mixed-group", "no-policy", "dirty", "detached", "unpushed",
      ])
  }
}
