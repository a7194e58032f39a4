import Reports
import Testing

struct DiffLineTests {
  @Test func aDeletedLineThatLooksLikeAHeadIsADeletedLine() {
    let patch = """
      diff --git a/q.sql b/q.sql
      index 1..2 100644
      --- a/q.sql
      +++ b/q.sql
      @@ -1,2 +1,2 @@ select
      --- a comment
      +++ a comment
       diff
      \\ No newline at end of file
      diff --git a/b b/b
      old mode 100644

      """
    let kinds = DiffLine.lines(of: patch).map(\.kind)
    #expect(
      kinds == [.file, .detail, .detail, .detail, .hunk, .deleted, .added, .context, .context, .file, .detail])
  }

  @Test func linesThatEndInCarriageReturnsAreLinesToo() {
    let lines = DiffLine.lines(of: "@@ -1 +1 @@\n-a\r\n+b\r\n")
    #expect(lines.map(\.kind) == [.hunk, .deleted, .added])
    #expect(lines[2].text == "+b\r")
  }

  @Test func aHunkOfOneLineNeedsNoCount() {
    #expect(DiffLine.lines(of: "@@ -1 +1 @@\n-a\n+b\n").map(\.kind) == [.hunk, .deleted, .added])
  }
}
