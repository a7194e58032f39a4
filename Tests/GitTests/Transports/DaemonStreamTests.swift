import Foundation
import Testing

@testable import Git

/// A connection to a git daemon under the operation's limits.
@Suite struct DaemonStreamTests {
  /// Runs `body` on a stream to which more has come than is asked for, with another end that takes what is written.
  private func withFlowingStream(
    total: Duration, _ cancellation: Cancellation = Cancellation(), _ body: (DaemonStream) throws -> Void
  ) throws {
    var ends: [Int32] = [0, 0]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    defer { close(ends[1]) }
    try #require(fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0)
    let bytes = [UInt8](repeating: 1, count: 1000)
    try #require(write(ends[1], bytes, bytes.count) == bytes.count)
    let settings = NetworkSettings(environment: [:], configuration: GitConfiguration(), version: "0")
    try OperationContext.run(
      settings: settings, limits: NetworkLimits(total: total), cancellation: cancellation
    ) { context in
      try body(DaemonStream(socket: ends[0], host: "example.com", context: context))
    }
  }

  private func read(_ stream: DaemonStream) throws -> Int {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 10, alignment: 1)
    defer { buffer.deallocate() }
    return try stream.read(into: buffer)
  }

  @Test func whatIsThereIsReadInTime() throws {
    try withFlowingStream(total: .seconds(60)) { stream in
      let count = try read(stream)
      #expect(count == 10)
    }
  }

  @Test func aServerThatNeverLetsOneWaitIsEndedByTheTotalLimit() throws {
    try withFlowingStream(total: .zero) { stream in
      let bytes: [UInt8] = [1, 2, 3]
      #expect(throws: NetworkFailure.self) { try read(stream) }
      #expect(throws: NetworkFailure.self) { try bytes.withUnsafeBytes { try stream.write($0) } }
    }
  }

  @Test func soItIsByACancellation() throws {
    let cancellation = Cancellation()
    cancellation.cancel()
    try withFlowingStream(total: .seconds(60), cancellation) { stream in
      #expect(throws: NetworkFailure.self) { try read(stream) }
    }
  }
}
