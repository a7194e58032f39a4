import Git
import Testing

@testable import Submodules
import Versions

/// Which commit a follow policy means.
struct FollowTargetTests {
  private static func id(_ digit: Character) throws -> ObjectID {
    try #require(ObjectID(hex: String(repeating: digit, count: 40)))
  }

  private static func references() throws -> [FollowReference] {
    [
      FollowReference(name: "refs/heads/main", commit: try id("1"), seconds: 500),
      FollowReference(name: "refs/heads/1.9.0", commit: try id("2"), seconds: 600),
      FollowReference(name: "refs/tags/v1.9.0", commit: try id("3"), seconds: 300),
      FollowReference(name: "refs/tags/v1.10.0", commit: try id("4"), seconds: 400),
      FollowReference(name: "refs/tags/v1.9.1", commit: try id("5"), seconds: 450),
      FollowReference(name: "refs/tags/v2.0.0-rc.1", commit: try id("6"), seconds: 460),
      FollowReference(name: "refs/tags/nightly-2", commit: try id("7"), seconds: 470),
    ]
  }

  @Test(arguments: [
    (FollowPolicy.branch("main"), "refs/heads/main"), (.semver(range: "^1.4"), "refs/tags/v1.10.0"),
    (.semver(range: "~1.9.0"), "refs/tags/v1.9.1"), (.semver(range: ">=2.0.0-rc"), "refs/tags/v2.0.0-rc.1"),
    (.semver(range: "*"), "refs/tags/v1.10.0"), (.tag(pattern: "v1.*"), "refs/tags/v1.9.1"),
    (.tag(pattern: "*"), "refs/tags/nightly-2"), (.tag(pattern: "v1.9.0"), "refs/tags/v1.9.0"),
  ])
  func aPolicyFindsItsReference(policy: FollowPolicy, reference: String) throws {
    #expect(try FollowTarget.choose(policy, among: Self.references()).reference == reference)
  }

  @Test(arguments: [
    FollowPolicy.branch("v1.9.0"), .tag(pattern: "v3*"), .semver(range: "^3"), .semver(range: ">=2"),
    .pin(commit: "11111111"),
  ])
  func aPolicyThatNothingFitsIsAnError(policy: FollowPolicy) throws {
    let references = try Self.references()
    #expect(throws: SubmoduleError.self) { try FollowTarget.choose(policy, among: references) }
  }

  @Test func oneVersionOnTwoCommitsIsAnError() throws {
    let references = [
      FollowReference(name: "refs/tags/1.0.0", commit: try Self.id("1"), seconds: 1),
      FollowReference(name: "refs/tags/v1.0.0", commit: try Self.id("2"), seconds: 1),
    ]
    #expect(throws: SubmoduleError.self) { try FollowTarget.choose(.semver(range: "1.x"), among: references) }
  }

  @Test(arguments: [
    ("^1.4", "1.4.0", true), ("^1.4", "1.99.9", true), ("^1.4", "2.0.0", false), ("^1.4", "2.0.0-rc.1", false),
    ("^0.2.3", "0.2.9", true), ("^0.2.3", "0.3.0", false), ("^0.0.3", "0.0.4", false), ("~1.2.3", "1.2.9", true),
    ("~1.2.3", "1.3.0", false), ("~>1.2", "1.2.9", true), ("~=1.4", "1.9.0", true), ("~=1.4.2", "1.5.0", false),
    (">=1.2 <2", "1.2.0", true), (">=1.2, <2", "2.0.0", false), ("1.2 - 1.9", "1.9.7", true),
    ("1.2 - 1.9", "1.10.0", false), ("^1 || ^3", "3.1.0", true), ("^1 || ^3", "2.1.0", false),
    ("!=1.3", "1.3.5", false),
    ("!=1.3.5", "1.3.6", true), (">1.2", "1.2.9", false), (">1.2", "1.3.0", true), ("<=1.2", "1.2.9", true),
    ("=1.2.3", "1.2.3", true), ("1.x", "1.0.0-beta", false), ("^1.0.0-beta.2", "1.0.0-beta.11", true),
    ("^1.0.0-beta.2", "1.0.0-alpha", false), (">x", "1.0.0", false), (">*", "0.0.0", false), ("!=x", "1.0.0", false),
    ("!=1.3.5", "1.3.5", false), ("==1.2", "1.2.9", true), ("==1.2.3", "1.2.4", false),
    ("1.2 - 1.9, !=1.5", "1.5.2", false),
    ("~=1.4.0-rc.1", "1.4.0-rc.2", true), ("^1.4-rc", "v1.4-beta", false), ("^1.4-rc", "v1.4", true),
    ("^1.4-rc.1", "v1.4-rc.2", true),
  ])
  func aRangeHoldsTheVersionsThatNpmSaysAndThoseOfItsOwnOperators(range: String, version: String, isInside: Bool) throws
  {
    let version = try #require(SemanticVersion(tag: version))
    let range = try #require(FollowRange(range))
    #expect(range.contains(version) == isInside)
  }

  @Test(arguments: [
    "1", "1.4", "1.4.2", "v1.4", "^1.4", "~1.2.3", ">=1.2 <2", ">= 1.2, < 2", "1.x", "1.2.*", "*", "1.2 - 1.9",
    "^1 || ^2",
    "~> 1.2", "^1.0.0-rc.1", "=1.2.3+build.5", "!=1.3",
  ])
  func rangesOfVersionsAreTaken(_ range: String) {
    #expect(FollowRange(range) != nil)
  }

  @Test(arguments: [
    "", " ", "x.y", "latest", "^", "^^1", "1..2", "1.2.3.4", ">=2,1.b", "1 -", "- 1", "^1 ||", "|| 1", "1 | 2", "^1.4-",
    "1.4é",
    "=> 1", ">= >= 1", "1,2;3",
  ])
  func whatIsNoRangeOfVersionsIsRefused(_ range: String) {
    #expect(FollowRange(range) == nil)
  }
}
