import Testing

@testable import Git

@Suite struct ObjectIDTests {
  private let hex = "0123456789abcdef0123456789abcdef01234567"

  @Test func hexadecimalDigitsOfEitherCaseAreRead() {
    #expect(ObjectID(hex: hex)?.hex == hex)
    #expect(ObjectID(hex: hex.uppercased())?.hex == hex)
    #expect(ObjectID(hex: hex)?.short == "0123456")
  }

  @Test(arguments: [
    "", "0123456789abcdef0123456789abcdef0123456", "0123456789abcdef0123456789abcdef012345678",
    "g123456789abcdef0123456789abcdef01234567", "0123456789abcdef0123456789abcdef0123456é",
    "+123456789abcdef0123456789abcdef01234567",
  ])
  func everythingButFortyDigitsIsRefused(_ text: String) {
    #expect(ObjectID(hex: text) == nil)
  }

  @Test func bytesAndRawFormComeBackUnchanged() throws {
    let id = try #require(ObjectID(hex: hex))
    #expect(ObjectID(bytes: id.bytes) == id)
    #expect(ObjectID(id.raw) == id)
    #expect(ObjectID(bytes: id.bytes.dropLast()) == nil)
  }

  @Test func idsAreOrderedAsTheirDigitsAre() throws {
    let ids = ["00", "0f", "10", "7f", "80", "ff"].compactMap { ObjectID(hex: $0 + String(repeating: "0", count: 38)) }
    #expect(ids.count == 6)
    #expect(ids.shuffled().sorted() == ids)
    #expect(ids.first == ObjectID.zero && ObjectID.zero.isZero)
  }
}
