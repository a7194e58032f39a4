import FleetTestSupport
import Foundation
import Testing

@testable import Reports

struct PageDigestTests {
  private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
      "Sources/Reports/HTML/PageDigests.swift")

  @Test func thePolicyNamesTheDigestsOfWhatThePageHolds() throws {
    for (name, text, written) in [
      ("style", PageStyle.text, PageDigests.style), ("script", PageScript.text, PageDigests.script),
    ] {
      let folder = try TemporaryFolder()
      let digest = try TestProgram.run(
        "openssl", ["dgst", "-sha256", "-binary"], environment: HermeticEnvironment.variables(home: folder.path),
        input: Array(text.utf8))
      let computed = "sha256-" + Data(digest.stdout).base64EncodedString()
      if ProcessInfo.processInfo.environment["FLEET_UPDATE"] != nil {
        let source = try String(contentsOf: Self.file, encoding: .utf8)
        let line = try Regex("static let \(name) = \".*\"")
        try Data(source.replacing(line, with: "static let \(name) = \"\(computed)\"").utf8).write(to: Self.file)
      } else {
        #expect(written == computed, "FLEET_UPDATE=1 swift test --filter PageDigestTests writes them anew")
      }
    }
  }
}
