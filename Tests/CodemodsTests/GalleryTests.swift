import Foundation
import Testing

@testable import Codemods

/// The codemods that come along for users to begin with.
@Suite struct GalleryTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../templates/codemods")

  static func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0 != "README.md" }.sorted()
  }

  private func codemod(_ file: String) throws -> Codemod {
    try Codemod.load(file) { [UInt8](try Data(contentsOf: Self.folder.appending(path: $0))) }
  }

  @Test func thereAreSome() throws {
    #expect(try Self.files().count >= 10)
  }

  /// Those with a `rewrite` step are tested with the real `ast-grep`, by the tests of the program.
  @Test(arguments: try files()) func itsTestsPass(_ file: String) throws {
    let codemod = try codemod(file)
    #expect(codemod.tests.count >= 2)
    guard !codemod.steps.contains(where: { $0.operation is StructuralRewrite }) else { return }
    for result in codemod.runTests() {
      let texts = result.differences.map { String(decoding: $0.actual ?? [], as: UTF8.self) }
      #expect(result.hasPassed, "\(result.name): \(result.problems) \(texts)")
    }
  }

  @Test(arguments: try files()) func itIsCalledAsItsFile(_ file: String) throws {
    let codemod = try codemod(file)
    #expect(file.hasPrefix(codemod.name + "."))
    #expect(codemod.description != nil)
    #expect(codemod.parameters.filter { $0.description == nil }.map(\.name) == [])
  }
}
