import Foundation
import Testing

@testable import Git

/// What git prints, read.
@Suite struct GitEngineTextTests {
  private func words(_ pieces: String...) -> [String] {
    var words = GitWords()
    for piece in pieces { Array(piece.utf8).withUnsafeBytes { words.append($0) } }
    words.end()
    return words.lines
  }

  @Test func progressIsLeftOutAndLinesArePutTogether() {
    let lines = words(
      "Counting objects:  50% (1/2)\rCounting objects: 100% (2/2), done.\nremote: Compressing objects: 1", "00%\r\n",
      "remote: No", "t today   \nerror: failed", " to push some refs\n", "the end")
    #expect(lines == ["remote: Not today", "error: failed to push some refs", "the end"])
    #expect(GitWords.serverLines(lines) == ["Not today"])
  }

  @Test func aReturnBeginsTheLineAnewUnlessItEndsIt() {
    #expect(words("first\rsecond\r\nthird\r", "\nfourth") == ["second", "third", "fourth"])
  }

  @Test func onlyTheLastLinesAreKept() {
    let lines = words((0..<500).map { "line \($0)\n" }.joined())
    #expect(lines.count == 200 && lines.last == "line 499")
  }

  @Test func aListingBecomesReferences() throws {
    let (one, two) = (String(repeating: "1", count: 40), String(repeating: "2", count: 40))
    let text =
      "ref: refs/heads/main\tHEAD\n\(one)\tHEAD\n\(one)\trefs/heads/main\n\(two)\trefs/tags/v1\n\(one)\trefs/tags/v1^{}\n"
    let references = try GitListing.references(Array(text.utf8))
    #expect(references.map(\.name) == ["HEAD", "refs/heads/main", "refs/tags/v1"])
    #expect(references[0].symbolicTarget == "refs/heads/main")
    #expect(references[2].peeledID?.hex == one && references[2].id.hex == two)
  }

  @Test(arguments: [("nonsense", GitError.Kind.corrupt), (String(repeating: "a", count: 64) + "\tHEAD", .unsupported)])
  func aLineThatIsNoReferenceIsAnError(_ line: String, _ kind: GitError.Kind) {
    #expect(throws: NetworkFailure.self) { try GitListing.references(Array(line.utf8)) }
    do { _ = try GitListing.references(Array(line.utf8)) } catch { #expect(error.kind == kind) }
  }

  @Test func aPushsReportHasAVerdictForEachReference() {
    let text = """
      To http://127.0.0.1/x.git
       \tabc:refs/heads/a\t1111111..2222222
      *\tabc:refs/heads/b\t[new branch]
      -\t:refs/heads/c\t[deleted]
      =\tabc:refs/heads/d\t[up to date]
      !\tabc:refs/heads/e\t[rejected] (stale info)
      !\tabc:refs/heads/f\t[remote rejected] (pre-receive hook declined)
      Done
      """
    let verdicts = GitPushReport(output: Array(text.utf8)).verdicts
    #expect(["a", "b", "c", "d"].allSatisfy { verdicts["refs/heads/\($0)"] == .accepted })
    #expect(verdicts["refs/heads/e"] == .refused(GitPushReport.staleLease))
    #expect(verdicts["refs/heads/f"] == .refused("pre-receive hook declined"))
    #expect(verdicts.count == 6)
  }
}
