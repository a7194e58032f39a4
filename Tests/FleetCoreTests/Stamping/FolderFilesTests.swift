import Changes
import FleetTestSupport
import Foundation
import Templates
import Testing

@testable import FleetCore

/// A folder's files are read by the bytes of their names.
struct FolderFilesTests {
  private static let name = Array("caf".utf8) + [0xE9]

  /// Writes a file whose name isn't UTF-8, which Foundation can't.
  private func write(_ text: String, to name: [UInt8], in folder: String) throws {
    let path = (Array(folder.utf8) + [UInt8(ascii: "/")] + name + [0]).map { CChar(bitPattern: $0) }
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o644)
    try #require(file >= 0)
    defer { close(file) }
    let bytes = Array(text.utf8)
    #expect(Foundation.write(file, bytes, bytes.count) == bytes.count)
  }

  @Test func aNameThatIsNotUTF8IsListedAndRead() throws {
    let folder = try TemporaryFolder()
    try folder.write("b", to: "a/b")
    try write("bytes", to: Self.name, in: folder.path + "/a")
    let files = FolderFiles(folder: folder.path)
    #expect(try files.entries(of: TreePath("a"))?.map(\.name) == [[UInt8(ascii: "b")], Self.name])
    #expect(try files.content(of: TreePath("a").appending(Self.name)) == Array("bytes".utf8))
  }

  @Test func aNameThatIsNotUTF8IsAnErrorOfTheTemplate() throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"name": "x"}"#, to: "cookiecutter.json")
    try folder.write("", to: "{{cookiecutter.name}}/b")
    try write("bytes", to: Self.name, in: folder.path + "/{{cookiecutter.name}}")
    let template = try ProjectTemplate(FolderFiles(folder: folder.path))
    let error = #expect(throws: ProjectTemplateError.self) {
      let inputs = RenderInputs(time: Instant(seconds: 1), chance: .seed("s"))
      let answers = try Interview(template.variables, inputs: inputs).finish()
      return try Stamping(template, answers: answers, inputs: inputs, runsHooks: false).rendered()
    }
    #expect(error?.message == "its name isn't UTF-8")
    #expect(error?.subject?.hasPrefix("{{cookiecutter.name}}/caf") == true)
  }

  @Test func linksAndFoldersAreListedAndAMissingFolderIsNone() throws {
    let folder = try TemporaryFolder()
    try folder.write("b", to: "a/b")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "a/b")
    let files = FolderFiles(folder: folder.path)
    #expect(try files.entries(of: TreePath(""))?.map(\.kind) == [.folder(permissions: 0o755), .link])
    #expect(try files.target(of: TreePath("link")) == Array("a/b".utf8))
    #expect(try files.entries(of: TreePath("missing")) == nil)
    #expect(try files.entries(of: TreePath("link")) == nil)
  }
}
