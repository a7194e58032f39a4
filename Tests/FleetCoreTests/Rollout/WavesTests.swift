import Testing

@testable import FleetCore

struct WavesTests {
  private let waves = Waves(sizes: [.count(1), .percent(10), .percent(100)], haltAt: .percent(0))

  private func ranges(waiting: Int, done: Int = 0) -> [Range<Int>] {
    waves.slices(waitingCount: waiting, doneCount: done).map(\.range)
  }

  @Test func eachWaveGoesOnWhereTheOneBeforeEnded() {
    #expect(ranges(waiting: 200) == [0..<1, 1..<20, 20..<200])
  }

  @Test func aWaveWithNothingInItIsLeftOut() {
    let slices = waves.slices(waitingCount: 5, doneCount: 0)
    #expect(slices == [.init(number: 1, range: 0..<1), .init(number: 3, range: 1..<5)])
  }

  @Test func whatIsDoneCountsAsTheFirstOfTheEarliestWaves() {
    #expect(ranges(waiting: 185, done: 15) == [0..<5, 5..<185])
    #expect(waves.slices(waitingCount: 185, doneCount: 15).map(\.number) == [2, 3])
  }

  @Test func nothingIsInAWaveBeyondTheLast() {
    let waves = Waves(sizes: [.count(1), .percent(50)], haltAt: .percent(0))
    #expect(waves.slices(waitingCount: 10, doneCount: 0).last?.range == 1..<5)
  }

  @Test func withNothingToDoThereAreNoWaves() {
    #expect(ranges(waiting: 0, done: 9).isEmpty)
    #expect(ranges(waiting: 0).isEmpty)
  }
}
