import Testing

@testable import Versions

@Suite struct PipVersionTests {
  /// PEP 440's own order, "Summary of permitted suffixes and relative ordering".
  @Test func versionsOrderAsInPEP440() throws {
    let sorted = [
      "1.dev0", "1.0.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12", "1.0b1.dev456", "1.0b2",
      "1.0b2.post345.dev456", "1.0b2.post345", "1.0rc1.dev456", "1.0rc1", "1.0", "1.0+abc.5", "1.0+abc.7", "1.0+5",
      "1.0.post456.dev34", "1.0.post456", "1.0.15", "1.1.dev1", "2!0.1",
    ]
    let versions = try sorted.map { try #require(PipVersion($0)) }
    for (index, version) in versions.enumerated() {
      for (other, right) in versions.enumerated() {
        #expect((version < right) == (index < other), "\(sorted[index]) < \(sorted[other])")
      }
    }
  }

  @Test(arguments: [
    ("1.0", "1"), ("1.0.0", "1.0"), ("v1.0", "1.0"), ("1.0-ALPHA.1", "1.0a1"), ("1.0c1", "1.0rc1"),
    ("1.0-1", "1.0.post1"), ("1.0-r4", "1.0.post4"), ("1.0preview", "1.0rc0"), ("1.0a.1", "1.0a1"),
    (" 1.0 ", "1.0"), ("1.0+ubuntu-1", "1.0+ubuntu.1"), ("0!1.0", "1.0"), ("01.02", "1.2"),
  ])
  func spellingsOfOneVersionAreEqual(_ left: String, _ right: String) throws {
    #expect(try #require(PipVersion(left)) == #require(PipVersion(right)))
  }

  @Test(arguments: ["", "x", "1.", "1..2", "1.0+", "1.0alphabet", "1.0+a..b", "1 2", "1.0.x", "99999999999999999999"])
  func otherTextsAreNone(_ text: String) {
    #expect(PipVersion(text) == nil)
  }
}

@Suite struct VersionRangeTests {
  @Test(arguments: [
    (">=2.1", ["2.1", "2.1.0", "3", "2.2rc1", "2.1.post1", "2.1+local"], ["2.0", "2.1rc1", "2.1.dev1"]),
    ("", ["1", "2rc1"], []),
    ("==2.2", ["2.2", "2.2.0", "2.2+abc"], ["2.2.1", "2.2.post1"]),
    ("==2.2.*", ["2.2", "2.2.9", "2.2rc1", "2.2.post1"], ["2.20", "2.3"]),
    ("==2.2+abc", ["2.2+abc"], ["2.2", "2.2+abd"]),
    ("!=2.2", ["2.1", "2.2.1"], ["2.2", "2.2.0"]),
    ("!=2.2.*", ["2.3"], ["2.2.5"]),
    ("~=2.2", ["2.2", "2.9"], ["2.1", "3.0"]),
    ("~=2.2.1", ["2.2.1", "2.2.9"], ["2.2.0", "2.3"]),
    ("<2.2", ["2.1.9"], ["2.2", "2.2rc1", "2.2.dev1"]),
    ("<2.2rc2", ["2.2rc1"], ["2.2"]),
    (">2.2", ["2.2.1", "3"], ["2.2", "2.2.post1", "2.2+local"]),
    ("<=2.2", ["2.2", "2.2+x", "1"], ["2.2.1"]),
    (" >= 2.1 , < 3 ", ["2.5"], ["3", "2"]),
    ("===2.2", ["2.2"], ["2.3"]),
  ])
  func pipRangesFollowPEP440(_ text: String, _ inside: [String], _ outside: [String]) throws {
    let range = try VersionRange(text, in: .pip)
    #expect(inside.filter { !range.contains($0) } == [])
    #expect(outside.filter { range.contains($0) } == [])
  }

  @Test(arguments: [
    ("^1.2.3", ["1.2.3", "1.9.0"], ["1.2.2", "2.0.0", "2.0.0-rc1", "1.2.4-rc1"]),
    ("^0.2.3", ["0.2.3", "0.2.9"], ["0.3.0", "1.0.0"]),
    ("^0.0.3", ["0.0.3"], ["0.0.4"]),
    ("^0.0", ["0.0.0", "0.0.9"], ["0.1.0"]),
    ("^1.x", ["1.0.0", "1.5.0"], ["2.0.0", "0.9.9"]),
    ("^1.2.3-beta.2", ["1.2.3-beta.2", "1.2.3", "1.2.3-beta.11"], ["1.2.3-beta.1", "1.2.4-beta.2"]),
    ("~1.2.3", ["1.2.3", "1.2.9"], ["1.3.0"]),
    ("~1.2", ["1.2.0"], ["1.3.0"]),
    ("~1", ["1.9.9"], ["2.0.0"]),
    ("1.2", ["1.2.0", "1.2.7"], ["1.3.0"]),
    ("1.2.3", ["1.2.3", "v1.2.3", "1.2.3+build"], ["1.2.4"]),
    ("*", ["0.0.0", "9.9.9"], ["1.0.0-rc1"]),
    ("", ["1.0.0"], []),
    ("1.x || >=2.5.0 || 5.0.0 - 7.2.3", ["1.2.3", "2.5.0", "6.0.0", "7.2.3"], ["2.4.9"]),
    ("1.2.3 - 2", ["2.9.9"], ["3.0.0", "1.2.2"]),
    (">1.2", ["1.3.0"], ["1.2.9"]),
    (">1.2.3", ["1.2.4"], ["1.2.3"]),
    ("<=1.2", ["1.2.9"], ["1.3.0"]),
    (">=1.2.7 <1.3.0", ["1.2.99"], ["1.3.0", "1.2.6"]),
    (">= 1.2.7", ["1.2.7"], ["1.2.6"]),
    ("=1.2.3", ["1.2.3"], ["1.2.4"]),
    ("<0.0.0-0", [], ["0.0.0"]),
    (">*", [], ["1.0.0"]),
    (">x", [], ["0.0.0", "1.0.0"]),
    (">1.2 >=1.3.0-rc.1", ["1.3.0"], ["1.3.0-rc.2"]),
  ])
  func npmRangesFollowNodeSemver(_ text: String, _ inside: [String], _ outside: [String]) throws {
    let range = try VersionRange(text, in: .npm)
    #expect(inside.filter { !range.contains($0) } == [])
    #expect(outside.filter { range.contains($0) } == [])
  }

  @Test(arguments: [
    ("[1.0,2.0)", ["1.0", "1.9", "2.0-SNAPSHOT", "1"], ["2.0", "0.9"]),
    ("(,1.0],[1.2,)", ["0.5", "1.0", "1.3"], ["1.1"]),
    ("[1.5]", ["1.5", "1.5.0", "1.5.Final"], ["1.5.1"]),
    (">=2.7,<3", ["2.7.18"], ["3.0", "2.6"]),
    ("2.7", ["2.7", "2.7.0"], ["2.7.1"]),
    ("(1.0,)", ["1.0.1", "1.0-sp"], ["1.0"]),
  ])
  func mavenRangesAreIntervalsOrComparisons(_ text: String, _ inside: [String], _ outside: [String]) throws {
    let range = try VersionRange(text, in: .maven)
    #expect(inside.filter { !range.contains($0) } == [])
    #expect(outside.filter { range.contains($0) } == [])
  }

  /// From the tests of Maven's own `ComparableVersion`.
  @Test func mavenVersionsOrderAsInMaven() {
    let qualifiers = [
      "1-alpha2snapshot", "1-alpha2", "1-alpha-123", "1-beta-2", "1-beta123", "1-m2", "1-m11", "1-rc", "1-cr2",
      "1-rc123", "1-SNAPSHOT", "1", "1-sp", "1-sp2", "1-sp123", "1-abc", "1-def", "1-pom-1", "1-1-snapshot", "1-1",
      "1-2", "1-123",
    ]
    let numbers = [
      "2.0", "2.0.a", "2-1", "2.0.2", "2.0.123", "2.1.0", "2.1-a", "2.1b", "2.1-c", "2.1-1", "2.1.0.1", "2.2",
      "2.123", "11.a2", "11.a11", "11.b2", "11.b11", "11.m2", "11.m11", "11", "11.a", "11b", "11c", "11m",
    ]
    for sorted in [qualifiers, numbers] {
      for (left, right) in zip(sorted, sorted.dropFirst()) {
        #expect(MavenVersion(left) < MavenVersion(right), "\(left) < \(right)")
      }
    }
    for (left, right) in [
      ("1", "1.0"), ("1", "1-ga"), ("1.0", "1-release"), ("1a1", "1-alpha-1"), ("1-0.ga", "1.0"), ("1cr", "1RC"),
    ] {
      #expect(MavenVersion(left) == MavenVersion(right), "\(left) == \(right)")
    }
  }

  @Test(arguments: [
    (">=2,1", Ecosystem.pip, 4), ("2.1", .pip, 1), (">= two", .pip, 4), ("~=2", .pip, 3), ("=>2", .pip, 1),
    ("==2.1 >3", .pip, 7), (">=2.1;", .pip, 3), ("^1.a", .npm, 1), ("1.2.3 || x.y", .npm, 10), (">=1 <b", .npm, 5),
    ("^1.4-rc", .npm, 1), ("1.2.3+a..b", .npm, 1),
    ("[1.0", .maven, 5), ("", .maven, 1), (">=1,2", .maven, 4), ("[1.0]x", .maven, 6),
  ])
  func anErrorSaysWhere(_ text: String, _ ecosystem: Ecosystem, _ character: Int) {
    let error = #expect(throws: VersionError.self) { try VersionRange(text, in: ecosystem) }
    #expect(error?.character == character)
  }
}
