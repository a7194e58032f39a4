import FleetCore
import Foundation
import Testing

@testable import FleetCLI

struct ProgressScreenTests {
  private let start = ContinuousClock.now
  private let terminal = TerminalStyle(hasColor: false, width: 80)
  private let pipe = TerminalStyle(hasColor: false)

  private func failed(_ service: String, _ message: String = "declined") -> PipelineEvent {
    .finished(RepositoryResult(service: service, outcome: .failed(stage: .push), message: message))
  }

  @Test func aTerminalIsDrawnAtMostTenTimesASecond() {
    var screen = ProgressScreen(style: terminal)
    var drawings = 0
    for step in 0..<2000 {
      // Two thousand repositories fail within two seconds.
      let now = start + .milliseconds(step)
      let event = step == 0 ? PipelineEvent.began(serviceCount: 2000) : failed("service-\(step)")
      if !screen.show(event, at: now, width: 80).isEmpty { drawings += 1 }
    }
    #expect(drawings == 20)
  }

  @Test func whatCameTooSoonIsDrawnByTheNextTick() {
    var screen = ProgressScreen(style: terminal)
    _ = screen.show(.began(serviceCount: 2), at: start, width: 80)
    #expect(screen.show(failed("a"), at: start + .milliseconds(10), width: 80) == "")
    #expect(screen.tick(at: start + .milliseconds(50), width: 80) == "")
    let text = screen.tick(at: start + .milliseconds(100), width: 80)
    #expect(text == "\ra: failed(push): declined\u{1B}[K\n\r1/2 · 1 failed\u{1B}[K")
    #expect(screen.tick(at: start + .milliseconds(300), width: 80) == "")
    #expect(screen.tick(at: start + .milliseconds(1100), width: 80) == "\r1/2 · 1 failed\u{1B}[K")
  }

  @Test func noLineIsWiderThanTheTerminalAndNothingIsBlankedFirst() {
    var screen = ProgressScreen(style: TerminalStyle(hasColor: false, width: 40))
    _ = screen.show(.began(serviceCount: 9), at: start, width: 40)
    _ = screen.show(.entered(service: String(repeating: "x", count: 90), stage: .verify), at: start, width: 40)
    _ = screen.show(failed("a", String(repeating: "y", count: 90)), at: start, width: 40)
    let text = screen.tick(at: start + .milliseconds(100), width: 40)
    #expect(!text.contains("\u{1B}[2K"))
    for line in text.split(separator: "\n") { #expect(line.replacing("\u{1B}[K", with: "").dropFirst().count <= 40) }
  }

  @Test func theEndTakesTheStatusLineAwayAndKeepsWhatWasPending() {
    var screen = ProgressScreen(style: terminal)
    _ = screen.show(.began(serviceCount: 2), at: start, width: 80)
    _ = screen.show(failed("a"), at: start + .milliseconds(1), width: 80)
    #expect(screen.end() == "\ra: failed(push): declined\u{1B}[K\n\r\u{1B}[K")
    #expect(screen.end() == "")
    #expect(screen.tick(at: start + .seconds(5), width: 80) == "")
  }

  @Test func aLogHasALineForEveryRepositoryOfASmallFleet() {
    var screen = ProgressScreen(style: pipe)
    #expect(screen.show(.began(serviceCount: 2), at: start, width: 80) == "")
    #expect(screen.show(.entered(service: "a", stage: .plan), at: start, width: 80) == "")
    #expect(screen.show(failed("a"), at: start, width: 80) == "[1/2] a: failed(push): declined\n")
    let delivered = PipelineEvent.finished(RepositoryResult(service: "b", outcome: .delivered))
    #expect(screen.show(delivered, at: start, width: 80) == "[2/2] b: delivered\n")
    #expect(screen.end() == "")
  }

  @Test func aLogOfALargeFleetIsNoFlood() {
    var screen = ProgressScreen(style: pipe)
    _ = screen.show(.began(serviceCount: 2000), at: start, width: 80)
    var lines: [Substring] = []
    for number in 1...2000 {
      let event =
        number % 4 == 0 ? failed("s\(number)") : .finished(RepositoryResult(service: "s", outcome: .delivered))
      lines += screen.show(event, at: start, width: 80).split(separator: "\n")
    }
    // Twenty counts, fifty failures, and a line that says that there are more.
    #expect(lines.count == 71)
    #expect(lines.last == "[2000/2000] 1500 delivered · 500 failed")
  }

  @Test func whatARepositorySaysIsNotObeyed() {
    var screen = ProgressScreen(style: pipe)
    _ = screen.show(.began(serviceCount: 1), at: start, width: 80)
    #expect(screen.show(failed("a", "\u{1B}[2J"), at: start, width: 80) == "[1/1] a: failed(push): ␛[2J\n")
  }
}
