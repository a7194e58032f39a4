import Changes
import Testing

@testable import Submodules

/// Returns the file after the edits.
func edited(_ text: String, _ edit: (inout GitModulesEditor) throws -> Void) throws -> String {
  var editor = try GitModulesEditor(Array(text.utf8))
  try edit(&editor)
  return String(decoding: editor.bytes, as: UTF8.self)
}

@Suite struct GitModulesEditorTests {
  private let file = """
    # the libraries

    [submodule "api"] # first
    \tpath = libs/api
    \turl = "../api.git" ; quoted
    # behind api
    [submodule "web"]
      path=libs/web
      url = ../web.git
      shallow

    """

  @Test func changingAURLKeepsEverythingElse() throws {
    let result = try edited(file) { try $0.setURL("https://host/api#1", of: "api") }
    #expect(result == file.replacing("\"../api.git\"", with: "\"https://host/api#1\""))
  }

  @Test func movingKeepsTheName() throws {
    let result = try edited(file) { try $0.move("web", to: "vendor/web") }
    #expect(result == file.replacing("path=libs/web", with: "path=vendor/web"))
  }

  @Test func theSameValueIsNoEdit() throws {
    #expect(try edited(file) { try $0.setURL("../api.git", of: "api") } == file)
    #expect(try edited(file) { try $0.unset("branch", of: "api") } == file)
  }

  @Test(arguments: [
    ("k = old\n", "new", "k = new\n"), ("k=old # c\n", "new", "k=new # c\n"), ("k = \"old\"\n", "new", "k = \"new\"\n"),
    ("k = old\n", "a # b", "k = \"a # b\"\n"), ("k = old\n", " a", "k = \" a\"\n"),
    ("k = old\n", "a\"b\\", "k = a\\\"b\\\\\n"),
    ("k = o\\\n  ld ; c\n", "new", "k = new ; c\n"), ("k =\n", "new", "k = new\n"),
    ("k = # c\n", "new", "k = new # c\n"),
    ("k\n", "new", "k = new\n"), ("k  \n", "new", "k = new  \n"), ("K = old", "new", "K = new"),
    ("k = old\r\n", "new", "k = new\r\n"), ("k = \"o\"ld\"\"\n", "new", "k = new\n"),
    ("k = old \\\n\n", "new", "k = new\\\n\n"),
    ("k = é\n", "ü", "k = ü\n"), ("k = old\n", "", "k = \n"),
  ])
  func onlyTheValueIsWritten(_ line: String, _ value: String, _ expected: String) throws {
    let head = "[submodule \"a\"]\n\tpath = a\n\turl = ../a\n\t"
    #expect(try edited(head + line) { try $0.set("k", to: ConfigText(value), of: "a") } == head + expected)
  }

  @Test(arguments: [
    ("[submodule \"a\"]\n\tpath = a\n\turl = ../a\n", "[submodule \"a\"]\n\tpath = a\n\turl = ../a\n\tbranch = main\n"),
    ("[submodule \"a\"]\n path=a\n url=../a", "[submodule \"a\"]\n path=a\n url=../a\n branch=main"),
    (
      "[submodule \"a\"]\r\n\tpath = a\r\n\turl = ../a\r\n# c\r\n",
      "[submodule \"a\"]\r\n\tpath = a\r\n\turl = ../a\r\n\tbranch = main\r\n# c\r\n"
    ),
    ("[submodule \"a\"] path=a\n[b]\n", "[submodule \"a\"] path=a\n\tbranch = main\n[b]\n"),
    ("[submodule \"a\"] # c\n[b]\n", "[submodule \"a\"] # c\n\tbranch = main\n[b]\n"),
    ("[submodule \"a\"][b]\n", "[submodule \"a\"]\n\tbranch = main\n[b]\n"),
    ("[submodule \"a\"]", "[submodule \"a\"]\n\tbranch = main"),
    ("[submodule.a]\n", "[submodule.a]\n\tbranch = main\n"),
  ])
  func aNewKeyStandsBehindTheLastOne(_ text: String, _ expected: String) throws {
    #expect(try edited(text) { try $0.set("branch", to: "main", of: "a") } == expected)
  }

  @Test(arguments: [
    ("\tshallow = true # why\n", ""), ("\tshallow\n\tx = y\n", "\tx = y\n"), ("\tshallow = tr\\\nue\n", ""),
  ])
  func unsettingTakesTheLine(_ lines: String, _ expected: String) throws {
    let head = "[submodule \"a\"]\n\tpath = a\n"
    #expect(try edited(head + lines) { try $0.unset("Shallow", of: "a") } == head + expected)
    #expect(
      try edited("[submodule \"a\"] shallow = 1\n\tx = y\n") { try $0.unset("shallow", of: "a") }
        == "[submodule \"a\"]\n\tx = y\n")
    #expect(try edited(head + "\tshallow") { try $0.unset("shallow", of: "a") } == "[submodule \"a\"]\n\tpath = a")
  }

  @Test(arguments: [
    // The file, and what is left without b.
    ("[submodule \"b\"]\n\tpath = b\n", ""),
    ("[submodule \"a\"]\n\tpath = a\n[submodule \"b\"]\n\tpath = b\n", "[submodule \"a\"]\n\tpath = a\n"),
    ("[submodule \"b\"]\n\tpath = b\n[submodule \"a\"]\n\tpath = a\n", "[submodule \"a\"]\n\tpath = a\n"),
    (
      "[submodule \"a\"]\nx=1\n\n[submodule \"b\"]\nx=1\n\n[submodule \"c\"]\nx=1\n",
      "[submodule \"a\"]\nx=1\n\n[submodule \"c\"]\nx=1\n"
    ),
    ("[submodule \"a\"]\nx=1\n\n[submodule \"b\"]\nx=1\n", "[submodule \"a\"]\nx=1\n"),
    ("[submodule \"a\"]\nx=1\n\n[submodule \"b\"]\nx=1", "[submodule \"a\"]\nx=1"),
    ("# head\n\n[submodule \"b\"] # b\nx=1 # x\n# tail\n", "# head\n\n# tail\n"),
    ("[submodule \"b\"]\nx=1\n# inside\ny=2\n# tail\n[submodule \"a\"]\n", "# tail\n[submodule \"a\"]\n"),
    ("\u{FEFF}[submodule \"b\"]\r\nx=1\r\n\r\n[a]\r\n", "\u{FEFF}[a]\r\n"),
    ("[a] [submodule \"b\"] x=1\n[c]\n", "[a] \n[c]\n"),
    ("[submodule \"b\"][a]x=1\n", "[a]x=1\n"),
    ("  [submodule \"b\"]\n  x=1\n  [a]\n", "  [a]\n"),
    ("[submodule \"b\"]\nx=1\n[a]\ny=2\n[submodule \"b\"]\nz=3\n", "[a]\ny=2\n"),
    ("[submodule \"b\"]\n[submodule \"b\"]\n[a]\n", "[a]\n"),
  ])
  func removingLeavesTheRestAsItWas(_ text: String, _ expected: String) throws {
    #expect(try edited(text) { try $0.remove("b") } == expected)
  }

  @Test(arguments: [
    ("", "[submodule \"n\"]\n\tpath = libs/n\n\turl = ../n\n"),
    ("[submodule \"a\"]\n  path=a\n  url=../a\n", "[submodule \"n\"]\n  path=libs/n\n  url=../n\n"),
    ("[submodule \"a\"]\r\n\tpath = a\r\n", "[submodule \"n\"]\r\n\tpath = libs/n\r\n\turl = ../n\r\n"),
    ("[submodule \"a\"]\n\tpath = a", "\n[submodule \"n\"]\n\tpath = libs/n\n\turl = ../n"),
    (
      "[submodule \"a\"]\n\tpath = a\n\n# b\n[submodule \"b\"]\n\tpath = b\n",
      "\n[submodule \"n\"]\n\tpath = libs/n\n\turl = ../n\n"
    ),
    ("# only\n", "[submodule \"n\"]\n\tpath = libs/n\n\turl = ../n\n"),
    ("\u{FEFF}", "[submodule \"n\"]\n\tpath = libs/n\n\turl = ../n\n"),
  ])
  func whatIsAddedLooksLikeTheRest(_ text: String, _ added: String) throws {
    #expect(try edited(text) { try $0.add(name: "n", path: "libs/n", url: "../n") } == text + added)
  }

  @Test func aNameIsWrittenSoThatGitReadsItBack() throws {
    let text = try edited("") { try $0.add(name: "a \"b\" \\c", path: "x # y", url: "../a;b", branch: "main") }
    #expect(text == "[submodule \"a \\\"b\\\" \\\\c\"]\n\tpath = \"x # y\"\n\turl = \"../a;b\"\n\tbranch = main\n")
    #expect(modules(text).entry(at: "x # y")?.name == "a \"b\" \\c")
  }

  @Test func aBlankFileIsToGo() throws {
    var editor = try GitModulesEditor(Array("\u{FEFF}[submodule \"b\"]\n\tpath = b\n".utf8))
    #expect(!editor.isBlank)
    try editor.remove("b")
    #expect(editor.isBlank)
  }
}
