import Git
import Synchronization
import Testing
import Threads

@testable import FleetCore

struct BlobCacheTests {
  private func id(_ number: Int) -> ObjectID { ObjectID(hashingBlob: Array("\(number)".utf8)) }

  @Test func oneContentIsLookedAtOnceWhoeverAsks() async {
    let cache = BlobCache<Int>(costLimit: 1 << 20, cost: { _ in 0 })
    let made = Mutex(0)
    let pool = BlockingPool(name: "test", width: 8)
    let ids = (0..<5).map(id)
    let values = await boundedMap(Array(0..<200), width: 8) { index in
      await pool.run {
        cache.value(for: ids[index % 5]) {
          made.withLock { $0 += 1 }
          return index % 5
        }
      }
    }
    #expect(values == (0..<200).map { $0 % 5 })
    #expect(made.withLock { $0 } == 5)
  }

  @Test func whatWasNotAskedForInALongWhileIsForgotten() {
    let cache = BlobCache<Int>(costLimit: 100_000, cost: { _ in 10_000 })
    var made = 0
    func ask(_ number: Int) {
      _ = cache.value(for: id(number)) {
        made += 1
        return number
      }
    }
    for number in 0..<100 {
      ask(number)
      // Asked for again and again, it stays.
      ask(0)
    }
    #expect(made == 100)
    ask(1)
    #expect(made == 101)
  }

  @Test func whatFailedIsTriedAgain() throws {
    struct Failure: Error {}
    let cache = BlobCache<Int>(costLimit: 1 << 20, cost: { _ in 0 })
    #expect(throws: Failure.self) { try cache.value(for: id(1)) { () throws(Failure) -> Int in throw Failure() } }
    #expect(cache.value(for: id(1)) { 7 } == 7)
  }
}
