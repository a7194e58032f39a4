import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A program that a person uses at this process's terminal, such as an editor: in its process group, without a time limit.
public struct TerminalProgram: Sendable {
  private let arguments: [String]
  private let environment: [String: String]

  public init(arguments: [String], environment: [String: String]) {
    self.arguments = arguments
    self.environment = environment
  }

  /// Runs it to its end; what it prints goes to standard error, since standard output is for results.
  public func run() async -> ProgramEnding {
    let variables = environment.compactMap { name, value in
      Environment.Key(rawValue: name).map { ($0, value) }
    }
    do {
      let result = try await Subprocess.run(
        .path(FilePath(arguments[0])), arguments: Arguments(Array(arguments.dropFirst())),
        environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
        input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
        output: .fileDescriptor(.standardError, closeAfterSpawningProcess: false),
        error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false)
      ) { _ in }
      switch result.terminationStatus {
      case .exited(let status): return .exited(status: Int(status))
      case .signaled(let signal): return .killed(signal: Int(signal))
      }
    } catch {
      return .notStarted(reason: "\(error)")
    }
  }
}
