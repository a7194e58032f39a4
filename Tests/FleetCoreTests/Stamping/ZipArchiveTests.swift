import Changes
import FleetTestSupport
import Foundation
import Templates
import Testing

@testable import FleetCore

/// Archives are read as Python writes and reads them.
struct ZipArchiveTests {
  /// Has Python make an archive.
  private func archive(_ script: String) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let head = "import zipfile\nz = zipfile.ZipFile('a.zip', 'w', zipfile.ZIP_DEFLATED)\n"
    let result = try TestProgram.run(
      "python3", ["-c", head + script + "\nz.close()"], environment: HermeticEnvironment.variables(home: folder.path),
      folder: folder.path)
    #expect(result.status == 0, "\(result.stderr)")
    return Array(FileManager.default.contents(atPath: folder.path + "/a.zip") ?? Data())
  }

  @Test func storedAndDeflatedFilesAreRead() throws {
    let bytes = try archive(
      "z.writestr('t/', '')\nz.writestr('t/a.txt', 'a' * 1000)\n"
        + "z.writestr('t/b', 'b', zipfile.ZIP_STORED)\nz.writestr('t/empty', '')\nz.comment = b'hello'")
    let zip = try ZipArchive(bytes, file: "a.zip")
    #expect(try zip.topFolder() == "t")
    #expect(zip.tree["t/a.txt"] == .file(content: Array(repeating: 97, count: 1000), permissions: 0o644))
    #expect(zip.tree["t/b"] == .file(content: [98], permissions: 0o644))
    #expect(zip.tree["t/empty"] == .file(content: [], permissions: 0o644))
  }

  @Test(arguments: ["../evil", "/evil", "t/../../evil", "t//x"])
  func aNameThatLeadsOutMakesTheArchiveUnusable(name: String) throws {
    let bytes = try archive("z.writestr('t/a', 'a')\nz.writestr('\(name)', 'x')")
    #expect(throws: StampError.self) { try ZipArchive(bytes, file: "a.zip") }
  }

  @Test func damageIsSeen() throws {
    let bytes = try archive("z.writestr('t/a.txt', 'text ' * 100)")
    #expect(throws: StampError.self) { try ZipArchive(Array(bytes.dropLast(30)), file: "a.zip") }
    #expect(throws: StampError.self) { try ZipArchive([], file: "a.zip") }
    for offset in bytes.indices {
      var damaged = bytes
      damaged[offset] ^= 0x55
      // Whatever it says, it ends, and gives no other content for this name.
      guard let zip = try? ZipArchive(damaged, file: "a.zip") else { continue }
      if case .file(let content, _)? = zip.tree["t/a.txt"] {
        #expect(content == Array(String(repeating: "text ", count: 100).utf8))
      }
    }
  }

  @Test func aTemplateMustLieInOneFolder() throws {
    let bytes = try archive("z.writestr('a/x', '')\nz.writestr('b/x', '')")
    #expect(throws: StampError.self) { try ZipArchive(bytes, file: "a.zip").topFolder() }
  }
}
