import FleetTestSupport
import Foundation
import Git
import Testing

@Suite struct ProgramPathTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["first", "second", "second/tool-folder"] {
      try FileManager.default.createDirectory(atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
    }
    for (file, mode) in [("first/plain", 0o644), ("second/plain", 0o755), ("second/tool", 0o755)] {
      try folder.write("#!/bin/sh\n", to: file)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: "\(folder.path)/\(file)")
    }
    try FileManager.default.createDirectory(atPath: "\(folder.path)/first/tool", withIntermediateDirectories: true)
  }

  private func find(_ program: String, _ folders: String...) -> String? {
    ProgramPath.find(program, in: ["PATH": folders.joined(separator: ":")])
  }

  @Test func theFirstFileThatMayBeRunCounts() {
    let (first, second) = ("\(folder.path)/first", "\(folder.path)/second")
    #expect(find("plain", first, second) == "\(second)/plain")
    // A folder of that name is none.
    #expect(find("tool", first, second) == "\(second)/tool")
    #expect(find("missing", first, second) == nil)
  }

  @Test func whatDependsOnTheProgramsFolderIsLeftToTheSystem() {
    #expect(find("tool", ".", "\(folder.path)/second") == nil)
    #expect(find("tool", "\(folder.path)/second", ".") == "\(folder.path)/second/tool")
  }

  @Test func withoutPathTheUsualFoldersCount() {
    #expect(ProgramPath.find("sh", in: [:]) != nil)
  }
}
