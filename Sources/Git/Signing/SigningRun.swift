/// One program that signs, from its start to its end: what it printed, and what it said.
struct SigningRun {
  let output: [UInt8]
  /// The last lines of its errors.
  let errors: [String]
  let status: ChildProgram.ExitStatus

  /// More than any signature or list of keys has.
  private static let outputLimit = 1 << 20

  /// Runs the program within `CommitSigner.timeLimit`.
  ///
  /// - Throws: where it can't be started, or isn't done in time.
  init(
    _ command: ProgramCommand, input: [UInt8], _ settings: NetworkSettings, _ cancellation: Cancellation,
    operation: String
  ) throws(GitError) {
    let limit = CommitSigner.timeLimit
    do throws(NetworkFailure) {
      self = try OperationContext.run(
        settings: settings, limits: NetworkLimits(connect: limit, idle: limit, total: limit),
        cancellation: cancellation
      ) { (context) throws(NetworkFailure) in
        try SigningRun(command, input: input, in: context)
      }
    } catch {
      throw GitError(
        operation: operation, kind: error.kind, message: error.message,
        hint: error.kind == .unreachable ? SigningRun.hint(for: command.program) : nil)
    }
  }

  private init(
    _ command: ProgramCommand, input: [UInt8], in context: OperationContext
  ) throws(NetworkFailure) {
    let stream = try ProgramStream(command, host: command.program, in: context)
    do throws(NetworkFailure) {
      try input.withUnsafeBufferPointer { bytes throws(NetworkFailure) in
        try stream.write(UnsafeRawBufferPointer(bytes))
      }
    } catch  where error.kind == .unreachable {
      // It ended before it had read everything: why, it tells by its errors.
    }
    stream.closeInput()
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while output.count < SigningRun.outputLimit {
      let count = try buffer.withUnsafeMutableBufferPointer { bytes throws(NetworkFailure) in
        try stream.read(into: UnsafeMutableRawBufferPointer(bytes))
      }
      if count == 0 { break }
      output += buffer[..<count]
    }
    status = stream.finish() ?? stream.close()
    self.output = output
    errors = stream.lastErrorLines
  }

  /// What a program that signs sees: all of the user's environment but fleet's own tokens, and English.
  static func environment(_ settings: NetworkSettings) -> [String: String] {
    var variables = settings.environment.filter { !$0.key.hasPrefix("FLEET_TOKEN_") && $0.key != "LANGUAGE" }
    variables["LC_ALL"] = "C"
    return variables
  }

  private static func hint(for program: String) -> String? {
    switch program {
    case "gpg": "apt-get install gnupg"
    case "ssh-keygen": "apt-get install openssh-client"
    default: nil
    }
  }
}
