/// The `git` program in a working copy, for what belongs to its owner's own git: hooks, filters, signatures, the index.
///
/// Unlike a mirror, a working copy is under all of its owner's configuration. Calls block; any thread may make them.
public struct WorkingGit: Sendable {
  /// The folder in which it works, absolute.
  public let folder: String
  let settings: NetworkSettings
  let timeLimit: Duration
  let cancellation: Cancellation

  /// - Parameter timeLimit: for one call, with all hooks that it runs.
  public init(
    in folder: String, settings: NetworkSettings, timeLimit: Duration = .seconds(1800),
    cancellation: Cancellation = Cancellation()
  ) {
    self.folder = folder
    self.settings = settings
    self.timeLimit = timeLimit
    self.cancellation = cancellation
  }

  /// The same under other settings in another folder.
  public func at(_ folder: String, settings: NetworkSettings? = nil) -> WorkingGit {
    WorkingGit(
      in: folder, settings: settings ?? self.settings, timeLimit: timeLimit, cancellation: cancellation)
  }

  /// How a call ended.
  public struct Answer: Sendable {
    public let isSuccess: Bool
    public let output: [UInt8]
    /// The last lines of its errors, hooks' words among them.
    public let errors: [String]

    /// The output without its final line end.
    public var text: String {
      String(decoding: output.last == UInt8(ascii: "\n") ? output.dropLast() : output[...], as: UTF8.self)
    }
  }

  /// Runs `git ARGUMENTS` to its end; an exit code other than 0 is an answer and no error.
  ///
  /// - Parameters:
  ///   - onlyReads: has git write nothing by the way, not even a refreshed index.
  ///   - onErrors: gets what it and its hooks print, in pieces, on the calling thread.
  public func run(
    _ arguments: [String], input: [UInt8] = [], onlyReads: Bool = false, onErrors: (([UInt8]) -> Void)? = nil
  ) throws(GitError) -> Answer {
    var environment = self.environment
    if onlyReads {
      environment["GIT_OPTIONAL_LOCKS"] = "0"
      // What it says is read here; hooks and their words are in their owner's language.
      environment["LC_ALL"] = "C"
      environment["LANGUAGE"] = nil
    }
    let command = ProgramCommand("git", ["-C", folder] + arguments, environment: environment)
    return try run(command, "git \(arguments.first ?? "")", input: input, onErrors: onErrors)
  }

  /// Runs a git command that has to succeed, and returns what it printed; for those that only read.
  public func read(_ arguments: [String]) throws(GitError) -> Answer {
    let answer = try run(arguments, onlyReads: true)
    guard answer.isSuccess else { throw failure("git \(arguments.first ?? "")", answer) }
    return answer
  }

  /// Returns the error of a call that failed: with git's own reason, and a step where another git is at work.
  public func failure(_ operation: String, _ answer: Answer) -> GitError {
    let marks = ["fatal: ", "error: "]
    let line = answer.errors.first { line in marks.contains { line.hasPrefix($0) } } ?? answer.errors.last ?? ""
    let message = marks.reduce(line) { $0.hasPrefix($1) ? String($0.dropFirst($1.count)) : $0 }
    let isLocked = answer.errors.contains { $0.contains("index.lock") }
    return GitError(
      operation: "\(operation) in \(folder)", kind: isLocked ? .locked : .other,
      message: isLocked
        ? "another git is at work there: index.lock is held"
        : message.isEmpty ? "it ended without a word" : message,
      hint: isLocked ? WorkingGit.lockHint : nil, serverWords: answer.errors)
  }

  /// What helps where a lock of the index stays.
  public static let lockHint = "wait for the other git; if none is at work, remove index.lock"

  func run(
    _ command: ProgramCommand, _ operation: String, input: [UInt8], onErrors: (([UInt8]) -> Void)?
  ) throws(GitError) -> Answer {
    do throws(NetworkFailure) {
      return try OperationContext.run(
        settings: settings, limits: NetworkLimits(connect: timeLimit, idle: timeLimit, total: timeLimit),
        cancellation: cancellation
      ) { (context) throws(NetworkFailure) in
        try WorkingGit.answer(of: command, input: input, in: context, onErrors: onErrors)
      }
    } catch {
      throw GitError(operation: "\(operation) in \(folder)", error)
    }
  }

  private static func answer(
    of command: ProgramCommand, input: [UInt8], in context: OperationContext, onErrors: (([UInt8]) -> Void)?
  ) throws(NetworkFailure) -> Answer {
    let stream = try ProgramStream(command, host: command.program, in: context) { onErrors?(Array($0)) }
    do throws(NetworkFailure) {
      try input.withUnsafeBufferPointer { bytes throws(NetworkFailure) in
        try stream.write(UnsafeRawBufferPointer(bytes))
      }
    } catch  where error.kind == .unreachable {
      // It ended before it had read everything: why, it tells by its errors.
    }
    stream.closeInput()
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try buffer.withUnsafeMutableBufferPointer { bytes throws(NetworkFailure) in
        try stream.read(into: UnsafeMutableRawBufferPointer(bytes))
      }
      if count == 0 { break }
      output += buffer[..<count]
    }
    let status = stream.finish() ?? stream.close()
    return Answer(isSuccess: status == .exited(0), output: output, errors: stream.lastErrorLines)
  }

  /// The owner's environment, but for what ties git to another repository, and our own tokens.
  var environment: [String: String] {
    var variables = settings.environment.filter { name, _ in
      let isOfRepository = LocalTransport.variablesOfOneRepository.contains(name) && !name.hasPrefix("GIT_CONFIG")
      return !isOfRepository && !name.hasPrefix("FLEET_TOKEN_")
        && !["GIT_NAMESPACE", "GIT_QUARANTINE_PATH"].contains(name)
    }
    variables["GIT_TERMINAL_PROMPT"] = "0"
    return variables
  }
}
