import FleetTestSupport
import Git
import Testing

@Suite struct BlobTests {
  @Test(arguments: [[], [0], Array(0...255), Array(repeating: 65, count: 100_000)] as [[UInt8]])
  func bytesComeBackAsTheyWere(_ bytes: [UInt8]) throws {
    let remote = try Remote()
    let repository = try Repository(openingBare: remote.path)
    let id = try repository.writeBlob(bytes)
    #expect(try repository.blob(id) == bytes)
    #expect(try repository.blobSize(id) == bytes.count)
    #expect(try repository.contains(id))
    #expect(try remote.git.run(["hash-object", "-t", "blob", "--stdin"], in: remote.path, input: bytes) == id.hex)
  }

  @Test func aBlobOverTheLimitIsNotRead() throws {
    let remote = try Remote()
    let repository = try Repository(openingBare: remote.path)
    let id = try repository.writeBlob(Array(repeating: 65, count: 1000))
    #expect(try repository.blob(id, limit: 1000).count == 1000)
    let error = gitError { _ = try repository.blob(id, limit: 999) }
    #expect(error?.kind == .unsupported)
    #expect(error?.message.contains("1000 bytes") == true)
  }

  @Test func whatIsNoBlobIsNotFound() throws {
    let remote = try Remote(files: ["a": "x\n"])
    let repository = try Repository(openingBare: remote.path)
    #expect(gitError { _ = try repository.blob(.zero) }?.kind == .notFound)
    let tip = try remote.id()
    #expect(gitError { _ = try repository.blob(tip) }?.kind == .notFound)
    #expect(try !repository.contains(.zero))
  }

  @Test func aBrokenObjectIsToldFromAMissingOne() throws {
    let remote = try Remote(files: ["a": "x\n", "b/c": "y\n"])
    let tip = try remote.id()
    let blob = try remote.git.run(["rev-parse", "main:a"], in: remote.path)
    try remote.corruptObject(blob)
    let repository = try Repository(openingBare: remote.path)
    let id = try #require(ObjectID(hex: blob))
    let error = gitError { _ = try repository.blob(id) }
    #expect(error?.kind == .corrupt)
    #expect(error?.operation == "read blob \(id.short) in \(remote.path)")
    try remote.corruptObject(remote.git.run(["rev-parse", "main^{tree}"], in: remote.path))
    #expect(gitError { _ = try repository.tree(of: tip) }?.kind == .corrupt)
  }
}
