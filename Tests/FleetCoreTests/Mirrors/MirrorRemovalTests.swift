import FleetTestSupport
import Foundation
import Git
import Testing

@testable import FleetCore

/// What `fleet cache prune` takes away, and what somebody is using.
@Suite struct MirrorRemovalTests {
  private let folder: TemporaryFolder
  private let store: MirrorStore
  private let entry: MirrorStore.Entry
  private let checkout: Checkout

  init() throws {
    folder = try TemporaryFolder()
    store = MirrorStore(folder: "\(folder.path)/mirrors")
    try folder.write("ref: refs/heads/main\n", to: "mirrors/billing-1.git/HEAD")
    try folder.write("", to: "checkouts/billing-1/work/a")
    entry = try #require(store.entries().first)
    checkout = Checkout(in: "\(folder.path)/checkouts/billing-1")
  }

  private func remove() throws -> Bool { try store.remove(entry, checkouts: "\(folder.path)/checkouts") }

  private var isThere: [Bool] { [entry.path, checkout.base].map { FileManager.default.fileExists(atPath: $0) } }

  @Test func aMirrorGoesWithItsCheckout() throws {
    #expect(try remove())
    #expect(isThere == [false, false])
  }

  @Test func aMirrorWithoutACheckoutGoesToo() throws {
    try FileManager.default.removeItem(atPath: checkout.base)
    #expect(try remove())
    #expect(isThere == [false, false])
  }

  @Test func aMirrorWhoseCheckoutIsTestedStays() throws {
    do {
      let lock = try checkout.lock(limit: .seconds(10), cancellation: Cancellation())
      defer { withExtendedLifetime(lock) {} }
      #expect(try !remove())
      #expect(isThere == [true, true])
    }
    #expect(try remove())
  }

  @Test func aMirrorThatIsUsedStays() throws {
    do {
      let lock = FileLock(free: entry.path + Mirror.lockSuffix)
      defer { withExtendedLifetime(lock) {} }
      #expect(try !remove())
      #expect(isThere == [true, true])
    }
    #expect(try remove())
  }
}
