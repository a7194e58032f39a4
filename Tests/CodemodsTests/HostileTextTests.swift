import Changes
import Testing

@testable import Codemods

/// Files that nobody would write: no step crashes on them, and what it edits it edits once.
@Suite struct HostileTextTests {
  private static let steps = [
    ("requirements.txt", #"{"op": "bump", "ecosystem": "pip", "name": "a", "to": "==2"}"#),
    ("setup.cfg", #"{"op": "bump", "ecosystem": "pip", "name": "a", "to": ">=2,<3"}"#),
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
    "# escape=`\n",
  ]

  @Test(arguments: steps) func noTextCrashesAStep(_ file: String, _ step: String) throws {
    var random = FixedRandom(state: UInt64(file.utf8.count))
    let change = try codemod(codemodText(steps: step)).change()
    var edited = 0
    for _ in 0..<1_000 {
      var text = (0..<Int.random(in: 0...14, using: &random)).map { _ in Self.pieces.randomElement(using: &random) ?? ""
      }
      if Bool.random(using: &random) {
        text.insert(file == "Dockerfile" ? "FROM a:1\n" : "[options]\ninstall_requires =\n a==1\n", at: 0)
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
