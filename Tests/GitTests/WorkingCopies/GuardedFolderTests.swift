import FleetTestSupport
import Foundation
import Testing

@testable import Git

/// Nothing is written outside of a guarded folder, whatever lies in it.
struct GuardedFolderTests {
  private let outside: TemporaryFolder
  private let inside: TemporaryFolder
  private let folder: GuardedFolder

  init() throws {
    outside = try TemporaryFolder()
    inside = try TemporaryFolder()
    try outside.write("theirs", to: "file")
    folder = try GuardedFolder(path: inside.path)
  }

  private func names(_ path: String) -> [[UInt8]] { path.split(separator: "/").map { Array($0.utf8) } }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: "\(inside.path)/\(name)", withDestinationPath: target)
  }

  @Test func aFileTakesThePlaceOfALinkInsteadOfBeingWrittenThroughIt() throws {
    try link("a", to: "\(outside.path)/file")
    try folder.write(Array("ours".utf8), permissions: 0o644, to: names("a"))
    #expect(outside.read("file") == "theirs")
    #expect(inside.read("a") == "ours")
    #expect(folder.kind(at: names("a")) == .file)
  }

  @Test func aLinkInTheMiddleOfAPathIsAnError() throws {
    try link("a", to: outside.path)
    #expect(throws: GitError.self) { try folder.write([], permissions: 0o644, to: names("a/file")) }
    #expect(throws: GitError.self) { try folder.remove(names("a/file")) }
    #expect(throws: GitError.self) { try folder.makeFolder(names("a")) }
    #expect(folder.kind(at: names("a/file")) == nil)
    #expect(outside.read("file") == "theirs")
  }

  @Test func aHardLinkKeepsItsContent() throws {
    try FileManager.default.linkItem(atPath: "\(outside.path)/file", toPath: "\(inside.path)/a")
    try folder.write(Array("ours".utf8), permissions: 0o600, to: names("a"))
    #expect(outside.read("file") == "theirs")
  }

  @Test func removingALinkLeavesWhatItLeadsTo() throws {
    try link("a", to: outside.path)
    try folder.remove(names("a"))
    #expect(folder.kind(at: names("a")) == nil)
    #expect(outside.read("file") == "theirs")
  }

  @Test func whatLostItsRightsIsRemovedAllTheSame() throws {
    let deep = try inside.write("x", to: "a/b/file")
    for folder in ["b", "."] { chmod("\(inside.path)/a/\(folder)", 0o500) }
    try link("a-link", to: outside.path)
    try GuardedFolder.removeAll(at: "\(inside.path)/a")
    #expect(!FileManager.default.fileExists(atPath: deep))
    try GuardedFolder.removeAll(at: "\(inside.path)/a-link")
    try GuardedFolder.removeAll(at: "\(inside.path)/missing")
    #expect(try FileManager.default.contentsOfDirectory(atPath: inside.path).isEmpty)
    #expect(outside.read("file") == "theirs")
  }

  @Test(arguments: ["..", "../x", ".git", ".GIT/x", "a/../b"])
  func aNameThatIsNoneIsRefused(path: String) throws {
    #expect(throws: GitError.self) { try folder.write([], permissions: 0o644, to: names(path)) }
    #expect(inside.listing().isEmpty)
  }

  @Test func permissionsAreThoseThatWereAskedForWhateverTheUmask() throws {
    try folder.write([], permissions: 0o4775, to: names("tool"))
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(inside.path)/tool")
    #expect(attributes[.posixPermissions] as? Int == 0o4775)
  }
}
