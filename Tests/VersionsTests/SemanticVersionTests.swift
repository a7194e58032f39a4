import Testing
import Versions

@Suite struct SemanticVersionTests {
  /// Semantic Versioning 2.0.0, item 11.
  @Test func versionsOrderAsInSemanticVersioning() throws {
    let sorted = [
      "1.0.0-1", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
      "1.0.0-rc.1", "1.0.0", "1.0.10", "1.9.0", "1.10.0", "2.0.0-0", "2.0.0",
    ]
    let versions = try sorted.map { try #require(SemanticVersion($0)) }
    for (index, version) in versions.enumerated() {
      for (other, right) in versions.enumerated() {
        #expect((version < right) == (index < other), "\(sorted[index]) < \(sorted[other])")
      }
    }
  }

  @Test(arguments: [
    "", "v", "1", "1.2", "1.x.3", "1.2.3.4", "1.2.3-", "1.2.3-a..b", "1.2.3+", "1.2.3+a..b", "=1.2.3", "1.2.é",
    " 1.2.3",
    "99999999999999999999.0.0",
  ])
  func otherTextsAreNone(_ text: String) {
    #expect(SemanticVersion(text) == nil)
  }

  @Test func buildDataCountForNothing() throws {
    #expect(try #require(SemanticVersion("v1.2.3-rc.1+build.5")) == SemanticVersion(1, 2, 3, labels: ["rc", "1"]))
  }
}
