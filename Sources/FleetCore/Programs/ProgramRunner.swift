import Foundation
import Git
import Subprocess
import Synchronization

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A program to run for one repository: its tests, a script, a formatter.
public struct Program: Sendable, Equatable {
  /// The program and its arguments; looked up in `PATH` where it holds no slash.
  public internal(set) var arguments: [String]
  public let folder: String
  /// All that the program sees of the environment.
  public internal(set) var environment: [String: String]
  /// How long it may run before its whole process group is ended.
  public let timeLimit: Duration
  /// Where its output goes, both streams in the order in which they were written.
  public let logPath: String
  /// Where standard output goes if not to the log.
  public let standardOutputPath: String?
  /// Lines at the head of the log: what runs, and what is worth knowing about it.
  public internal(set) var heading: [String]
  /// Where it is noted while it runs, if anywhere.
  let mark: ProgramMark?
  /// Whether the log keeps the last 64 KiB of the output only, also while the program runs.
  public let keepsOnlyTail: Bool

  public init(
    arguments: [String], folder: String, environment: [String: String], timeLimit: Duration, logPath: String,
    standardOutputPath: String? = nil, heading: [String] = [], keepsOnlyTail: Bool = false
  ) {
    self.init(
      arguments: arguments, folder: folder, environment: environment, timeLimit: timeLimit, logPath: logPath,
      standardOutputPath: standardOutputPath, heading: heading, mark: nil, keepsOnlyTail: keepsOnlyTail)
  }

  init(
    arguments: [String], folder: String, environment: [String: String], timeLimit: Duration, logPath: String,
    standardOutputPath: String? = nil, heading: [String], mark: ProgramMark?, keepsOnlyTail: Bool = false
  ) {
    self.arguments = arguments
    self.folder = folder
    self.environment = environment
    self.timeLimit = timeLimit
    self.logPath = logPath
    self.standardOutputPath = standardOutputPath
    self.heading = heading
    self.mark = mark
    self.keepsOnlyTail = keepsOnlyTail
  }
}

/// How a program ended.
public enum ProgramEnding: Sendable, Equatable {
  case exited(status: Int)
  case killed(signal: Int)
  /// The limit passed, and the process group was ended.
  case timedOut
  /// The run was interrupted, and the process group was ended.
  case interrupted
  /// It couldn't be started; the reason is one line.
  case notStarted(reason: String)

  public var isSuccess: Bool { self == .exited(status: 0) }

  /// What a sentence about the program says after its name, such as `exited with status 1`.
  public var words: String {
    switch self {
    case .exited(let status): "exited with status \(status)"
    case .killed(let signal): "was ended by signal \(signal)"
    case .timedOut: "did not end within its time limit"
    case .interrupted: "was interrupted"
    case .notStarted(let reason): "could not be started: \(reason)"
    }
  }
}

extension Program {
  /// Runs the program in a process group of its own, standard input closed, and waits until the whole group has ended.
  ///
  /// At the time limit, and when the calling task is cancelled, the group gets SIGTERM and two seconds later SIGKILL.
  /// What the program left running in its group is ended as well.
  public func run() async -> ProgramEnding {
    let log: FileDescriptor
    let output: FileDescriptor
    do {
      try FileManager.default.createDirectory(
        atPath: FilePath(logPath).removingLastComponent().string, withIntermediateDirectories: true)
      log = try opened(logPath)
      try log.writeAll(heading.flatMap { Array("\($0)\n".utf8) })
      output = try standardOutputPath.map(opened) ?? log
    } catch {
      return .notStarted(reason: "no log file at \(logPath): \(error)")
    }
    let group = ProcessGroup()
    let capping = keepsOnlyTail ? Task { await capLog() } : nil
    let ending = await withTaskGroup(of: ProgramEnding.self) { tasks in
      tasks.addTask { await start(in: group, output: output, log: log) }
      tasks.addTask {
        // Cancelled as soon as the program has ended: then the answer is of no interest.
        try? await Task.sleep(for: timeLimit)
        return Task.isCancelled ? .interrupted : .timedOut
      }
      let first = await tasks.next() ?? .interrupted
      tasks.cancelAll()
      let second = await tasks.next() ?? .interrupted
      // The timer's word counts only if it came first; a cancelled run reports how the program took it.
      guard first == .timedOut else { return Task.isCancelled ? .interrupted : first == .interrupted ? second : first }
      return .timedOut
    }
    group.end()
    mark?.clear()
    capping?.cancel()
    let leftOutByteCount = await capping?.value ?? 0
    // Nothing can be done about a log that can't be closed, and its bytes are written.
    try? log.close()
    if standardOutputPath != nil { try? output.close() }
    if keepsOnlyTail { OutputTail.keep(in: logPath, behind: heading, leftOutByteCount: leftOutByteCount) }
    return ending
  }

  /// Cuts the log ten times a second until the task is cancelled; returns how many bytes were left out.
  private func capLog() async -> Int {
    var leftOutByteCount = 0
    while !Task.isCancelled {
      // Only a cancellation ends a sleep early, and then the loop ends too.
      try? await Task.sleep(for: .milliseconds(100))
      leftOutByteCount = OutputTail.keep(
        in: logPath, behind: heading, leftOutByteCount: leftOutByteCount, slackByteCount: 1 << 20)
    }
    return leftOutByteCount
  }

  private func opened(_ path: String) throws -> FileDescriptor {
    // Appending, so that a program which reopens its own output as a file doesn't overwrite the log's heading.
    try FileDescriptor.open(
      FilePath(path), .writeOnly, options: [.create, .truncate, .append, .closeOnExec],
      permissions: [.ownerReadWrite])
  }

  private var executable: Executable {
    if arguments[0].contains("/") { return .path(FilePath(arguments[0])) }
    // By name, Subprocess starts a process for each folder of PATH until one finds the program in its folder.
    return ProgramPath.find(arguments[0], in: environment).map { .path(FilePath($0)) } ?? .name(arguments[0])
  }

  private func start(
    in group: ProcessGroup, output: FileDescriptor, log: FileDescriptor
  ) async -> ProgramEnding {
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = [
      .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .seconds(2))
    ]
    let variables = environment.map { (Environment.Key(rawValue: $0.key), $0.value) }
    do {
      let result = try await Subprocess.run(
        executable,
        arguments: Arguments(Array(arguments.dropFirst())),
        environment: .custom(
          Dictionary(uniqueKeysWithValues: variables.compactMap { key, value in key.map { ($0, value) } })),
        workingDirectory: FilePath(folder),
        platformOptions: options,
        input: .none,
        output: .fileDescriptor(output, closeAfterSpawningProcess: false),
        error: .fileDescriptor(log, closeAfterSpawningProcess: false)
      ) { execution in
        group.begin(execution.processIdentifier.value)
        mark?.set(execution.processIdentifier.value)
      }
      switch result.terminationStatus {
      case .exited(let status): return .exited(status: Int(status))
      case .signaled(let signal): return .killed(signal: Int(signal))
      }
    } catch {
      let words = "\(error)"
      return .notStarted(reason: words.hasSuffix(".") ? String(words.dropLast()) : words)
    }
  }
}

/// The process group of one program, so that what the program left behind can be ended.
private final class ProcessGroup: Sendable {
  private let leader = Mutex<pid_t?>(nil)

  func begin(_ id: pid_t) {
    leader.withLock { $0 = id }
    RunningPrograms.leaders.withLock { _ = $0.insert(id) }
  }

  /// Ends every process that is still in the group. The group's id can't have been given anew while a member lives, and
  /// with none left the signal goes nowhere.
  func end() {
    guard let leader = leader.withLock({ $0 }) else { return }
    kill(-leader, SIGKILL)
    RunningPrograms.leaders.withLock { _ = $0.remove(leader) }
  }
}

/// The programs that run now, for whoever ends this process without waiting for them.
public enum RunningPrograms {
  fileprivate static let leaders = Mutex<Set<pid_t>>([])

  /// Ends the groups of all of them at once.
  public static func end() {
    for leader in leaders.withLock({ $0 }) { kill(-leader, SIGKILL) }
  }
}
