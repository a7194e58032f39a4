import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// Folders that are filled from memory: they have to be what a checkout makes.
@Suite struct CommitImageTests {
  private let fixture: FolderFixture

  init() throws {
    fixture = try FolderFixture([
      "README.md": "hello\n", "same": "hello\n", "bin/run": .executable("#!/bin/sh\n"), "a/b/c.txt": "deep\n",
      "empty": "",
      "link": .link("a/b"), "libs/inner": .submodule(String(repeating: "1", count: 40)), ".gitignore": "*.pyc\n",
    ])
  }

  private func image(limit: Int = 1 << 20) throws -> CommitImage? {
    try CommitImage(of: fixture.remote.id(of: "main"), in: fixture.mirror(), limit: limit)
  }

  private func make() throws -> Bool {
    try WorkingFolder.fillNew(at: fixture.path, gitFolder: fixture.gitFolder, from: #require(try image()))
  }

  @Test func theFolderIsThatOfACheckout() throws {
    #expect(try make())
    #expect(fixture.paths() == [".gitignore", "README.md", "a/b/c.txt", "bin/run", "empty", "link", "same"])
    #expect(fixture.text("a/b/c.txt") == "deep\n")
    #expect(FileManager.default.isExecutableFile(atPath: "\(fixture.path)/bin/run"))
    #expect(!FileManager.default.isExecutableFile(atPath: "\(fixture.path)/same"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(fixture.path)/link") == "a/b")
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(fixture.path)/libs/inner").isEmpty)
    // Git sees nothing that differs, and knows the files by their stamps.
    let tip = try fixture.remote.id(of: "main").hex
    try fixture.run(
      "test -z \"$(git status --porcelain)\"; test \"$(git rev-parse HEAD)\" = \(tip); git log -1 >/dev/null")
    let report = try fixture.checkOut()
    #expect(report.writtenPaths.isEmpty)
    #expect(report.submodules.map(\.pathBytes) == [Array("libs/inner".utf8)])
    #expect(try fixture.writeTree() == fixture.tree())
  }

  @Test func itsGitFolderIsThatOfACheckout() throws {
    #expect(try make())
    func files() throws -> [String: String] {
      let paths = try FileManager.default.subpathsOfDirectory(atPath: fixture.gitFolder)
      // The stamps in an index are those of the files.
      return Dictionary(
        uniqueKeysWithValues: paths.map { path in
          let content =
            path.hasSuffix("index") ? nil : FileManager.default.contents(atPath: "\(fixture.gitFolder)/\(path)")
          return (path, content.map { String(decoding: $0, as: UTF8.self) } ?? "")
        })
    }
    let made = try files()
    try FileManager.default.removeItem(atPath: "\(fixture.remote.folder.path)/work")
    try fixture.checkOut()
    #expect(try files() == made)
  }

  @Test func whatIsThereAlreadyIsLeftToACheckout() throws {
    try fixture.checkOut()
    try fixture.run("echo changed > README.md")
    #expect(try !make())
    #expect(fixture.text("README.md") == "changed\n")
    try FileManager.default.removeItem(atPath: fixture.gitFolder)
    #expect(try !make())
    #expect(fixture.text("README.md") == "changed\n")
    try fixture.checkOut()
    #expect(fixture.text("README.md") == "hello\n")
  }

  @Test func aLinkInThePlaceOfTheFolderIsNotFollowed() throws {
    let outside = try TemporaryFolder()
    let work = "\(fixture.remote.folder.path)/work"
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: fixture.path, withDestinationPath: outside.path)
    #expect(try !make())
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).isEmpty)
    try fixture.checkOut()
    #expect(fixture.text("same") == "hello\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).isEmpty)
  }

  @Test(arguments: ["", "config", "objects", "HEAD"])
  func whatAKillLeftIsTakenUpByACheckout(_ lost: String) throws {
    #expect(try make())
    // As if the process had ended before the index and the files were there.
    for path in ["fleet-index", "index", lost] {
      try FileManager.default.removeItem(atPath: "\(fixture.gitFolder)/\(path)")
    }
    try fixture.run("rm -r a bin")
    if lost.isEmpty {
      try FileManager.default.createDirectory(atPath: fixture.gitFolder, withIntermediateDirectories: true)
    }
    #expect(try !make())
    try fixture.checkOut()
    #expect(fixture.text("a/b/c.txt") == "deep\n")
    try fixture.run("test -z \"$(git status --porcelain)\"")
  }

  @Test func anImageHasALimitAndNoAttributes() throws {
    #expect(try image(limit: 10) == nil)
    let read = try #require(try image())
    #expect(read.byteCount == 6 + 10 + 5 + 3 + 6)
    try fixture.remote.commit([".gitattributes": "*.txt eol=crlf\n"])
    #expect(try image() == nil)
  }
}
