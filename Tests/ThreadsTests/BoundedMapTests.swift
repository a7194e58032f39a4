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
    let load = Load()
    _ = await boundedMap(Array(0..<40), width: width) { _ in
      load.enter()
      for _ in 0..<10 { await Task.yield() }
      load.leave()
    }
    #expect(load.most <= width)
  }
}

@Suite(.timeLimit(.minutes(1)))
struct GateTests {
  @Test(arguments: [1, 3]) func noMoreTasksThanTheWidthAreInside(width: Int) async {
    let gate = Gate(width: width)
    let load = Load()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<30 {
        group.addTask {
          await gate.pass {
            load.enter()
            await Task.yield()
            load.leave()
          }
        }
      }
    }
    #expect(load.most <= width)
    #expect(load.passedCount == 30)
  }
}
