import FleetTestSupport
import Testing

@testable import Git

@Suite struct GitErrorTests {
  @Test(arguments: [
    ("Failed to connect.\n", "failed to connect"), ("SSL error: x", "SSL error: x"), ("  a\t\tb\r\n c ", "a b c"),
    ("A", "A"), ("", ""), ("\u{1B}[31mred", "[31mred"), ("ends...", "ends"),
  ])
  func aMessageIsOneLineInThisProgramsManner(_ text: String, _ wanted: String) {
    #expect(GitError(operation: "x", kind: .other, message: text).message == wanted)
  }

  @Test func aDescriptionNamesTheOperationAndTheCause() {
    #expect(GitError(operation: "open /a", kind: .other, message: "it is red").description == "open /a: it is red")
    #expect(GitError(operation: "", kind: .other, message: "it is red").description == "it is red")
  }

  @Test func aCallWithoutAMessageDoesNotReportTheOneBefore() throws {
    LibGit2.start()
    let first = gitError { _ = try Repository(openingBare: "/nowhere/at/all") }
    #expect(first?.code == -3)
    let error = gitError { try check("second") { -3 } }
    #expect(error?.kind == .notFound)
    #expect(error?.message == "libgit2 returned -3")
  }

  @Test func theNumbersOfLibGit2AreKept() throws {
    let remote = try Remote()
    let error = gitError { _ = try Repository(openingBare: remote.path).commit(.zero) }
    #expect(error?.code == -3)
    #expect(error?.klass == 9, "the object database")
  }

  /// The codes and classes of git2/errors.h.
  @Test(arguments: [
    (-14, 2, "locked", GitError.Kind.locked),
    (-17, 12, "x", .certificate),
    (-16, 12, "x", .authentication),
    (-1, 12, "remote error: access denied or repository not exported: /x", .notARepository),
    (-1, 12, "remote error: service not enabled: '/x'", .refused),
    (-1, 12, "unpacking the sent packfile failed on the remote", .refused),
    (-1, 12, "invalid packet line", .corrupt),
    (-1, 12, "connection reset by peer", .unreachable),
    (-1, 15, "packfile trailer mismatch", .corrupt),
    (-1, 4, "corrupted loose reference file: refs/heads/a", .corrupt),
    (-1, 2, "no space left on device", .other),
  ])
  func codesClassesAndTextsBecomeKinds(_ code: Int32, _ klass: Int32, _ text: String, _ wanted: GitError.Kind) {
    #expect(GitError.Kind(code: code, klass: klass, text: text) == wanted)
  }
}
