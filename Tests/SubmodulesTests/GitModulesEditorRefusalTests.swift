import Changes
import FleetTestSupport
import Testing

@testable import Submodules

@Suite struct GitModulesEditorRefusalTests {
  private static let text =
    "[submodule \"a\"]\n\tpath = lib\n\turl = ../a\n[submodule \"b\"]\n\tpath = x\n\turl = ../b\n\turl = ../c\n"

  struct Attempt: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let reason: String
    let edit: @Sendable (inout GitModulesEditor) throws -> Void
  }

  static let attempts = [
    Attempt(testDescription: "unknown name", reason: "no submodule of this name") { try $0.remove("c") },
    Attempt(testDescription: "canonically equal name", reason: "no submodule of this name") {
      try $0.remove("a\u{301}")
    },
    Attempt(testDescription: "name taken", reason: "submodule of this name") {
      try $0.add(name: "a", path: "new", url: "../n")
    },
    Attempt(testDescription: "path taken", reason: "more than once") {
      try $0.add(name: "n", path: "lib", url: "../n")
    },
    Attempt(testDescription: "path taken but for case", reason: "without case") {
      try $0.add(name: "n", path: "LIB", url: "../n")
    },
    Attempt(testDescription: "path inside another", reason: "inside") {
      try $0.add(name: "n", path: "lib/n", url: "../n")
    },
    Attempt(testDescription: "name inside another", reason: "inside") {
      try $0.add(name: "a/hooks", path: "n", url: "../n")
    },
    Attempt(testDescription: "hostile name", reason: "..") { try $0.add(name: "../n", path: "n", url: "../n") },
    Attempt(testDescription: "hostile path", reason: ".git") { try $0.add(name: "n", path: ".git/x", url: "../n") },
    Attempt(testDescription: "hostile URL", reason: "git-remote-ext") {
      try $0.add(name: "n", path: "n", url: "ext::x")
    },
    Attempt(testDescription: "no URL", reason: "empty") { try $0.setURL("", of: "a") },
    Attempt(testDescription: "option as URL", reason: "option") { try $0.setURL("-u", of: "a") },
    Attempt(testDescription: "line end in a value", reason: "control") { try $0.set("branch", to: "a\nb", of: "a") },
    Attempt(testDescription: "move out", reason: "..") { try $0.move("a", to: "../a") },
    Attempt(testDescription: "move onto another", reason: "more than once") { try $0.move("a", to: "x") },
    Attempt(testDescription: "command", reason: "command") { try $0.set("update", to: "!x", of: "a") },
    Attempt(testDescription: "wrong value", reason: "expected true or false") {
      try $0.set("shallow", to: "x", of: "a")
    },
    Attempt(testDescription: "key set twice", reason: "more than once") { try $0.setURL("../d", of: "b") },
    Attempt(testDescription: "wrong key", reason: "a key has") { try $0.set("a b", to: "x", of: "a") },
    Attempt(testDescription: "key with a digit first", reason: "a key has") { try $0.set("1a", to: "x", of: "a") },
    Attempt(testDescription: "unset of the path", reason: "needs a path") { try $0.unset("PATH", of: "a") },
  ]

  @Test(arguments: attempts)
  func aRefusedEditLeavesTheFileAsItWas(_ attempt: Attempt) throws {
    var editor = try GitModulesEditor(Array(GitModulesEditorRefusalTests.text.utf8))
    #expect {
      try attempt.edit(&editor)
    } throws: { error in
      (error as? SubmoduleError)?.message.contains(attempt.reason) ?? false
    }
    #expect(editor.bytes == Array(GitModulesEditorRefusalTests.text.utf8))
  }

  @Test func aFileThatGitDoesNotReadWholeIsNotEdited() {
    #expect(
      throws: SubmoduleError(
        operation: "edit .gitmodules", message: "line 2, column 3: expected = or the end of the line behind the key")
    ) {
      try GitModulesEditor(Array("[submodule \"a\"]\na b\n".utf8))
    }
  }

  @Test func aLineThatGoesOnBehindTheFilesEndIsNotContinued() throws {
    let text = "[submodule \"a\"]\n\tpath = a\n\turl = ../a\\"
    var editor = try GitModulesEditor(Array(text.utf8))
    #expect(throws: SubmoduleError.self) { try editor.add(name: "n", path: "n", url: "../n") }
    #expect(editor.bytes == Array(text.utf8))
  }

  @Test func aHostileEntryCanBeRemovedAndMended() throws {
    let text = "[submodule \"a\"]\n\tpath = a\n\turl = -u\n[submodule \"../b\"]\n\tpath = b\n\turl = ../b\n"
    let result = try edited(text) { editor in
      try editor.remove("../b")
      try editor.setURL("../a", of: "a")
    }
    #expect(result == "[submodule \"a\"]\n\tpath = a\n\turl = ../a\n")
    #expect(modules(result).findings.isEmpty)
  }

  /// Whatever is done in whatever order, the rest stays, and adding and removing again gives the file back.
  @Test func randomEditsChangeOnlyWhatTheyName() throws {
    var generator = SeededGenerator(seed: 3)
    let lines = ["", "# c", "\tbranch = main # b", "\tx = \"y\"", "\tk", "; d", "[core]", "\tv = a\\", "\t b"]
    for _ in 0..<120 {
      var text = "# top\n"
      for name in ["p", "q", "r"] {
        text += "[submodule \"\(name)\"]\n\tpath = \(name)\n\turl = ../\(name)\n"
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
          text += (lines.randomElement(using: &generator) ?? "") + "\n"
        }
      }
      text += "# end\n"
      if Bool.random(using: &generator) { text = text.replacing("\n", with: "\r\n") }
      // A backslash at the end of a line makes the next header a part of the value.
      guard modules(text).entries.map(\.name) == ["p", "q", "r"] else { continue }
      let added = try edited(text) { try $0.add(name: "new", path: "new", url: "../new") }
      #expect(added.utf8.starts(with: text.utf8))
      #expect(try edited(added) { try $0.remove("new") } == text)
      let moved = try edited(text) { try $0.move("q", to: "q2") }
      #expect(try edited(moved) { try $0.move("q", to: "q") } == text)
      let without = try edited(text) { try $0.remove("q") }
      let rest = modules(text).entries.filter { $0.name != "q" }.map { $0.variables.map(\.value) }
      #expect(modules(without).entries.map { $0.variables.map(\.value) } == rest)
    }
  }
}
