import FleetTestSupport
import Foundation
import Testing

/// The kept results are what the real cookiecutter makes today.
struct RealCookiecutterTests {
  @Test func theKeptResultsAreThoseOfCookiecutter() throws {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    let python = package + "/.build/cookiecutter/bin/python"
    guard FileManager.default.isExecutableFile(atPath: python) else {
      Issue.record("there is no cookiecutter to compare with: scripts/install-cookiecutter")
      return
    }
    let result = try TestProgram.run(
      python, [CookiecutterCase.folder + "/generate.py", "--check"],
      environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"], folder: package,
      limit: .seconds(300))
    #expect(result.status == 0, "\(result.text)\(result.stderr)")
  }
}
