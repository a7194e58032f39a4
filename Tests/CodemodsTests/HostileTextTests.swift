import Changes
import FleetTestSupport
import Foundation
import Testing

@testable import Codemods

/// Files that nobody would write: no step crashes on them, and what it edits it edits once.
@Suite struct HostileTextTests {
  private static let steps = [
    ("requirements.txt", #"{"op": "bump", "ecosystem": "pip", "name": "a", "to": "==2"}"#),
    ("setup.cfg", #"{"op": "bump", "ecosystem": "pip", "name": "a", "to": ">=2,<3"}"#),
    ("pyproject.toml", #"{"op": "bump", "ecosystem": "pip", "name": "a", "to": ">=2,<3"}"#),
    ("package.json", #"{"op": "bump", "ecosystem": "npm", "name": "a", "to": "^2.0.0"}"#),
    ("pom.xml", #"{"op": "bump", "ecosystem": "maven", "name": "a", "to": "2"}"#),
    ("compose.yaml", #"{"op": "image", "name": "a", "tag": "2"}"#),
    ("Dockerfile", #"{"op": "image", "name": "a", "tag": "2"}"#),
    (
      "x.txt",
      #"{"op": "replace", "files": "x.txt", "regex": "(a|=)+?(\\W*)$", "flags": ["multiline"], "with": "<${2}>"}"#
    ),
  ]
  private static let pieces = [
    "a", "A", "b", "==1", ">=1,<2", " ", "\t", "\n", "\r\n", "\\", "\\\n", "#", ";", "@", ":", "/", "-", "--hash=x",
    "[",
    "]", "(", ")", "=", "$", "${a}", "$a", "FROM ", "FROM a:1", "ARG a=", "AS b", "COPY --from=", "--mount=from=a:1,",
    "[options]\n", "install_requires =\n ", "RUN <<E\n", "\nE\n", "\"", "'", "é", "\u{FEFF}", "sha256:00", "`",
    "# escape=`\n", "{", "}", ",", ": ", "\"a\": \"^1\"", "'a>=1'", "[project]\n", "<version>", "</version>",
    "<a>1</a>",
    "&a ", "*a", "<<: *a\n", "image: a:1\n", "- ", "<!--", "${v}",
  ]
  /// What each file begins with half of the time, cut at a random place.
  private static let beginnings = [
    "requirements.txt": "a==1\nb>=2 # c\n",
    "setup.cfg": "[options]\ninstall_requires =\n a==1\n",
    "Dockerfile": "FROM a:1\n",
    "pyproject.toml": """
    [project]
    dependencies = [
      "a==1", # c
    ]
    [tool.poetry.dependencies]
    a = { version = "1" }

    """,
    "package.json": """
    {
      "dependencies": {"b": "1", "a": "~1.0"},
      "devDependencies": {"a": "1"}
    }

    """,
    "pom.xml": """
    <project><properties><v>1</v></properties><dependencies><dependency><groupId>g</groupId>
    <artifactId>a</artifactId><version>${v}</version></dependency></dependencies></project>
    """,
    "compose.yaml": "x: &a\n  image: a:1\nservices:\n  b:\n    image: \"a:1\"\n  c: {<<: *a, ports: [1]}\n",
  ]

  @Test(arguments: steps) func noTextCrashesAStep(_ file: String, _ step: String) throws {
    var random = SeededGenerator(
      seed: ProcessInfo.processInfo.environment["FLEET_FUZZ_SEED"].flatMap(UInt64.init) ?? UInt64(file.utf8.count))
    let change = try codemod(codemodText(steps: step)).change()
    var edited = 0
    let factor = ProcessInfo.processInfo.environment["FLEET_FUZZ_FACTOR"].flatMap(Int.init) ?? 1
    for _ in 0..<1_000 * factor {
      var text = (0..<Int.random(in: 0...14, using: &random)).map { _ in Self.pieces.randomElement(using: &random) ?? ""
      }
      if Bool.random(using: &random) {
        let beginning = Self.beginnings[file] ?? ""
        let cut = Bool.random(using: &random) ? beginning.count : Int.random(in: 0...beginning.count, using: &random)
        // What is cut off comes behind the pieces, so that they stand in the middle of a file that is right otherwise.
        let inside = cut < beginning.count ? Array(text.prefix(2)) : []
        text = [String(beginning.prefix(cut))] + inside + [String(beginning.dropFirst(cut))]
      }
      var bytes = Array(text.joined().utf8)
      if Int.random(in: 0..<4, using: &random) == 0 { bytes.append(0xE9) }
      let before = MemorySnapshot(files: [TreePath(file): (bytes, .file)])
      guard case .edits(let edits) = try change.plan(before, for: .init(name: "s")) else { continue }
      edited += 1
      if case .edits = try change.plan(before.applying(edits), for: .init(name: "s")) {
        Issue.record("\(bytes) is edited twice by \(step)")
      }
    }
    #expect(edited > 50)
  }
}
