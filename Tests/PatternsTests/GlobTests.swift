import Patterns
import Testing

@Suite struct GlobTests {
  @Test(arguments: [
    ("requirements*.txt", ["requirements.txt", "requirements-dev.txt"], ["a/requirements.txt", "requirements"]),
    ("**/*.py", ["a.py", "a/b.py", ".a/b/c.py"], ["a.pyc", "py"]),
    ("src/**", ["src/a", "src/a/b"], ["src", "srca/b"]),
    ("src/**/x", ["src/x", "src/a/x", "src/a/b/x"], ["src/ax", "x"]),
    ("**", ["a", "a/b"], []),
    ("*", ["a", ".env"], ["a/b"]),
    ("a**b", ["ab", "axb"], ["a/b"]),
    ("**a/b", ["a/b", "xa/b"], ["x/a/b"]),
    ("?.txt", ["a.txt", "é.txt"], ["ab.txt", ".txt", "/.txt"]),
    ("[a-c!].[!x]", ["a.y", "!.é"], ["d.y", "a.x"]),
    ("[]a]-[^]]", ["]-a", "a-b"], ["]-]"]),
    ("[é-ü]", ["ö"], ["o"]),
    ("[a-]", ["-", "a"], ["b"]),
    ("{a/,b/}**/f", ["a/f", "b/f", "b/x/f"], ["f", "ab/f"]),
    ("{src/,}**/f", ["f", "src/f", "x/f"], ["xf"]),
    ("{a,b}/**/f", ["a/f", "b/x/f"], ["f"]),
    ("{**/a,b/**}", ["a", "x/a", "b/x"], ["b"]),
    ("{a,b/*,**/c}.{yml,yaml}", ["a.yml", "b/x.yaml", "c.yml", "x/y/c.yml"], ["b.yml", "x/a.yml"]),
    ("a{,.b}", ["a", "a.b"], ["ab"]),
    ("{a,{b,c}d}", ["a", "bd", "cd"], ["b", "ad"]),
    ("x/{**,y}", ["x/a/b", "x/y"], ["x"]),
    ("\\*\\{", ["*{"], ["a{"]),
    ("a,b}", ["a,b}"], ["a"]),
    (".github/workflows/*.yml", [".github/workflows/ci.yml"], [".github/workflows/a/ci.yml"]),
    ("e\u{301}", ["e\u{301}"], ["\u{E9}"]),
  ])
  func matchesWholePathsFromTheRoot(_ text: String, _ matching: [String], _ others: [String]) throws {
    let glob = try Glob(text)
    #expect(matching.filter { !glob.matches($0) } == [])
    #expect(others.filter { glob.matches($0) } == [])
  }

  @Test func aByteThatIsNotUTF8CountsAsOneCharacter() throws {
    #expect(try Glob("?.txt").matches([0xE9] + Array(".txt".utf8)))
    #expect(try Glob("[!a]*").matches([0xFF, 0xC3]))
    #expect(try !Glob("é").matches([0xC3]))
  }

  @Test(arguments: [
    ("src/**/*.py", ["", "src", "src/a", "src/a/b"], ["lib", "srcs"]),
    ("a/b.txt", ["", "a"], ["a/b.txt", "b", "a/b"]),
    ("a/*/c", ["a", "a/x"], ["b", "a/x/c", "a/x/y"]),
    ("*.txt", [""], ["a", "a.txt"]),
    ("{a,b/c}/*.py", ["a", "b", "b/c"], ["c", "a/b"]),
    ("a/**", ["a", "a/b/c"], ["b"]),
  ])
  func saysWhichFoldersNeedNotBeRead(_ text: String, _ read: [String], _ skipped: [String]) throws {
    let glob = try Glob(text)
    #expect(read.filter { !glob.couldMatchInside(Array($0.utf8)) } == [])
    #expect(skipped.filter { glob.couldMatchInside(Array($0.utf8)) } == [])
  }

  @Test(arguments: [
    ("", "a glob can't be empty (at character 1)"),
    ("/a", "a glob begins at the repository's root, without a \"/\" (at character 1)"),
    ("src/", "a glob that ends in \"/\" matches no file; write \"/**\" (at character 4)"),
    ("a//b", "an empty name matches no file (at character 3)"),
    ("./a", "\".\" names no entry of a repository (at character 1)"),
    ("a/../b", "\"..\" names no entry of a repository (at character 3)"),
    ("aé[b", "the \"[\" isn't closed (at character 3)"),
    ("a{b,c", "the \"{\" isn't closed (at character 2)"),
    ("[b-a]", "the range b-a is backwards (at character 2)"),
    ("[a/b]", "a \"[…]\" can't hold a \"/\" (at character 3)"),
    ("[[:alpha:]]", "named classes such as [:alpha:] aren't known; write ranges (at character 2)"),
    ("{**,s}/f", "after a \"**\" that ends in braces nothing may follow (at character 1)"),
    ("a/{b,{c/**,d}}/f", "after a \"**\" that ends in braces nothing may follow (at character 3)"),
    ("{a/,b}**/f", "only some choices before this \"**\" end in \"/\" (at character 7)"),
    ("a\\", "nothing follows the \"\\\" (at character 2)"),
    (String(repeating: "{", count: 17), "braces nest deeper than 16 (at character 17)"),
  ])
  func anErrorSaysWhere(_ text: String, _ message: String) {
    let error = #expect(throws: GlobError.self) { try Glob(text) }
    #expect(error?.description == message)
  }

  @Test func onlyAPatternWithoutChoicesIsOnePath() throws {
    #expect(try Glob("a/b.txt").literalPath == Array("a/b.txt".utf8))
    #expect(try Glob("a\\*").literalPath == Array("a*".utf8))
    #expect(try Glob("a/{b}").literalPath == nil)
  }

  /// A backtracking matcher would need about 2^60 steps.
  @Test func manyStarsTakeNoTime() throws {
    let glob = try Glob("**/" + String(repeating: "*a", count: 60) + "b")
    #expect(!glob.matches(String(repeating: "a/", count: 200) + String(repeating: "a", count: 200)))
  }
}
