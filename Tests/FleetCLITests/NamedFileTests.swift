import FleetTestSupport
import Foundation
import Testing

@testable import FleetCLI

/// Files that a person named, such as the manifest, are replaced without becoming something else.
struct NamedFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func write(_ text: String, to name: String) throws {
    try NamedFile.write(Array(text.utf8), to: "\(folder.path)/\(name)", shownAs: name)
  }

  private func permissions(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(name)")[.posixPermissions] as? Int
  }

  @Test func aFileKeepsItsPermissions() throws {
    let path = try folder.write("old", to: "fleet.yaml")
    chmod(path, 0o600)
    try write("new", to: "fleet.yaml")
    #expect(folder.read("fleet.yaml") == "new")
    #expect(try permissions("fleet.yaml") == 0o600)
  }

  @Test func aLinkStaysOneAndLeadsToTheNewText() throws {
    try folder.write("old", to: "real/fleet.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/fleet.yaml", withDestinationPath: "real/fleet.yaml")
    try write("new", to: "fleet.yaml")
    #expect(folder.read("real/fleet.yaml") == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder.path)/fleet.yaml") == "real/fleet.yaml")
  }

  @Test func aNewFileIsAsAnyOther() throws {
    try write("new", to: "fleet.yaml")
    let other = try folder.write("", to: "other")
    #expect(try permissions("fleet.yaml") == permissions((other as NSString).lastPathComponent))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["fleet.yaml", "other"])
  }

  @Test func aPlaceThatCannotBeWrittenIsToldInWords() throws {
    #expect(throws: CommandError.self) { try write("new", to: "no/fleet.yaml") }
  }
}
