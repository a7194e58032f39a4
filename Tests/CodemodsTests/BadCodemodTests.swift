import Foundation
import Testing

@testable import Codemods

/// Every file in `BadCodemods` with what its reading finds, in the `.txt` beside it.
///
/// `FLEET_UPDATE=1` writes the findings anew; the difference is to be reviewed like code.
@Suite struct BadCodemodTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "BadCodemods")

  static func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { !$0.hasSuffix(".txt") && !$0.hasPrefix("used-") }.sorted()
  }

  @Test func thereAreBadFiles() throws {
    #expect(try Self.files().count >= 10)
  }

  @Test(arguments: try files()) func everyFindingIsReported(_ file: String) throws {
    let path = Self.folder.appending(path: file)
    let golden = path.deletingPathExtension().appendingPathExtension("txt")
    let errors = #expect(throws: CodemodErrors.self) {
      try Codemod.load(file) { name in
        guard let data = FileManager.default.contents(atPath: Self.folder.appending(path: name).path) else {
          throw MissingFileError(path: name)
        }
        return [UInt8](data)
      }
    }
    let text = try #require(errors).description + "\n"
    if ProcessInfo.processInfo.environment["FLEET_UPDATE"] == "1" {
      try Data(text.utf8).write(to: golden)
    }
    #expect(try String(contentsOf: golden, encoding: .utf8) == text)
  }
}
