import Changes
import FleetTestSupport
import Foundation
import Testing

@testable import Templates

/// The kept results are what the real cookiecutter makes today.
struct RealCookiecutterTests {
  private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Runs the script that runs cookiecutter.
  private func generate(_ arguments: [String]) throws -> TestProgram.Result {
    let python = Self.package + "/.build/cookiecutter/bin/python"
    guard FileManager.default.isExecutableFile(atPath: python) else {
      throw TestSupportError("there is no cookiecutter to compare with; run scripts/install-cookiecutter")
    }
    return try TestProgram.run(
      python, [CookiecutterCase.folder + "/generate.py"] + arguments,
      environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"], folder: Self.package,
      limit: .seconds(300))
  }

  @Test func theKeptResultsAreThoseOfCookiecutter() throws {
    let result = try generate(["--check"])
    #expect(result.status == 0, "\(result.text)\(result.stderr)")
  }

  /// The templates that come with the program.
  private static let shipped = ((try? FileManager.default.contentsOfDirectory(atPath: package + "/templates")) ?? [])
    .filter { FileManager.default.fileExists(atPath: "\(package)/templates/\($0)/cookiecutter.json") }.sorted()

  @Test(arguments: shipped)
  func aShippedTemplateIsStampedAsCookiecutterDoes(name: String) throws {
    let output = try TemporaryFolder()
    let folder = "\(Self.package)/templates/\(name)"
    let result = try generate(["--stamp", folder, output.path])
    #expect(result.status == 0, "\(result.stderr)")
    let template = try ProjectTemplate(try FolderDestination.read(folder))
    let answers = try Interview(template.variables, inputs: CookiecutterCase.inputs).finish().adding(
      RunFacts(template: folder, outputFolder: output.path, sourceFolder: folder, checkout: nil))
    let project = try Stamping(template, answers: answers, inputs: CookiecutterCase.inputs, runsHooks: false).rendered()
    let wanted = try FolderDestination.read("\(output.path)/\(project.folder)")
    #expect(project.files.tree.paths == wanted.paths)
    for (made, expected) in zip(project.files.tree.gitEntries, wanted.gitEntries) where made != expected {
      Issue.record("\(made.path) differs")
    }
  }
}
