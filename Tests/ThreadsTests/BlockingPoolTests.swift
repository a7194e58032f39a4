import Dispatch
import Foundation
import Testing
import Threads

@Suite(.timeLimit(.minutes(1)))
struct BlockingPoolTests {
  @Test func aJobReturnsItsValue() async {
    let pool = BlockingPool(name: "test", width: 2)
    let value = await pool.run { 21 * 2 }
    #expect(value == 42)
  }

  @Test func aJobsErrorReachesTheCaller() async {
    struct Refused: Error {}
    let pool = BlockingPool(name: "test", width: 1)
    await #expect(throws: Refused.self) {
      try await pool.run { () throws(Refused) -> Int in throw Refused() }
    }
  }

  @Test func asManyJobsRunAtOnceAsThePoolIsWide() async {
    let pool = BlockingPool(name: "test", width: 3)
    let arrived = DispatchSemaphore(value: 0)
    let mayGo = DispatchSemaphore(value: 0)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<3 {
        group.addTask {
          await pool.run {
            arrived.signal()
            mayGo.wait()
          }
        }
      }
      // Each job waits for the others: with a narrower pool the third would never arrive.
      group.addTask {
        let waiter = BlockingPool(name: "waiter", width: 1)
        await waiter.run {
          for _ in 0..<3 { arrived.wait() }
          for _ in 0..<3 { mayGo.signal() }
        }
      }
    }
  }

  @Test func jobsThatComeOneAfterAnotherShareAThread() async {
    let pool = BlockingPool(name: "test", width: 32)
    var threads: Set<UInt> = []
    for _ in 0..<100 {
      threads.insert(await pool.run { UInt(bitPattern: ObjectIdentifier(Thread.current).hashValue) })
    }
    #expect(threads.count == 1)
  }

  @Test func noMoreThreadsAreStartedThanJobsAreAtOnce() async {
    let pool = BlockingPool(name: "test", width: 64)
    let gate = Gate(width: 4)
    let threads = await withTaskGroup(of: UInt.self) { group in
      for _ in 0..<400 {
        group.addTask {
          await gate.pass { await pool.run { UInt(bitPattern: ObjectIdentifier(Thread.current).hashValue) } }
        }
      }
      return await group.reduce(into: Set<UInt>()) { $0.insert($1) }
    }
    #expect(threads.count <= 4)
  }

  @Test(arguments: [1, 4]) func noMoreJobsRunAtOnceThanThePoolIsWide(width: Int) async {
    let pool = BlockingPool(name: "test", width: width)
    let load = Load()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<50 {
        group.addTask {
          await pool.run {
            load.enter()
            load.leave()
          }
        }
      }
    }
    #expect(load.most <= width)
    #expect(load.passedCount == 50)
  }
}
