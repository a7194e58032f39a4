import FleetCore
import Testing

@testable import FleetCLI

/// What tells one campaign from another, where a run is gone on with or a stored plan is applied.
struct CampaignDigestTests {
  private func digest(
    _ words: [String] = [], of parts: [String] = ["a", "b"], _ commit: ManifestDefaults.CommitDefaults = .init()
  ) throws -> String {
    let options = try DeliveryOptions.parse(words)
    return options.digest(of: parts, Manifest(name: "acme", defaults: ManifestDefaults(commit: commit)))
  }

  @Test func theSameCampaignHasTheSameDigest() throws {
    let words = ["--message", "m", "--branch", "b"]
    #expect(try digest(words) == digest(words))
  }

  @Test func whatIsDeliveredMakesADifference() throws {
    var digests = [try digest()]
    for words in [["--message", "x"], ["--branch", "x"], ["--direct"]] { digests.append(try digest(words)) }
    for parts in [[], ["a"], ["a", "b", ""], ["b", "a"], ["a", "b", "x"]] { digests.append(try digest(of: parts)) }
    digests.append(try digest([], .init(signsOff: true)))
    digests.append(try digest([], .init(trailers: [Trailer(key: "A", value: "b")])))
    #expect(Set(digests).count == digests.count)
  }

  @Test func aPartOfTheChangeCannotPassForAMessage() throws {
    // One more part, and everything behind it one place further on.
    let first = try digest(["--message", "m"], of: ["a"])
    #expect(try first != digest(["--branch", "m"], of: ["a", ""]))
    #expect(try first != digest(of: ["a", "m"]))
  }
}
