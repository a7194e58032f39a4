import ArgumentParser
import Foundation

/// The program's entry: parses the arguments, runs the command, and turns what it threw into words and an exit code.
public enum CommandLineTool {
  public static func run() async -> Never {
    // A reader that has gone away (`fleet repos list | head -1`) is an error of one write, not the end of the program.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try Fleet.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      exit(.success)
    } catch {
      exit(report(error))
    }
  }

  /// Says on stderr what went wrong (on stdout what `--help` and `--version` asked for) and returns the exit code.
  private static func report(_ error: any Error) -> ExitStatus {
    switch error {
    case let status as ExitStatus:
      return status
    case let error as CommandError:
      Console.standardError.write(error.text)
      return error.status
    default:
      // ArgumentParser's own errors: help and version are no error, everything else is wrong usage.
      let message = Fleet.fullMessage(for: error)
      guard Fleet.exitCode(for: error) == .success else {
        let prefix = "Error: "
        let ownText = message.hasPrefix(prefix) ? "fleet: " + message.dropFirst(prefix.count) : message
        let text = UnknownCommand.first(in: CommandLine.arguments)?.text ?? ownText
        Console.standardError.write(text + "\n")
        return .usage
      }
      Console.standardOutput.write(message + "\n")
      return .success
    }
  }

  private static func exit(_ status: ExitStatus) -> Never {
    if let problem = Console.standardOutput.problem {
      Console.standardError.write("fleet: not all could be written to standard output: \(problem)\n")
      if status == .success || status == .findings { Foundation.exit(ExitStatus.failures.rawValue) }
    }
    Foundation.exit(status.rawValue)
  }
}
