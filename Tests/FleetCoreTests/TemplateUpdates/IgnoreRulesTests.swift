import Changes
import FleetTestSupport
import Foundation
import Templates
import Testing

@testable import FleetCore

/// The same files as git leaves out.
@Suite struct IgnoreRulesTests {
  private static let files: [String: String] = [
    ".gitignore": """
    # comment
    *.log
    !keep.log
    /build
    cache/
    docs/*.tmp
    **/deep/x
    a{b,c}
    trailing\u{20}\u{20}
    \\#odd
    [ab].txt
    """,
    "sub/.gitignore": "*.local\n!*.log\n/top\n",
    "x.log": "", "keep.log": "", "sub/x.log": "", "build/x": "", "sub/build/x": "", "cache": "", "sub/cache/x": "",
    "docs/a.tmp": "", "docs/sub/a.tmp": "", "one/two/deep/x": "", "a{b,c}": "", "ab": "", "trailing": "", "#odd": "",
    "a.txt": "", "c.txt": "", "sub/a.local": "", "a.local": "", "sub/top": "", "sub/sub/top": "", "cache2/x": "",
  ]

  @Test func whatIsIgnoredIsWhatGitIgnores() throws {
    let folder = try TemporaryFolder()
    for (path, text) in Self.files { try folder.write(text, to: path) }
    let git = GitProgram(home: folder.path)
    try git.run(["init", "-q"], in: folder.path)
    let others = try git.run(["ls-files", "--others", "--exclude-standard"], in: folder.path)
    var tree = FileTree()
    for (path, text) in Self.files { tree.setFile(TreePath(path), Array(text.utf8)) }
    let template = try rendered(tree)
    let rules = IgnoreRules(of: template)
    let kept = template.paths.filter { !rules.isIgnored($0) }.map(\.description)
    #expect(kept == others.split(separator: "\n").map(String.init).sorted())
  }

  /// The files as a template that has nothing to fill in gives them.
  private func rendered(_ files: FileTree) throws -> RenderedTree {
    var tree = FileTree()
    tree.setFile("cookiecutter.json", Array(#"{"name": "x", "_copy_without_render": ["*"]}"#.utf8))
    for path in files.paths {
      guard case .file(let content, _)? = files[path] else { continue }
      tree.setFile(TreePath("{{cookiecutter.name}}/\(path)"), content)
    }
    let template = try ProjectTemplate(tree)
    let inputs = RenderInputs(time: Instant(seconds: 0), chance: .seed("x"))
    let answers = try Interview(template.variables, inputs: inputs).finish()
    return RenderedTree(try Stamping(template, answers: answers, inputs: inputs, runsHooks: false).rendered().files)
  }
}
