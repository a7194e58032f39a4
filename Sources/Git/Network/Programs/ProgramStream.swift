import Foundation

/// A started program as a stream: what is written is its input, what is read its output, all under the operation's
/// limits. Its errors are read meanwhile, so that it never waits for us, and their end is kept.
final class ProgramStream {
  private let child: ChildProgram
  private var watch: OperationWatch
  private var errors = LastLines()
  /// Gets every piece of the program's errors; with it they count as signs of life.
  private let onErrors: ((UnsafeRawBufferPointer) -> Void)?
  /// Output that came while we waited to write.
  private var pending: [UInt8] = []
  private var outputEnded = false
  private var errorsEnded = false
  /// What ended the stream: every later call ends the same way, without another wait.
  private var failure: NetworkFailure?

  /// How much output is kept while we write; past that the program waits.
  private static let pendingLimit = 1 << 20

  /// Starts `command`; `host` is the server's name for messages.
  init(
    _ command: ProgramCommand, host: String, in context: OperationContext,
    onErrors: ((UnsafeRawBufferPointer) -> Void)? = nil
  ) throws(NetworkFailure) {
    self.onErrors = onErrors
    do throws(GitError) { child = try ChildProgram(command) } catch {
      throw NetworkFailure(.unreachable, host: host, "\(error.operation) for \(host): \(error.message)")
    }
    watch = OperationWatch(context: context, host: host)
  }

  /// The last lines that the program wrote to its errors.
  var lastErrorLines: [String] { errors.lines }

  /// How much of what nobody wants any more is read so that a program can end by itself.
  private static let drainLimit = 1 << 20

  /// Waits for output and returns the number of bytes; 0 at its end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(NetworkFailure) -> Int {
    try checkTime()
    if !pending.isEmpty {
      let count = min(pending.count, buffer.count)
      buffer.copyBytes(from: pending[..<count])
      pending.removeFirst(count)
      return count
    }
    watch.noteActivity()
    while !outputEnded {
      let count = recv(child.socket, buffer.baseAddress, buffer.count, 0)
      if count > 0 { return count }
      if count == 0 || (errno != EAGAIN && errno != EINTR) { break }
      try wait(for: Int16(POLLIN))
    }
    outputEnded = true
    return 0
  }

  /// Writes all of `bytes` to the program's input.
  func write(_ bytes: UnsafeRawBufferPointer) throws(NetworkFailure) {
    try checkTime()
    watch.noteActivity()
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest)
      let count = send(child.socket, part.baseAddress, part.count, 0)
      if count > 0 {
        rest = rest.dropFirst(count)
        watch.noteActivity()
      } else if errno == EAGAIN {
        try wait(for: Int16(POLLOUT))
      } else if errno != EINTR {
        throw NetworkFailure(.unreachable, host: watch.host, "\(watch.host) closed the connection")
      }
    }
  }

  /// Tells the program that no more input comes.
  func closeInput() {
    child.closeInput()
  }

  /// Ends the stream. An undisturbed program gets the time to finish, since a server's hooks may still run; one whose
  /// stream failed is ended at once.
  @discardableResult
  func close() -> ChildProgram.ExitStatus {
    if failure == nil { drain() }
    return child.end(after: failure == nil ? .milliseconds(300) : .zero)
  }

  private func checkTime() throws(NetworkFailure) {
    if let failure { throw failure }
    do throws(NetworkFailure) { try watch.check() } catch {
      failure = error
      throw error
    }
  }

  /// Reads and forgets what is still to come; a program that has much more to say is ended.
  private func drain() {
    child.closeInput()
    watch.noteActivity()
    pending.removeAll()
    withUnsafeTemporaryAllocation(byteCount: 1 << 14, alignment: 1) { buffer in
      var byteCount = 0
      // A limit or cancellation that ends this wait is in `failure`; the operation itself is over and stays as it was.
      while byteCount < ProgramStream.drainLimit, let count = try? read(into: buffer), count > 0 { byteCount += count }
    }
  }

  /// Waits until the program's socket is ready for `events`; reads errors, and output while we wait to write.
  private func wait(for events: Int16) throws(NetworkFailure) {
    if let failure { throw failure }
    do throws(NetworkFailure) {
      let cancellation = watch.context.cancellation.descriptor
      let output = outputEnded || pending.count >= ProgramStream.pendingLimit ? 0 : Int16(POLLIN)
      var polled = [
        pollfd(fd: child.socket, events: events | output, revents: 0),
        pollfd(fd: errorsEnded ? -1 : child.errorPipe, events: Int16(POLLIN), revents: 0),
        pollfd(fd: cancellation, events: Int16(POLLIN), revents: 0),
      ]
      let limit = try watch.milliseconds()
      guard poll(&polled, 3, limit) > 0 else { return }
      if polled[2].revents != 0 { throw .cancelled(host: watch.host) }
      if polled[1].revents != 0 { readErrors() }
      if polled[0].revents & Int16(POLLIN) != 0 && events & Int16(POLLIN) == 0 { readAhead() }
    } catch {
      failure = error
      throw error
    }
  }

  private func readAhead() {
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
      let count = recv(child.socket, buffer.baseAddress, buffer.count, 0)
      if count > 0 {
        pending += buffer[..<count]
        watch.noteActivity()
      } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
        outputEnded = true
      }
    }
  }

  /// Reads the errors that are there; waits for none.
  private func readErrors() {
    withUnsafeTemporaryAllocation(byteCount: 1 << 12, alignment: 1) { buffer in
      while !errorsEnded {
        let count = Foundation.read(child.errorPipe, buffer.baseAddress, buffer.count)
        if count > 0 {
          errors.append(buffer[..<count])
          onErrors?(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
          if onErrors != nil { watch.noteActivity() }
        } else if count < 0 && errno == EAGAIN {
          return
        } else if count == 0 || errno != EINTR {
          errorsEnded = true
        }
      }
    }
  }

  /// Waits a moment for the end of a program whose output ended, reading its errors; nil where it still runs.
  func finish() -> ChildProgram.ExitStatus? {
    child.closeInput()
    let end = ContinuousClock.Instant.now + .seconds(2)
    repeat {
      readErrors()
      if let status = child.wait(for: .milliseconds(50)) {
        readErrors()
        return status
      }
    } while .now < end
    return nil
  }
}
