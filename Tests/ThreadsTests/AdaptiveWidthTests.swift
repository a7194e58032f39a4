import Testing
import Threads

/// A server as numbers: operations that end one after another, as many under way as the width says.
private struct SimulatedServer {
  /// How long an operation takes where so many are under way, in seconds.
  let duration: (_ width: Int) -> Double
  /// How many at once it takes before it pushes back.
  var patience = Int.max
  var processorShare = 0.0
  var isCrowded = true

  /// Runs operations to their ends and returns the width after each.
  func run(_ width: inout AdaptiveWidth, count: Int, kind: (_ index: Int) -> String = { _ in "fetch" }) -> [Int] {
    let origin = ContinuousClock.now
    var underWay: [(begin: Double, end: Double, isRefused: Bool)] = []
    var (now, started) = (0.0, 0)
    var widths: [Int] = []
    while widths.count < count {
      while underWay.count < width.width {
        let isRefused = underWay.count >= patience
        underWay.append((now, now + (isRefused ? 0.001 : duration(width.width)) + Double(started) * 1e-9, isRefused))
        started += 1
      }
      underWay.sort { $0.end < $1.end }
      let first = underWay.removeFirst()
      now = first.end
      let seconds = first.end - first.begin
      width.note(
        AdaptiveWidth.Sample(
          kind: kind(widths.count), begin: origin + .seconds(first.begin), end: origin + .seconds(first.end),
          processorTime: .seconds(seconds * processorShare), isPushedBack: first.isRefused, isCrowded: isCrowded))
      widths.append(width.width)
    }
    return widths
  }
}

struct AdaptiveWidthTests {
  @Test func atAServerThatIsOnlyFarAwayItGrowsToItsLimit() {
    var width = AdaptiveWidth(start: 8, limit: 32)
    let widths = SimulatedServer { _ in 0.05 }.run(&width, count: 60)
    #expect(width.width == 32)
    #expect(widths.max() == 32)
    // Eight at first, then as many as twice that: it is wide after three windows.
    #expect(widths.firstIndex(of: 32).map { $0 < 8 + 16 + 32 } == true)
  }

  @Test func aStepThatBringsNothingIsTakenBackAndNotTriedAgainSoon() {
    var width = AdaptiveWidth(start: 8, limit: 32)
    // Two processors: twice as many at once take twice as long.
    let widths = SimulatedServer { 0.01 * Double($0) / 2 }.run(&width, count: 400)
    #expect(widths.filter { $0 > 8 }.count < 150)
    #expect(widths.max() == 16)
    #expect(widths.filter { $0 < 8 }.isEmpty)
  }

  @Test func itEndsBetweenWhereTheServerDoesNotGetFasterAnyMore() {
    var width = AdaptiveWidth(start: 8, limit: 64)
    // Fifty milliseconds away, and busy from sixteen on.
    let widths = SimulatedServer { max(0.05, 0.05 * Double($0) / 16) }.run(&width, count: 150)
    #expect(widths.suffix(40).allSatisfy { $0 == 16 || $0 == 32 } as Bool)
    #expect(widths.max() == 32)
  }

  @Test func threadsThatWorkInsteadOfWaitingGetNoCompany() {
    var width = AdaptiveWidth(start: 8, limit: 32)
    let widths = SimulatedServer(duration: { _ in 0.05 }, processorShare: 0.7).run(&width, count: 100)
    #expect(Set(widths) == [8])
  }

  @Test func withoutWaitersThereIsNoReasonToGrow() {
    var width = AdaptiveWidth(start: 8, limit: 32)
    let widths = SimulatedServer(duration: { _ in 0.05 }, isCrowded: false).run(&width, count: 100)
    #expect(Set(widths) == [8])
  }

  @Test func aServerThatPushesBackHalvesItOnceForAllThatWasUnderWay() {
    var width = AdaptiveWidth(start: 16, limit: 32)
    let origin = ContinuousClock.now
    for _ in 0..<16 {
      width.note(
        AdaptiveWidth.Sample(
          kind: "fetch", begin: origin, end: origin + .seconds(1), processorTime: .zero, isPushedBack: true))
    }
    #expect(width.width == 8)
    width.note(
      AdaptiveWidth.Sample(
        kind: "fetch", begin: origin + .seconds(2), end: origin + .seconds(3), processorTime: .zero, isPushedBack: true)
    )
    #expect(width.width == 4)
  }

  @Test(arguments: [1, 3, 5, 12]) func itSettlesBelowWhatTheServerBears(patience: Int) {
    var width = AdaptiveWidth(start: 8, limit: 32)
    let widths = SimulatedServer(duration: { _ in 0.05 }, patience: patience).run(&width, count: 600)
    let later = widths.suffix(300)
    #expect(later.allSatisfy { $0 >= 1 && $0 <= patience + 1 } as Bool)
    // It comes back after a while, by one at a time.
    #expect(patience == 1 || Set(later).count > 1)
  }

  @Test func itIsNeverLessThanOne() {
    var width = AdaptiveWidth(start: 2, limit: 4)
    let origin = ContinuousClock.now
    for second in 0..<5 {
      width.note(
        AdaptiveWidth.Sample(
          kind: "fetch", begin: origin + .seconds(second), end: origin + .seconds(second), processorTime: .zero,
          isPushedBack: true))
    }
    #expect(width.width == 1)
  }

  @Test(arguments: [1, 5, 100]) func aFixedOneStaysWhateverComes(number: Int) {
    var width = AdaptiveWidth(fixed: number)
    var widths = SimulatedServer { _ in 0.05 }.run(&width, count: 100)
    widths += SimulatedServer(duration: { _ in 0.05 }, patience: 0).run(&width, count: 100)
    #expect(Set(widths) == [number])
  }

  @Test func slowOperationsOfAnotherKindAreNoSlowdown() {
    var width = AdaptiveWidth(start: 8, limit: 32)
    // First fetches, then pushes that take three times as long: no reason to go back.
    var widths = SimulatedServer { _ in 0.05 }.run(&width, count: 10)
    widths += SimulatedServer { _ in 0.15 }.run(&width, count: 100) { _ in "push" }
    #expect(zip(widths, widths.dropFirst()).allSatisfy { $0 <= $1 } as Bool)
    #expect(width.width == 32)
  }

  @Test(arguments: [(0, 0, 1), (100, 4, 4), (8, 32, 8)]) func itBeginsWithinItsLimit(start: Int, limit: Int, begin: Int)
  {
    #expect(AdaptiveWidth(start: start, limit: limit).width == begin)
  }
}

@Suite(.timeLimit(.minutes(1)))
struct AdaptiveGateTests {
  @Test(arguments: [1, 3]) func noMoreThanTheWidthAreInside(width: Int) async {
    let gate = AdaptiveGate(AdaptiveWidth(fixed: width))
    let load = Load()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<30 {
        group.addTask {
          await gate.enter()
          load.enter()
          await Task.yield()
          load.leave()
          gate.leave(nil)
        }
      }
    }
    #expect(load.most <= width)
    #expect(load.passedCount == 30)
  }

  @Test func whoeverWaitsIsLetInAsItGetsWider() async {
    let gate = AdaptiveGate(AdaptiveWidth(start: 1, limit: 4))
    let origin = ContinuousClock.now
    let load = Load()
    await gate.enter()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<20 {
        group.addTask {
          await gate.enter()
          load.enter()
          await Task.yield()
          load.leave()
          gate.leave(
            AdaptiveWidth.Sample(kind: "fetch", begin: origin, end: origin + .seconds(1), processorTime: .zero))
        }
      }
      gate.leave(nil)
    }
    #expect(load.passedCount == 20)
    #expect(gate.width > 1)
    #expect(load.most <= 4)
  }

  @Test func aPauseIsThereUntilItsEndAndTheLongestCounts() {
    let gate = AdaptiveGate(AdaptiveWidth(fixed: 1))
    let now = ContinuousClock.now
    #expect(gate.pause(at: now) == nil)
    gate.pause(until: now + .seconds(5))
    gate.pause(until: now + .seconds(2))
    #expect(gate.pause(at: now + .seconds(1)) == .seconds(4))
    #expect(gate.pause(at: now + .seconds(5)) == nil)
  }
}
