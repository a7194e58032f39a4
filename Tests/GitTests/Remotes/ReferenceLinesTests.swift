import Testing

@testable import Git

@Suite struct ReferenceLinesTests {
  private let first = String(repeating: "1", count: 40)
  private let second = String(repeating: "a", count: 40)

  private func packet(_ text: String) -> String {
    let digits = String(text.utf8.count + 4, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits + text
  }

  private func references(_ lines: [String], end: String = "0000") -> [RemoteReference]? {
    let text = packet("# service=git-upload-pack\n") + "0000" + lines.map(packet).joined() + end
    return ReferenceLines.references(in: Array(text.utf8), from: .uploadPackReferences)
  }

  private func id(_ hex: String) throws -> ObjectID { try #require(ObjectID(hex: hex)) }

  @Test func namesIdsAndWhatHeadNamesAreRead() throws {
    let found = references([
      "\(first) HEAD\0multi_ack symref=HEAD:refs/heads/main object-format=sha1 agent=git/2.39.5\n",
      "\(first) refs/heads/main\n", "\(second) refs/heads/ö",
    ])
    #expect(
      found == [
        RemoteReference(name: "HEAD", id: try id(first), symbolicTarget: "refs/heads/main"),
        RemoteReference(name: "refs/heads/main", id: try id(first)),
        RemoteReference(name: "refs/heads/ö", id: try id(second)),
      ])
  }

  @Test func aTagKnowsWhatItIsATagOf() throws {
    let found = references(["\(first) refs/tags/1\0ofs-delta\n", "\(second) refs/tags/1^{}\n"])
    #expect(found == [RemoteReference(name: "refs/tags/1", id: try id(first), peeledID: try id(second))])
  }

  @Test func anEmptyRepositoryHasNone() {
    let zero = String(repeating: "0", count: 40)
    #expect(references(["\(zero) capabilities^{}\0report-status\n"]) == [])
  }

  @Test func whatIsNotPlainlyAListIsLeftToLibgit2() {
    let good = "\(first) refs/heads/main\0ofs-delta\n"
    #expect(references([good]) != nil)
    #expect(references([]) == nil)
    #expect(references([good], end: "") == nil)
    #expect(references([good], end: "0000more") == nil)
    #expect(references([good, "shallow \(first)\n"]) == nil)
    #expect(references([good, "ERR no\n"]) == nil)
    #expect(references(["ERR access denied\n"]) == nil)
    #expect(references(["\(first) refs/heads/main\n"]) == nil)
    #expect(references([good, "\(first) refs/heads/a\0b\n"]) == nil)
    #expect(references([good, "\(first)  \n".replacing(" ", with: "-")]) == nil)
    #expect(references(["\(first)\(first.prefix(24)) refs/heads/main\0object-format=sha256\n"]) == nil)
    #expect(references(["\(first) refs/heads/main\0object-format=sha256\n"]) == nil)
    let asked = Array((packet("# service=git-upload-pack\n") + "0000" + packet(good) + "0000").utf8)
    #expect(ReferenceLines.references(in: asked, from: .receivePackReferences) == nil)
  }

  @Test func noBytesMakeItFail() {
    var chance = SystemRandomNumberGenerator()
    let text = packet("# service=git-upload-pack\n") + "0000" + packet("\(first) HEAD\0symref=HEAD:refs/heads/main\n")
    let whole = Array((text + packet("\(second) refs/heads/main\n") + "0000").utf8)
    for _ in 0..<2000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &chance) {
        let place = bytes.indices.randomElement(using: &chance) ?? 0
        switch Int.random(in: 0...2, using: &chance) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
        case 1: bytes.remove(at: place)
        default: bytes.removeSubrange(place...)
        }
        if bytes.isEmpty { break }
      }
      // A list that is cut anywhere isn't one.
      let found = ReferenceLines.references(in: bytes, from: .uploadPackReferences)
      #expect(found == nil || bytes.count >= whole.count - 8)
    }
  }
}
