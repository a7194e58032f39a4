import FleetTestSupport
import Foundation
import Git
import Testing

@Suite struct UnsyncedFileTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = "\(folder.path)/config"
  }

  @Test func aFileIsPutInThePlaceOfAnother() throws {
    for text in ["first\n", "second and longer\n", ""] {
      try UnsyncedFile.write(Array(text.utf8), to: path)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["config"])
  }

  @Test func whatAKilledRunLeftIsSweptAway() throws {
    try folder.write("old", to: "config")
    try folder.write("half", to: "config.new")
    try UnsyncedFile.write(Array("whole".utf8), to: path)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["config"])
  }

  @Test(arguments: ["config", "config.new"])
  func aLinkIsReplacedAndNotFollowed(_ name: String) throws {
    try folder.write("theirs", to: "outside")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/\(name)", withDestinationPath: "\(folder.path)/outside")
    try UnsyncedFile.write(Array("ours".utf8), to: path)
    #expect(try String(contentsOfFile: "\(folder.path)/outside", encoding: .utf8) == "theirs")
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType == .typeRegular)
  }

  @Test func whatCannotBeWrittenIsAnError() {
    #expect(throws: GitError.self) { try UnsyncedFile.write([], to: "\(folder.path)/missing/config") }
  }
}
