import Testing

@testable import Versions

/// Versions that nobody publishes, but that a file may hold.
struct HostileVersionTests {
  private static let tooLarge = ["9223372036854775807", "9007199254740992", "99999999999999999999999"]

  @Test(arguments: tooLarge) func numbersThatAreTooLargeAreNoVersions(number: String) throws {
    for text in ["^\(number).0.0", "~\(number)", ">\(number)", "1 - \(number)", "0.0.\(number)", "^0.\(number)"] {
      #expect(throws: VersionError.self, "\(text)") { try VersionRange(text, in: .npm) }
    }
    #expect(throws: VersionError.self) { try VersionRange("==\(number)", in: .pip) }
    #expect(try !VersionRange("<3", in: .pip).contains(number))
    #expect(try !VersionRange(">=0", in: .npm).contains("\(number).0.0"))
  }

  @Test func theLargestNumbersCanBeCountedOn() throws {
    let number = "9007199254740991"
    #expect(try VersionRange("^\(number)", in: .npm).contains("\(number).1.0"))
    #expect(try VersionRange("~=\(number).1", in: .pip).contains("\(number).2"))
  }

  @Test(arguments: ["-1", "-", "a1", ".-a"]) func versionsOfMavenMayBeLong(part: String) throws {
    let version = "1" + String(repeating: part, count: 60_000)
    let range = try VersionRange("[1,2)", in: .maven)
    _ = range.contains(version)
    #expect(MavenVersion(version) == MavenVersion(version))
    #expect(MavenVersion(version) < MavenVersion("2"))
  }
}
