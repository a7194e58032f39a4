import FleetTestSupport
import Git
import Testing

@Suite struct HistoryTests {
  private let remote: Remote
  private let base: ObjectID
  private let main: ObjectID
  private let side: ObjectID

  init() throws {
    remote = try Remote(files: ["a": "1\n"])
    base = try remote.id()
    try remote.commit(["b": "1\n"], on: "side", from: base.hex)
    for number in 2...4 { try remote.commit(["a": "\(number)\n"], message: "Number \(number)\n") }
    main = try remote.id()
    side = try remote.id(of: "side")
  }

  @Test func ancestorsAreToldFromOthers() throws {
    let repository = try Repository(openingBare: remote.path)
    #expect(try repository.isAncestor(base, of: main))
    #expect(try repository.isAncestor(main, of: main))
    #expect(try !repository.isAncestor(main, of: base))
    #expect(try !repository.isAncestor(side, of: main))
    #expect(try repository.isReachable(base, fromAnyOf: [side, main]))
    #expect(try !repository.isReachable(side, fromAnyOf: [main]))
    #expect(try !repository.isReachable(side, fromAnyOf: []))
  }

  @Test func commitsOfOneSideOnlyAreCounted() throws {
    let repository = try Repository(openingBare: remote.path)
    let counts = try repository.aheadBehind(main, upstream: side)
    #expect(counts.ahead == 3 && counts.behind == 1)
  }

  @Test func theLogIsBoundedAndLeavesOutWhatIsExcluded() throws {
    let repository = try Repository(openingBare: remote.path)
    #expect(
      try repository.log(from: main, excluding: [side], limit: 10).map(\.message) == [
        "Number 4\n", "Number 3\n", "Number 2\n",
      ])
    #expect(try repository.log(from: main, limit: 2).count == 2)
    #expect(try repository.log(from: main, limit: 0).isEmpty)
    #expect(try repository.log(from: main, limit: 10).last?.id == base)
  }

  @Test func revisionsAreResolvedAsGitDoes() throws {
    try remote.git.run(["tag", "-a", "-m", "x", "v1", base.hex], in: remote.path)
    let repository = try Repository(openingBare: remote.path)
    #expect(try repository.resolve("main~3") == base)
    #expect(try repository.resolve(main.short) == main)
    #expect(try repository.resolve("none") == nil)
    #expect(try repository.resolve("v1") != base)
    #expect(try repository.resolveCommit("v1") == base)
    #expect(try repository.resolveCommit("none") == nil)
    #expect(gitError { _ = try repository.resolve("main~~^{") } != nil)
  }

  @Test func anAbbreviationThatFitsSeveralObjectsIsAnError() throws {
    let repository = try Repository(openingBare: remote.path)
    var seen: [String: ObjectID] = [:]
    var ambiguous: String?
    for number in 0..<2000 where ambiguous == nil {
      let id = try repository.writeBlob(Array("\(number)".utf8))
      ambiguous = seen.updateValue(id, forKey: String(id.hex.prefix(4))).map { String($0.hex.prefix(4)) }
    }
    let prefix = try #require(ambiguous)
    #expect(gitError { _ = try repository.resolve(prefix) }?.message.contains("ambiguous") == true)
  }
}
