import FleetTestSupport
import Foundation
import Testing

@testable import FleetCore

/// Trust is for one commit, and lasts until it is taken back.
struct TrustStoreTests {
  private let folder: TemporaryFolder
  private let store: TrustStore

  init() throws {
    folder = try TemporaryFolder()
    store = TrustStore(environment: ["XDG_CONFIG_HOME": folder.path])
  }

  @Test func nobodyIsTrustedWithoutAFile() throws {
    #expect(try store.entries().isEmpty)
  }

  @Test func entriesAreKeptSortedAndOnce() throws {
    let entries = ["b", "a"].map { TrustStore.Entry(url: "https://h/\($0)", commit: String(repeating: "1", count: 40)) }
    for entry in entries + entries { try store.add(entry) }
    #expect(try TrustStore(environment: ["XDG_CONFIG_HOME": folder.path]).entries() == entries.reversed())
  }

  @Test func trustIsTakenBackByCommitOrAltogether() throws {
    for commit in ["11aa", "11bb", "22cc"] { try store.add(TrustStore.Entry(url: "u", commit: commit)) }
    #expect(try store.remove(url: "u", commit: "11").map(\.commit) == ["11aa", "11bb"])
    #expect(try store.remove(url: "other", commit: nil).isEmpty)
    #expect(try store.remove(url: "u", commit: nil).map(\.commit) == ["22cc"])
    #expect(try store.entries().isEmpty)
  }

  @Test func aFileThatCantBeReadTrustsNobodyAndIsAnError() throws {
    try folder.write("{", to: "fleet/trust.json")
    #expect(throws: StampError.self) { try store.entries() }
    #expect(throws: StampError.self) { try store.add(TrustStore.Entry(url: "u", commit: "1")) }
    #expect(folder.read("fleet/trust.json") == "{")
  }
}
