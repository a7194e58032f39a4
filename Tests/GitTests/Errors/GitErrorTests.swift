import Clibgit2
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

  @Test func aCallWithoutAMessageDoesNotReportTheOneBefore() {
    _ = gitError { try check("first") { git_error_set_str(Int32(GIT_ERROR_OS.rawValue), "the first") } }
    git_error_set_str(Int32(GIT_ERROR_OS.rawValue), "the one before")
    let error = gitError { try check("second") { GIT_ENOTFOUND.rawValue } }
    #expect(error?.kind == .notFound)
    #expect(error?.message == "libgit2 returned -3")
  }

  @Test(arguments: [
    (GIT_ELOCKED.rawValue, GIT_ERROR_OS, "locked", GitError.Kind.locked),
    (GIT_ECERTIFICATE.rawValue, GIT_ERROR_NET, "x", .certificate),
    (-1, GIT_ERROR_NET, "remote error: access denied or repository not exported: /x", .notARepository),
    (-1, GIT_ERROR_NET, "remote error: service not enabled: '/x'", .refused),
    (-1, GIT_ERROR_NET, "unpacking the sent packfile failed on the remote", .refused),
    (-1, GIT_ERROR_NET, "invalid packet line", .corrupt),
    (-1, GIT_ERROR_NET, "connection reset by peer", .unreachable),
    (-1, GIT_ERROR_INDEXER, "packfile trailer mismatch", .corrupt),
    (-1, GIT_ERROR_REFERENCE, "corrupted loose reference file: refs/heads/a", .corrupt),
    (-1, GIT_ERROR_OS, "no space left on device", .other),
  ])
  func codesClassesAndTextsBecomeKinds(_ code: Int32, _ klass: git_error_t, _ text: String, _ wanted: GitError.Kind) {
    let error = gitError {
      try check("x") {
        git_error_set_str(Int32(klass.rawValue), text)
        return code
      }
    }
    #expect(error?.kind == wanted)
    #expect(error?.isTemporary == (wanted == .unreachable || wanted == .locked))
  }
}
