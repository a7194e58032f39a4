import FleetCore
import Foundation
import Git

/// The process's surroundings, read once: environment, folders, git's configuration, terminal.
struct LiveEnvironment: Sendable {
  let variables: [String: String]
  let workingFolder: String
  /// The command line without the program's name.
  let arguments: [String]
  let files: RunFiles
  /// Set while `fleet resume` runs the command of an unfinished run again.
  let resumption: Resumption?
  /// Set while `fleet apply --plan` runs the command again that made the plan.
  let storedPlan: StoredPlan?
  let style: TerminalStyle
  let errorStyle: TerminalStyle

  @TaskLocal static var current = LiveEnvironment(
    variables: ProcessInfo.processInfo.environment, workingFolder: FileManager.default.currentDirectoryPath,
    arguments: Array(CommandLine.arguments.dropFirst()))

  init(
    variables: [String: String], workingFolder: String, arguments: [String], files: RunFiles = RunFiles(),
    resumption: Resumption? = nil, storedPlan: StoredPlan? = nil
  ) {
    self.variables = variables
    self.workingFolder = workingFolder
    self.arguments = arguments
    self.files = files
    self.resumption = resumption
    self.storedPlan = storedPlan
    self.style = TerminalStyle(console: .standardOutput, environment: variables)
    self.errorStyle = TerminalStyle(console: .standardError, environment: variables)
  }

  /// Returns what git and the environment say about the network.
  func networkSettings() throws -> NetworkSettings {
    do {
      return NetworkSettings(
        environment: variables, configuration: try GitConfiguration(environment: variables), version: Version.number)
    } catch {
      throw CommandError(message: error.description, hint: error.hint)
    }
  }

  /// Returns what the environment alone says about the network.
  func unconfiguredNetworkSettings() -> NetworkSettings {
    NetworkSettings(environment: variables, configuration: GitConfiguration(), version: Version.number)
  }

  var cacheFolders: CacheFolders { CacheFolders(environment: variables) }

  /// Whether a person can be asked: both ends of the conversation are a terminal.
  var canAsk: Bool { isatty(STDIN_FILENO) == 1 && Console.standardError.isTerminal }

  /// Returns the path as the process's working folder makes it absolute.
  func absolutePath(_ path: String) -> String {
    let absolute = path.hasPrefix("/") ? path : workingFolder + "/" + path
    let path = URL(fileURLWithPath: absolute).standardizedFileURL.path(percentEncoded: false)
    return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// Returns the path as messages show it: relative where it lies below the working folder.
  func shownPath(_ absolutePath: String) -> String {
    absolutePath.hasPrefix(workingFolder + "/")
      ? String(absolutePath.dropFirst(workingFolder.count + 1)) : absolutePath
  }

  /// Returns the time of commits: now in the local time zone, or what `GIT_COMMITTER_DATE` says in git's own form,
  /// `SECONDS +HHMM` (git-commit(1), DATE FORMATS).
  func clock() throws -> @Sendable () -> (seconds: Int64, offsetMinutes: Int) {
    guard let text = variables["GIT_COMMITTER_DATE"], !text.isEmpty else {
      return {
        let date = Date()
        return (Int64(date.timeIntervalSince1970), TimeZone.current.secondsFromGMT(for: date) / 60)
      }
    }
    let words = text.drop { $0 == "@" }.split(separator: " ")
    guard words.count == 2, let seconds = Int64(words[0]), let zone = Int(words[1]), words[1].count == 5 else {
      throw CommandError(
        message: "GIT_COMMITTER_DATE is \"\(text)\"; seconds since 1970 and a zone such as +0100 were expected")
    }
    return { (seconds, zone / 100 * 60 + zone % 100) }
  }
}

extension LiveEnvironment {
  /// Returns the effects of a run; its logs lie in a folder that the name, the time and the process make unique.
  func runContext(
    named name: String, isDryRun: Bool = false, keepsPlans: Bool = true, limits: RunLimits, sandbox: Sandbox? = nil,
    cancellation: Cancellation, journal: RunJournal = .off, observe: @escaping @Sendable (PipelineEvent) -> Void
  ) throws -> RunContext {
    RunContext(
      folders: cacheFolders, runName: name, network: try networkSettings(), limits: limits,
      programEnvironment: ProgramEnvironment(inherited: variables, isDryRun: isDryRun), sandbox: sandbox,
      keepsPlans: keepsPlans, cancellation: cancellation, now: try clock(), clock: { Date() },
      build: Self.build, journal: journal, observe: observe)
  }

  /// Returns the effects of a trial in a plain folder.
  func trialEffects(named name: String, isDryRun: Bool, cancellation: Cancellation) -> FolderTrial.Effects {
    FolderTrial.Effects(
      environment: ProgramEnvironment(inherited: variables, isDryRun: isDryRun),
      logs: "\(cacheFolders.logs)/\(Self.runName(name))",
      timeLimit: .seconds(1800), cancellation: cancellation)
  }

  /// Returns the program that searches for `rewrite` steps outside of a run.
  var astGrep: AstGrep {
    AstGrep(environment: ProgramEnvironment(inherited: variables), cancellation: Cancellation())
  }

  /// Returns a name for a run's folder of logs that no other run has.
  static func runName(_ name: String) -> String { "\(timestamp())-\(name)-\(getpid())" }

  /// The local time as folders are named, such as `2026-11-24T034500`.
  static func timestamp(_ time: Date = Date()) -> String {
    // A DateFormatter would load the data of all languages.
    var seconds = time_t(time.timeIntervalSince1970.rounded(.down))
    var parts = unsafe tm()
    unsafe localtime_r(&seconds, &parts)
    let numbers = unsafe [
      parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
    ]
    let words = numbers.map { ($0 < 10 ? "0" : "") + String($0) }
    return words[..<3].joined(separator: "-") + "T" + words[3...].joined()
  }
}
