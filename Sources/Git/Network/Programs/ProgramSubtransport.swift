/// Reaches a repository through a program that speaks git's protocol on its input and output: `ssh`, or git's own
/// `git-upload-pack` and `git-receive-pack`.
final class ProgramSubtransport: Subtransport {
  /// How to reach one repository.
  struct Connection {
    let command: ProgramCommand
    /// The server's name for messages.
    let host: String
    /// Makes the failure of a program that ended with an error, from its last words.
    let failure: (ChildProgram.ExitStatus, [String]) -> NetworkFailure
  }

  private let connect: (SmartService, String, OperationContext) throws(NetworkFailure) -> Connection
  private var stream: ProgramSubtransportStream?

  /// Makes a transport that starts what `connect` tells it for a service and a URL.
  init(_ connect: @escaping (SmartService, String, OperationContext) throws(NetworkFailure) -> Connection) {
    self.connect = connect
  }

  func open(_ service: SmartService, url: String, in context: OperationContext) throws(NetworkFailure)
    -> any SubtransportStream
  {
    if let stream, !service.isReferences { return stream }
    stream?.close()
    let connection = try connect(service, url, context)
    let started = ProgramSubtransportStream(
      try ProgramStream(connection.command, host: connection.host, in: context), connection)
    stream = started
    return started
  }

  func close() {
    stream?.close()
    stream = nil
  }
}

/// The one stream of such a connection.
private final class ProgramSubtransportStream: KeptStream {
  var box: UnsafeMutableRawPointer?

  private let program: ProgramStream
  private let connection: ProgramSubtransport.Connection
  private var isClosed = false

  init(_ program: ProgramStream, _ connection: ProgramSubtransport.Connection) {
    self.program = program
    self.connection = connection
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(NetworkFailure) -> Int {
    let count = try program.read(into: buffer)
    guard count == 0 else { return count }
    // The end of output is only the end of the answer if the program says so.
    guard let status = program.finish(), status != .exited(0) else { return 0 }
    throw connection.failure(status, program.lastErrorLines)
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(NetworkFailure) {
    do throws(NetworkFailure) { try program.write(bytes) } catch  where error.kind == .unreachable {
      // It ended before it had read everything: why, it tells by its errors.
      guard let status = program.finish(), status != .exited(0) else { throw error }
      throw connection.failure(status, program.lastErrorLines)
    }
  }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    program.close()
  }
}
