import Testing

@testable import FleetCore

struct SelectionVerdictTests {
  private func manifest() throws -> Manifest {
    let services = try [("orders", ["django"]), ("billing", ["django", "money"]), ("stock", []), ("web-shop", ["ts"])]
      .map { name, tags in
        Service(name: name, remote: try RemoteLocation("/srv/\(name).git", relativeTo: "/"), tags: tags)
      }
    return Manifest(name: "plumbing", services: services)
  }

  private func candidates(
    select: [String] = [], repos: [String] = [], where conditions: [String] = [], limit: Int? = nil
  ) throws -> SelectionCandidates {
    let terms =
      try SelectionTerm.terms(in: select, origin: "--select")
      + SelectionTerm.terms(in: repos, origin: "--repos mine.txt")
    let read = try conditions.map { try SelectionCondition(parsing: $0, libraries: []) }
    return try Selection(terms: terms, conditions: read, limit: limit).candidates(of: manifest())
  }

  /// What was said of each service, in order.
  private func said(_ result: SelectionResult?) throws -> [String] {
    try #require(result).verdicts.map { verdict in
      switch verdict.state {
      case .selected: "\(verdict.service) selected"
      case .leftOut(let reason): "\(verdict.service) \(reason.option): \(reason.clause)"
      case .undecided: "\(verdict.service) undecided"
      }
    }
  }

  @Test func theOptionAndTheClauseThatLeftAServiceOutAreNamed() throws {
    let result = try candidates(
      select: ["tag:django,stock"], repos: ["!orders"], where: ["not name:stock"]
    ).result
    #expect(
      try said(result) == [
        "billing selected", "orders --repos mine.txt: !orders", "stock --where: not name:stock",
        "web-shop --select: no term names it",
      ])
    #expect(
      try said(candidates(select: ["stock"], repos: ["billing"]).result)[1]
        == "orders --select and --repos mine.txt: no term names it")
  }

  @Test func theLimitCountsWhatTheConditionsLeave() throws {
    let result = try candidates(where: ["tag:*", "not name:billing"], limit: 1).result
    #expect(
      try said(result) == [
        "billing --where: not name:billing", "orders selected", "stock --where: tag:*", "web-shop --limit: 1",
      ])
  }

  @Test func aMirrorIsNeededOnlyWhereTheManifestDoesNotDecide() throws {
    let open = try candidates(where: ["name:billing or tag:django and file:tox.ini"])
    #expect(open.needsMirrors && open.services.map(\.name) == ["billing", "orders"])
    #expect(open.services.filter(open.isOpen).map(\.name) == ["orders"])
    #expect(try !candidates(where: ["name:billing and not tag:ts"]).needsMirrors)
  }
}
