import Changes
import Testing

@testable import Templates

/// No template writes outside its project, whatever names it makes up or is given.
struct OutputSafetyTests {
  static let names = [
    "..", "../x", "a/../../x", "a/..", "/etc/passwd", "//x", ".git", ".git/hooks/post-commit", ".GIT/config", ".Git",
    "sub/.git/x", "git~1", ".git ", ".git.", ".git::$INDEX_ALLOCATION", ".g\u{200C}it", "a\\b", "a\0b",
    String(repeating: "x", count: 256), String(repeating: "x/", count: 3000),
  ]

  @Test(arguments: names)
  func aFileOfSuchANameIsRefused(name: String) throws {
    let error = stampFailure(
      ["cookiecutter.json": #"{"name": "p", "v": ""}"#, "{{cookiecutter.name}}/{{cookiecutter.v}}": "x"],
      [("v", .string(name))])
    #expect(error?.kind == .unsafe)
    #expect(error?.subject == "{{cookiecutter.name}}/{{cookiecutter.v}}")
  }

  @Test(arguments: names)
  func aFolderOfSuchANameIsRefused(name: String) throws {
    let error = stampFailure(
      ["cookiecutter.json": #"{"name": "p", "v": ""}"#, "{{cookiecutter.name}}/{{cookiecutter.v}}/f": "x"],
      [("v", .string(name))])
    #expect(error?.kind == .unsafe)
  }

  @Test(arguments: names)
  func aProjectOfSuchANameIsRefused(name: String) throws {
    let error = stampFailure(
      ["cookiecutter.json": #"{"name": "p"}"#, "{{cookiecutter.name}}/f": "x"], [("name", .string(name))])
    #expect(error?.kind == .unsafe)
  }

  @Test(arguments: names)
  func aFolderThatIsOnlyCopiedToSuchANameIsRefused(name: String) throws {
    let error = stampFailure(
      [
        "cookiecutter.json": #"{"name": "p", "v": "", "_copy_without_render": ["*"]}"#,
        "{{cookiecutter.name}}/{{cookiecutter.v}}/f": "x",
      ], [("v", .string(name))])
    #expect(error?.kind == .unsafe)
  }

  @Test func anEmptyPartOfANameDoesNotLeadToTheRoot() {
    let error = stampFailure(
      ["cookiecutter.json": #"{"name": "p", "v": ""}"#, "{{cookiecutter.name}}/{{cookiecutter.v}}x/f": "x"],
      [("v", "/tmp/")])
    #expect(error?.kind == .unsafe)
  }

  /// What goes wrong is an error; what goes right stays inside.
  @Test(arguments: 0..<400)
  func randomTemplatesStayInside(seed: UInt64) throws {
    var chance = TestChance(seed)
    let parts = [
      "..", ".", "/", "a", "b", "{{cookiecutter.v}}", "{{cookiecutter.w}}", "{{'/'}}", "{{'..'}}",
      "{% if true %}c{% endif %}",
      ".git", "{{'.g'}}it", "\\", "{{ cookiecutter.v ~ '/' ~ cookiecutter.w }}", "{{ '\\x00' }}",
      "{{ 'd'.join('..') }}",
    ]
    let values = ["", "..", "../..", "/", "/tmp", "x", ".git", "x/y", "./.", "~", "$HOME", "a/../b", ".GIT"]
    var tree = FileTree()
    let variables = #"{"name": "{{ 'p' }}", "v": "", "w": "", "_copy_without_render": ["a*"]}"#
    tree.setFile("cookiecutter.json", Array(variables.utf8))
    for _ in 0..<chance.next(in: 1..<5) {
      var path = "{{cookiecutter.name}}"
      for _ in 0..<chance.next(in: 1..<4) {
        var name = ""
        for _ in 0..<chance.next(in: 1..<4) { name += chance.pick(parts).replacing("/", with: "") }
        path += "/" + (name == "." || name == ".." || name.isEmpty ? "e" : name)
      }
      if case nil = tree[TreePath(path)] {
        let isLink = chance.next(in: 0..<4) == 0
        let targets = ["../../x", "/etc/passwd", "a", "..", "../{{cookiecutter.name}}", "."]
        tree.set(
          TreePath(path),
          isLink ? .link(target: Array(chance.pick(targets).utf8)) : .file(content: [0x78], permissions: 0o644))
      }
    }
    // A tree with a file where another path needs a folder isn't one; loading it is no more than reading what is there.
    let project: RenderedProject
    do {
      project = try stamp(
        try ProjectTemplate(tree), [("v", .string(chance.pick(values))), ("w", .string(chance.pick(values)))])
    } catch is ProjectTemplateError {
      return
    }
    #expect(project.folder.isSafe)
    for path in project.files.tree.paths {
      #expect(path.isSafe, "\(path)")
      if case .link = project.files.tree[path] { Issue.record("\(path) is a link") }
    }
  }
}

/// Numbers that are the same for the same seed (SplitMix64).
struct TestChance {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next(in range: Range<Int>) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return range.lowerBound + Int((mixed ^ (mixed >> 31)) % UInt64(range.count))
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[next(in: 0..<elements.count)] }
}
