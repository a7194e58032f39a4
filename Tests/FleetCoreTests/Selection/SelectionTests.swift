import Testing

@testable import FleetCore

struct SelectionTests {
  private func manifest() throws -> Manifest {
    let services = try [("orders", ["django"]), ("billing", ["django", "money"]), ("web-shop", ["typescript"])].map {
      Service(name: $0.0, remote: try RemoteLocation("/srv/\($0.0).git", relativeTo: "/"), tags: $0.1)
    }
    return Manifest(name: "plumbing", services: services)
  }

  private func names(_ texts: String..., limit: Int? = nil) throws -> [String] {
    let terms = try SelectionTerm.terms(in: texts, origin: "--select")
    let candidates = try Selection(terms: terms, limit: limit).candidates(of: manifest())
    return try #require(candidates.result).services.map(\.name)
  }

  @Test func withoutTermsEveryServiceIsTakenSortedByName() throws {
    #expect(try names() == ["billing", "orders", "web-shop"])
  }

  @Test(arguments: [
    ("billing", ["billing"]), ("b*,web-shop", ["billing", "web-shop"]), ("tag:django", ["billing", "orders"]),
    ("tag:*", ["billing", "orders", "web-shop"]), ("!tag:django", ["web-shop"]), ("tag:django,!billing", ["orders"]),
  ])
  func termsNameServices(term: String, expected: [String]) throws {
    #expect(try names(term) == expected)
  }

  @Test func aLimitTakesTheFirstByName() throws {
    #expect(try names(limit: 2) == ["billing", "orders"])
  }

  @Test func aTermThatNamesNothingIsAnError() throws {
    #expect(throws: SelectionError.self) { try names("biling") }
    #expect(throws: SelectionError.self) { try names("billing,tag:rust") }
  }

  @Test func aNegativeTermMayNameNothing() throws {
    #expect(try names("!gone") == ["billing", "orders", "web-shop"])
  }

  @Test(arguments: ["!", "tag:", "!tag:", "[a"]) func whatIsNotATermIsAnError(text: String) throws {
    #expect(throws: SelectionError.self) { try names(text) }
  }
}
