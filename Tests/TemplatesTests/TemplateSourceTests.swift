import Changes
import Testing

@testable import Templates

/// Where templates are read from, and that they are read no further than needed.
struct TemplateSourceTests {
  private final class CountingFiles: TemplateFiles {
    let tree: FileTree
    var read: [String] = []

    init(_ tree: FileTree) { self.tree = tree }

    func entries(of folder: TreePath) -> [TemplateFileEntry]? { tree.entries(of: folder) }
    func target(of link: TreePath) throws -> [UInt8] { try tree.target(of: link) }
    func content(of file: TreePath) throws -> [UInt8] {
      read.append(file.description)
      return try tree.content(of: file)
    }
  }

  private struct MemorySnapshot: Snapshot {
    let files: [(path: TreePath, mode: FileMode, content: [UInt8])]

    func walk(descends: (TreePath) -> Bool, visit: (SnapshotEntry) throws -> Void) throws {
      for file in files { try visit(SnapshotEntry(path: file.path, mode: file.mode, id: "")) }
    }
    func entry(at path: TreePath) -> SnapshotEntry? {
      files.first { $0.path == path }.map { SnapshotEntry(path: path, mode: $0.mode, id: "") }
    }
    func content(of entry: SnapshotEntry) -> [UInt8] { files.first { $0.path == entry.path }?.content ?? [] }
  }

  private static let files = [
    "cookiecutter.json": #"{"name": "p"}"#, "README.md": "x", "docs/long.md": "x",
    "shared/used.txt": "used {{ cookiecutter.name }}",
    "shared/unused.txt": "x", "templates/t.j2": "included", "hooks/post_gen_project.py": "x", "tests/a/b.py": "x",
    "{{cookiecutter.name}}/f": "{% include 't.j2' %}", ".git/config": "x", "{{cookiecutter.name}}/.git/config": "x",
  ]

  @Test func onlyWhatIsNeededIsRead() throws {
    var tree = makeTree(Self.files)
    tree.set("{{cookiecutter.name}}/link.txt", .link(target: Array("../shared/used.txt".utf8)))
    let files = CountingFiles(tree)
    let project = try stamp(try ProjectTemplate(files), runsHooks: false)
    #expect(
      files.read.sorted() == [
        "cookiecutter.json", "hooks/post_gen_project.py", "shared/used.txt", "templates/t.j2",
        "{{cookiecutter.name}}/f",
      ])
    #expect(project.text("link.txt") == "used p")
    #expect(project.files.tree.paths.map(\.description) == ["f", "link.txt"])
  }

  @Test func aCommitGivesTheSameAsItsFiles() throws {
    var tree = makeTree(Self.files)
    tree.remove(".git")
    tree.remove("{{cookiecutter.name}}/.git")
    tree.set("{{cookiecutter.name}}/run.sh", .file(content: [0x78], permissions: 0o755))
    tree.set("{{cookiecutter.name}}/link", .link(target: Array("../shared".utf8)))
    let snapshot = MemorySnapshot(files: tree.gitEntries)
    let project = try stamp(try ProjectTemplate(try SnapshotFiles(snapshot)))
    #expect(project == (try stamp(try ProjectTemplate(tree))))
    #expect(project.files.tree.gitEntries.map(\.mode) == [.file, .executable])
  }

  @Test func aTemplateInAFolderOfItsSourceMayUseWhatLiesBeside() throws {
    var tree = makeTree(Self.files.reduce(into: [:]) { $0["inner/\($1.key)"] = $1.value })
    tree.setFile("common/c.txt", Array("common".utf8))
    tree.set("inner/{{cookiecutter.name}}/c.txt", .link(target: Array("../../common/c.txt".utf8)))
    tree.set("inner/templates/more", .link(target: Array("../../common".utf8)))
    tree.setFile("inner/{{cookiecutter.name}}/g", Array("{% include 'more/c.txt' %}".utf8))
    let project = try stamp(try ProjectTemplate(tree, directory: "inner"))
    #expect(project.text("c.txt") == "common")
    #expect(project.text("g") == "common")
  }

  @Test func hooksAreFilledInButForTheFirst() throws {
    let template = try makeTemplate([
      "cookiecutter.json": #"{"name": "p"}"#, "{{cookiecutter.name}}/f": "",
      "hooks/pre_prompt.sh": "{{ raw }}", "hooks/pre_gen_project.py": "{{ cookiecutter.name }}\r\n",
      "hooks/post_gen_project.sh~": "x",
      "hooks/post_gen_project": "{{ cookiecutter.name }}2", "hooks/README": "x",
    ])
    #expect(
      template.hooks.map(\.path) == ["hooks/post_gen_project", "hooks/pre_gen_project.py", "hooks/pre_prompt.sh"])
    let project = try stamp(template)
    #expect(project.hooksBeforeFiles.map { String(decoding: $0.content, as: UTF8.self) } == ["p\n"])
    #expect(project.hooksAfterFiles.map { String(decoding: $0.content, as: UTF8.self) } == ["p2"])
    let render = try ProjectRender(
      template, answers: Answers(values: template.variables.members, original: AnswerMapping()),
      inputs: CookiecutterCase.inputs)
    #expect(try render.hooks(.beforeQuestions).map { String(decoding: $0.content, as: UTF8.self) } == ["{{ raw }}"])
    #expect(try stamp(template, runsHooks: false).hooksAfterFiles == [])
  }
}
