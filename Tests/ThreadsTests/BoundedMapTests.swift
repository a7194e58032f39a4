import Synchronization
import Testing
import Threads

@Suite(.timeLimit(.minutes(1)))
struct BoundedMapTests {
  @Test func resultsStandInTheOrderOfTheElements() async {
    let results = await boundedMap(Array(0..<100), width: 7) { number in
      await Task.yield()
      return number * number
    }
    #expect(results == (0..<100).map { $0 * $0 })
  }

  @Test func noElementsGiveNoResults() async {
    let results = await boundedMap([Int](), width: 4) { $0 }
    #expect(results.isEmpty)
  }

  @Test(arguments: [1, 2, 5]) func noMoreTasksThanTheWidthAreUnderWay(width: Int) async {
    let load = Mutex((now: 0, most: 0))
    _ = await boundedMap(Array(0..<40), width: width) { _ in
      load.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      for _ in 0..<10 { await Task.yield() }
      load.withLock { $0.now -= 1 }
    }
    #expect(load.withLock(\.most) <= width)
  }
}

@Suite(.timeLimit(.minutes(1)))
struct GateTests {
  @Test(arguments: [1, 3]) func noMoreTasksThanTheWidthAreInside(width: Int) async {
    let gate = Gate(width: width)
    let load = Mutex((now: 0, most: 0, passed: 0))
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<30 {
        group.addTask {
          await gate.pass {
            load.withLock {
              $0.now += 1
              $0.most = max($0.most, $0.now)
            }
            await Task.yield()
            load.withLock {
              $0.now -= 1
              $0.passed += 1
            }
          }
        }
      }
    }
    #expect(load.withLock(\.most) <= width)
    #expect(load.withLock(\.passed) == 30)
  }
}
